"""Marks and their letters: what is damaged is found and mended, what is right is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.catalogs import store
from handouts.checks.clusters import check_circles, check_clusters, dotted_circle
from handouts.checks.problem import Problem
from handouts.model.languages import Language, language
from handouts.text.circles import circled_words
from handouts.text.paragraph import TextSpan
from tests.each import each
from tests.fixtures.printing import typesetter
from tests.fixtures.scripts import fixtures, plain


def circles(own: Language, text: str) -> tuple[Problem, ...]:
    shaped = typesetter().shape((TextSpan(text),), own)
    return tuple(dotted_circle(*found) for found in circled_words(typesetter(), shaped, own))


def problems(tag: str, text: str) -> list[Problem]:
    """As `check` does: what the text says, else what the shaper says."""
    own = language(tag)
    return [*check_clusters("", text, own)] or [*check_circles(text, own, circles)]


#: A damaged word and what to write; nothing, where only a reader can tell.
MENDED = {
    "hi": {
        "िहन्दी": "हिन्दी", "िचिकत्सक": "चिकित्सक", "पािन": "पानि", "अाराम": "आराम", "काे": "को",
        "आैर": "", "कि़ताब": "क़िताब", "कंी": "कीं", "करेें": "करें", "क्ि": "", "5ा": "",
        "चोट ें": "", "दि्या": "", "इंिडया": "इंडिया",
    },
    "mr": {"िदवस": "दिवस", "माझेे": "माझे", "अोठ": "ओठ", "काॅल": "कॉल", "अॅप": "ॲप"},
    "ne": {"िबरामी": "बिरामी", "गर्नुहाेस्": "गर्नुहोस्"},
    "bn": {"িদন": "দিন", "কােজ": "কাজে", "অামি": "আমি", "রোগীি": "", "েকান": "কোন", "5ি": ""},
    "as": {"িদন": "দিন", "অাৰু": "আৰু"},
    "pa": {"ਿਦਨ": "ਦਿਨ", "ਕਰੋੋ": "ਕਰੋ", "ਾਦਨ": "", "ਜਿ਼ੰਦਗੀ": "ਜ਼ਿੰਦਗੀ", "ਟਿ੍ਰਬ": "ਟ੍ਰਿਬ"},
    "gu": {"િદવસ": "દિવસ", "કરાે": "કરો", "અાપ": "આપ", "ંએ": ""},
    "or": {"େକ": "କେ", "ଅାପଣ": "ଆପଣ"},
    "ta": {"ெகாள்": "கொள்", "ேபா": "போ", "கிி": "கி", "எா": "", "கா்": "", "ிக": ""},
    "te": {"ిక": "", "కిి": "కి", "అా": "ఆ", "కాి": ""},
    "kn": {"ಿಕ": "", "ಕಿಿ": "ಕಿ", "ಅಾ": "ಆ"},
    "ml": {"േക": "കേ", "െക": "കെ", "കിി": "കി", "കാ്": "", "ാക": ""},
    "si": {"ෙක": "කෙ", "ික": "", "කිි": "කි", "අා": "ආ"},
    "th": {
        "ที่่": "ที่", "เเพทย์": "แพทย์", "ท่ี": "ที่", "นํ้า": "น้ำ", "้น้ำ": "", "ป่่วย": "ป่วย",
        "นี้ี": "", "ำ": "", "ก่ัน": "กั่น", "น์์": "น์", "24่": "",
    },
    "lo": {"ທີ່່": "ທີ່", "ເເພດ": "ແພດ", "ທ່ີ": "ທີ່", "ນ້້ຳ": "ນ້ຳ", "້ນ": ""},
    "km": {
        "ើក": "កើ", "ក្ើរ": "", "កា្រ": "ក្រា", "កំុ": "កុំ", "េក": "កេ", "ក្": "", "កេី": "កើ",
        "សី៊": "ស៊ី", "កេា": "កោ",
    },
    "my": {"ကုိ": "ကို", "ကံု": "ကုံ", "၀ိ": "ဝိ", "ိက": "", "ကိုု": "ကို", "ကူု": "", "့က": ""},
    "shn": {"ေမႃး": "မေႃး", "ိၵ": ""},
    "bo": {"ིཀ": "", "ཀིྱ": "ཀྱི", "ཀུྱ": "ཀྱུ", "ྱཀ": ""},
    "ps": {"كِِتاب": "كِتاب", "كَُتاب": ""},
    "ar": {"كَُتب": "", "َابج": "", "كتابّّ": "كتابّ", "5ً": "", "كتاب ً": ""},
    "fa": {"ِکتاب": "", "دردّّ": "دردّ"},
    "ur": {"ِکتاب": ""},
    "he": {"ְשלום": "", "שָָלום": "שָלום"},
    "yi": {"ָגוט": ""},
    "syr": {"ܰܐ": ""},
    "dv": {"ަދިވެހި": "", "ދިިވެހި": "ދިވެހި", "ދިަވެހި": ""},
    "nqo": {"߫ߞߏ": ""},
    "am": {"፟ሀ": ""},
    "es": {"\u0301a": "", "e\u0301\u0301": "\u00e9", "2\u0301": ""},
    "vi": {"\u0323nguoi": ""},
    "ru": {"\u0301слово": "", "боль\u0301 \u0301": ""},
    "yo": {"\u0323e": ""},
    "jv-Java": {"ꦺꦏ": "ꦏꦺ", "ꦶꦏ": "", "ꦏꦶꦶ": "ꦏꦶ"},
    "ban-Bali": {"ᬾᬓ": "ᬓᬾ", "ᬶᬓ": ""},
    "su-Sund": {"ᮤᮊ": ""},
    "ccp": {"𑄬𑄇": "𑄇𑄬", "𑄨𑄇": ""},
    "mni-Mtei": {"ꯤꯀ": ""},
}  # fmt: skip


@each(
    ("tag", "text", "right"),
    [(tag, *pair) for tag, pairs in MENDED.items() for pair in pairs.items()],
)
def test_a_damaged_word_is_found_and_mended(tag: str, text: str, right: str) -> None:
    for sentence in (text, f"<b>{text}</b>", f"{text} %(phone)s"):
        found = problems(tag, sentence)
        assert found, sentence
        assert found[0].kind.severity == "error"
        if right:
            assert found[0].hint == f"write {right}"
            assert not problems(tag, right), "what is to be written is right"


@pytest.mark.parametrize("tag", ["hi", "th", "my", "ar", "es"])
def test_a_mark_after_a_value_stands_on_nothing(tag: str) -> None:
    mark = {"hi": "ा", "th": "่", "my": "ိ", "ar": "ً", "es": "\u0301"}[tag]
    assert [str(found.kind) for found in problems(tag, f"%(phone)s{mark}")] == ["stray-mark"]


ZAWGYI = [
    "ျမန္မာ", "ေဆးခန္း", "လူနာမ်ား", "ေဆးရံု", "က်န္းမာေရး", "ဖုန္းဆက္ပါ", "ေဒါက္တာ", "ၾကည့္ပါ",
    "ႏွစ္ရက္", "မနက္ျဖန္", "အနားယူပါ ေက်းဇူးျပဳ၍",
]  # fmt: skip


@pytest.mark.parametrize("text", ZAWGYI)
def test_zawgyi_is_told_as_what_it_is(text: str) -> None:
    (found,) = problems("my", text)
    assert str(found.kind) == "zawgyi-text"
    assert "Zawgyi" in found.message
    assert "converter" in found.hint


@each("tag", fixtures())
def test_nothing_is_found_in_good_text(tag: str) -> None:
    for line in fixtures()[tag].lines:
        assert problems(tag, plain(line)) == []


GOOD = {
    "hi": "फिज़िशियन ड़िग्री क्षत्रिय कार्यवाही ऑपरेशन ॐ अँगूठा छः दुःख ज़ंजीर",
    "bn": "র‍্যাম অ্যাসপিরিন কৃত্রিম স্বাস্থ্য হৃৎপিণ্ড ৎ দুঃখ",
    "ml": "അതു് അവന്‍ നമ്മുടെ ശസ്ത്രക്രിയ ൻ്റെ",
    "ta": "ஸ்ரீ க்ஷ ஃபோன் கொள்கை கௌரவம்",
    "si": "ක්‍රියා වෛද්‍ය ශ්‍රී",
    "th": "น้ำ เกาะ ฤๅษี เปรี้ยว ก็ ทฤษฎี เดี๋ยว จันทร์ เสาร์ กตัญญู ๆ",
    "lo": "ນ້ຳ ເຈົ້າ ກຽມ ຫຼັງ ແຂງ ເດັກ",
    "km": "ខ្ញុំ ស្ត្រី ស៊ី ឲ្យ ព្រះ ក៏ ធម៌ កុំ ស្រ៊ី",
    "my": "ကျွန်ုပ် ဦး ဩဂုတ် ၎င်း ဥက္ကဋ္ဌ ဿ သင်္ဘော ကြွေး နေ့ ၅၀ ယောက်ျား",
    "mnw": "ရှ်ေသှ်ေ မၞိဟ်",
    "shn": "ၵႂၢမ်းတႆး မိူင်း",
    "ksw": "ကညီကျိာ်",
    "bo": "བསྒྲུབས་ ཧཱུྃ ཀྵ",
    "ar": "مُسْتَشْفًى إِنَّ الرَّحْمٰن ـَ",
    "he": "שַׁבָּת בּוֹקֵר יְרוּשָׁלַ͏ִם",
    "vi": "người nghỉ bệnh viện",
    "yo": "ọ̀rẹ́ ẹ̀kọ́",
    "mh": "Kajin M̧ajeļ n̄a",
    "ru": "бо́льшая",
    "nqo": "ߒߞߏ ߂߲",
    "kkh-Lana": "ᨣᩮᩢᩢᩣ",
}


@each(("tag", "text"), GOOD.items())
def test_nothing_is_found_in_rare_but_right_words(tag: str, text: str) -> None:
    assert problems(tag, text) == []


@each("path", sorted(Path("locales").rglob("*.po")), ids=str)
def test_nothing_is_found_in_the_catalogs(path: Path) -> None:
    own = language(path.parts[1])
    for entry in store.load(path)[0].entries:
        assert list(check_clusters(entry.msgid, entry.msgstr, own)) == []
        assert list(check_circles(entry.msgstr, own, circles)) == []
