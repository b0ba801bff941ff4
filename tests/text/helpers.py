"""What the tests of the text engine share: one typesetter, and lines told as strings."""

from __future__ import annotations

import functools
from pathlib import Path

from handouts.model.languages import Language, language
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.glyphs import Line
from handouts.text.paragraph import ShapedParagraph, TextSpan, Typesetter

UNICODE = Path("/usr/share/unicode")

#: A sentence in each language that the engine must set, with a number, a name and a phone number.
SAMPLES = {
    "en": "Rest for 24 hours. Call ReleviiMed at +1 (555) 010-2345.",
    "es": "Descanse durante 24 horas. ¿Preguntas? Llame a ReleviiMed.",
    "vi": "Nghỉ ngơi trong 24 giờ. Gọi cho ReleviiMed nếu bạn có câu hỏi.",
    "ru": "Отдыхайте 24 часа. Позвоните в ReleviiMed.",
    "el": "Ξεκουραστείτε για 24 ώρες. Καλέστε τη ReleviiMed.",
    "hy": "Հանգստացեք 24 ժամ։ Զանգահարեք ReleviiMed։",
    "ka": "დაისვენეთ 24 საათი. დარეკეთ ReleviiMed-ში.",
    "he": "נוחו במשך 24 שעות. התקשרו אל ReleviiMed.",
    "ar": "استرح لمدة 24 ساعة. اتصل بعيادة ReleviiMed على \u2068+1 (555) 010-2345\u2069.",
    "fa": "۲۴ ساعت استراحت کنید. با ReleviiMed تماس بگیرید. می\u200cتوانید بپرسید.",
    "ur": "24 گھنٹے آرام کریں۔ ReleviiMed سے رابطہ کریں۔",
    "am": "ለ24 ሰዓታት ያርፉ። ወደ ReleviiMed ይደውሉ።",
    "hi": "24 घंटे आराम करें। ReleviiMed को फ़ोन करें।",
    "bn": "২৪ ঘণ্টা বিশ্রাম নিন। ReleviiMed-এ ফোন করুন।",
    "pa": "24 ਘੰਟੇ ਆਰਾਮ ਕਰੋ। ReleviiMed ਨੂੰ ਫ਼ੋਨ ਕਰੋ।",
    "gu": "24 કલાક આરામ કરો. ReleviiMed ને ફોન કરો.",
    "or": "24 ଘଣ୍ଟା ବିଶ୍ରାମ ନିଅନ୍ତୁ। ReleviiMed କୁ ଫୋନ କରନ୍ତୁ।",
    "ta": "24 மணி நேரம் ஓய்வெடுங்கள். ReleviiMed-ஐ அழைக்கவும்.",
    "te": "24 గంటలు విశ్రాంతి తీసుకోండి. ReleviiMed కు కాల్ చేయండి.",
    "kn": "24 ಗಂಟೆಗಳ ಕಾಲ ವಿಶ್ರಾಂತಿ ಪಡೆಯಿರಿ. ReleviiMed ಗೆ ಕರೆ ಮಾಡಿ.",
    "ml": "24 മണിക്കൂർ വിശ്രമിക്കുക. ReleviiMed-നെ വിളിക്കുക.",
    "si": "පැය 24ක් විවේක ගන්න. ReleviiMed අමතන්න.",
    "th": "พักผ่อนเป็นเวลา 24 ชั่วโมง โทรหา ReleviiMed หากมีคำถาม",
    "lo": "ພັກຜ່ອນ 24 ຊົ່ວໂມງ. ໂທຫາ ReleviiMed.",
    "km": "សម្រាករយៈពេល ២៤ ម៉ោង។ ទូរស័ព្ទទៅ ReleviiMed។",
    "my": "၂၄ နာရီ အနားယူပါ။ ReleviiMed သို့ ဖုန်းခေါ်ပါ။",
    "bo": "ཆུ་ཚོད་ ༢༤ རིང་ངལ་གསོ་རྒྱག་རོགས། ReleviiMed",
    "zh-Hans": "注射后请休息24小时，不要开车。请致电ReleviiMed。",
    "zh-Hant": "注射後請休息24小時，不要開車。請致電ReleviiMed。",
    "ja": "注射後は24時間安静にしてください。ReleviiMedにお電話ください。",
    "ko": "주사 후 24시간 동안 쉬세요. ReleviiMed에 전화하세요.",
    "nqo": "ߌ ߟߊߝߌ߲߬ߧߊ߬ ߕߎߡߊ߬ߙߋ߲ ߂߄",
    "ff-Adlm": "𞤃𞤢𞤴𞤭𞤲𞤢 𞤲𞤣𞤫 24",
    "hmn": "So 24 teev. Hu rau ReleviiMed.",
}


_MIRRORED = str.maketrans("()[]«»", ")(][»«")


def unbreakable(own: Language) -> tuple[str, ...]:
    """The project's words that no line is broken in."""
    return project().unbreakable(own)


@functools.cache
def project() -> Project:
    """The project of this checkout, read once: no test changes it."""
    return Project(Path.cwd())


@functools.cache
def typesetter() -> Typesetter:
    """The one typesetter of the test run, on the fonts of this machine."""
    return Typesetter(FontLibrary(default_folders(None, Path.cwd())), unbreakable)


def shape(text: str, tag: str, *, bold: bool = False) -> ShapedParagraph:
    """A paragraph of one span."""
    return typesetter().shape((TextSpan(text, bold),), language(tag))


def read(line: Line) -> str:
    """The text a line gives back."""
    return "".join(text for run in line.runs for text in run.texts)


def seen(line: Line) -> str:
    """The line's clusters as they stand on paper, from left to right, without trailing space and
    with brackets mirrored as their glyphs are."""
    places = [
        (
            run.x + place * run.size / run.face.upem,
            index,
            text.translate(_MIRRORED) if run.rtl else text,
        )
        for run in line.runs
        for index, (place, text) in enumerate(zip(run.xs, run.texts, strict=True))
        if text
    ]
    marks = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    return "".join(text for _, _, text in sorted(places)).translate(marks).strip()
