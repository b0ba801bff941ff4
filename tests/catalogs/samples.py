"""Words for the tests: one translation per language that is right in every point, and long texts
in many scripts to wrap."""

from __future__ import annotations

SOURCE = "Rest at home for 24 hours. Do you have questions? Call us: %(phone)s."

#: Translations of SOURCE without a fault.
GOOD = {
    "es": "Descanse en casa durante 24 horas. ¿Tiene preguntas? Llámenos: %(phone)s.",
    "zh-Hans": "在家休息24小时。您有问题吗？请致电我们：%(phone)s。",
    "vi": "Hãy nghỉ ngơi ở nhà trong 24 giờ. Quý vị có thắc mắc? Hãy gọi cho chúng tôi: %(phone)s.",
    "ar": "استرح في المنزل لمدة ٢٤ ساعة. هل لديك أسئلة؟ اتصل بنا: %(phone)s.",
    "ur": "گھر پر 24 گھنٹے آرام کریں۔ کیا کوئی سوال ہے؟ ہمیں کال کریں: %(phone)s۔",
    "hi": "24 घंटे घर पर आराम करें। क्या आपके कोई सवाल हैं? हमें फ़ोन करें: %(phone)s।",
    "th": "พักผ่อนที่บ้าน 24 ชั่วโมง มีคำถามไหม โทรหาเราที่ %(phone)s",
    "ko": "집에서 24시간 동안 쉬세요. 질문이 있으신가요? 저희에게 전화하세요: %(phone)s.",
    "ru": "Отдыхайте дома 24 часа. Есть вопросы? Позвоните нам: %(phone)s.",
    "am": "ለ24 ሰዓታት ቤት ውስጥ ይረፉ። ጥያቄ አለዎት? ይደውሉልን፦ %(phone)s።",
    "ja": "24時間は家で休んでください。質問がありますか？お電話ください：%(phone)s。",
    "km": "សម្រាកនៅផ្ទះ ២៤ ម៉ោង។ តើអ្នកមានសំណួរទេ? សូមទូរស័ព្ទមកយើង: %(phone)s។",
    "he": "נוחו בבית 24 שעות. יש לכם שאלות? התקשרו אלינו: %(phone)s.",
    "fa": "۲۴ ساعت در خانه استراحت کنید. سؤالی دارید؟ با ما تماس بگیرید: %(phone)s.",
}

#: Long enough that gettext wraps them, with everything that makes line breaks differ.
LONG = (
    "Plan for someone to drive you home. Bring a list of all your medicines, blood thinners too. "
    "(Ask us about it; we can help.) It takes 3-6 months, at 10:30 a.m. or 24 hours - really.",
    "We use <b>ultrasound</b> to see the <term>sacroiliac (SI) joint</term>; call %(phone)s/"
    '%(hours)s or write "I\'d like to know more" on the sheet \\ and bring it with you, please.',
    "Pida a alguien que lo lleve a su casa después de la cita. ¿Tiene preguntas? Llámenos al "
    "%(phone)s. Use ropa cómoda y suelta; traiga una lista de todas sus medicinas, ¡todas!",
    "请安排人在检查后开车送您回家。穿宽松、舒适的衣服。带上您所有药物的清单（包括“血液稀释剂”）。"
    "请致电%(phone)s。<b>粗体</b>24小时内不要提重物，3至6个月后可能需要再次注射。",
    "ملاقات کے بعد کسی سے کہیں کہ آپ کو گھر لے جائے۔ ڈھیلے، آرام دہ کپڑے پہنیں۔ اپنی تمام دواؤں کی "
    "فہرست ساتھ لائیں، خون پتلا کرنے والی دوائیں بھی۔ کیا کوئی سوال ہے؟ ہمیں "
    "%(phone)s پر فون کریں۔",
    "मुलाकात के बाद आपको घर ले जाने के लिए किसी को साथ लाएँ। ढीले, आरामदायक कपड़े पहनें। अपनी सभी दवाओं की "
    "सूची लाएँ, खून पतला करने वाली दवाएँ भी।",
    "กรุณาให้คนขับรถพาคุณกลับบ้านหลังการนัดหมาย สวมเสื้อผ้าที่หลวมและสบาย นำรายการยาทั้งหมดของคุณมาด้วย โทร "
    "%(phone)s ได้ทุกเวลาทำการของคลินิก (ถ้ามี)",
    "방문 후 집까지 운전해 줄 사람을 미리 정해 두세요. 헐렁하고 편한 옷을 입으세요. 드시는 "
    "모든 약의 목록을 가져오세요(혈액을 묽게 하는 약 포함). 24시간 동안 무거운 것을 들지 마세요.",
    "Попросите кого-нибудь отвезти вас домой после приёма. Возьмите список всех лекарств — в том "
    "числе препаратов, разжижающих кровь. Через 3–6 месяцев… возможно, понадобится ещё одна.",
    "ከቀጠሮው በኋላ ወደ ቤት የሚያደርስዎት ሰው ያዘጋጁ። ሰፊና ምቹ ልብስ ይልበሱ። የሚወስዱትን መድኃኒቶች ሁሉ ዝርዝር ይዘው "
    "ይምጡ፤ ደም የሚያቀጥኑ መድኃኒቶችንም ጨምሮ። ጥያቄ አለዎት፧",
)
