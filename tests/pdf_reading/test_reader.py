"""The words come back out: from the tags exactly, and from the page as measured."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handouts import pdf
from handouts.model.languages import Language, language
from handouts.pdf import Role, StructElement, UnreadableError
from handouts.pdf.codes import text_of_code
from handouts.pdf_reading.reader import Node, outline, read
from handouts.text.paragraph import TextSpan
from tests.pdf.helpers import LATIN, draw, failures, line, new_canvas
from tests.pdf.test_glyphs import typesetter
from tests.pdf.test_structure import sample

SENTENCES = {
    "en": "Rest for 24 hours. Call the “office”: (555) 123-4567.",
    "vi": "Nghỉ ngơi trong 24 giờ. Người bệnh đừng lo lắng về cơn đau.",
    "ru": "Отдыхайте 24 часа. Приложите лёд на 15 минут.",
    "am": "ለ24 ሰዓታት ያርፉ። በ(555) 123-4567 ይደውሉልን።",
    "hi": "चिकित्सक प्रश्नों का उत्तर देंगे। श्रद्धा की स्थिति में शक्ति।",
    "or": "24 ଘଣ୍ଟା ବିଶ୍ରାମ ନିଅନ୍ତୁ। ଆମକୁ ଫୋନ୍ କରନ୍ତୁ।",
    "ta": "ஊசி போடுவதற்கு முன் தளர்வான ஆடைகளை அணியுங்கள்.",
    "te": "ఇంజెక్షన్‌కు ముందు వదులుగా ఉన్న దుస్తులు ధరించండి.",
    "ml": "കുത്തിവയ്പ്പിന് മുമ്പ് അയഞ്ഞ വസ്ത്രങ്ങൾ ധരിക്കുക.",
    "th": "ก่อนฉีดยาให้สวมเสื้อผ้าหลวม ๆ น้ำแข็งประคบ 15 นาที",
    "lo": "ກ່ອນສັກຢາໃຫ້ໃສ່ເສື້ອຜ້າວ່າງໆ ແລະ ພາຄົນມານຳ.",
    "km": "មុនពេលចាក់ថ្នាំ សូមស្លៀកពាក់ខោអាវរលុង។",
    "my": "ထိုးဆေးမထိုးမီ ပွပွချောင်ချောင် ဝတ်ဆင်ပါ။ ကြွက်သား",
    "zh-Hans": "请休息24小时。骨头、药物、“您好”。",
    "ja": "注射の前にゆったりした服を着てください。「ガギグ」",
    "ko": "24시간 동안 쉬세요. 다른 사람과 함께 오세요.",
    "ar": "لا تأكل شيئًا ثقيلاً قبل الموعد بساعتين، واتصل بعد 20 يومًا (أو أقل). هَذَا نَصٌّ مُشَكَّلٌ.",
    "fa": "درد معمولاً ظرف ۲ تا ۳ روز کم می‌شود، اما لازم است استراحت کنید: ReleviiMed.",
    "ur": "انجکشن سے پہلے ڈھیلے کپڑے پہنیں، صبح 8:00 سے شام 5:00 تک فون کریں۔",
    "he": "שִׂימוּ קֶרַח עַל הַגַּב הַתַּחְתּוֹן, בין 8:00 ל-17:00 (ואין סיבה לדאגה).",
}
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def words(text: str) -> list[str]:
    """Words, in one normal form, without marks that cannot be seen."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).split()


@pytest.fixture(scope="module", params=SENTENCES)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sentence of a language on one long line."""
    tag = request.param
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root, language=tag)
    canvas.setPageSize((900, 100))
    with canvas.tagged(root.add(Role.P)):
        (one_line,) = typesetter().shape((TextSpan(SENTENCES[tag]),), language(tag)).lines(12, 850)
        canvas.show_line(one_line, 20, 50)
    path = tmp_path_factory.mktemp("readback") / f"{tag}.pdf"
    path.write_bytes(canvas.getpdfdata())
    return path


def run(*command: str | Path) -> str:
    """What another program reads."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"needs {command[0]}")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_our_own_reader_gets_the_sentence_back(file: Path) -> None:
    tree = read(file.read_bytes()).tree
    assert tree is not None
    assert words(tree.text) == words(SENTENCES[file.stem])


def test_popplers_tagged_text_is_exact(file: Path) -> None:
    quoted = re.findall(r'^\s+"(.*)"$', run("pdfinfo", "-struct-text", file), re.MULTILINE)
    assert words("".join(quoted)) == words(SENTENCES[file.stem])


def test_mupdf_is_exact(file: Path) -> None:
    text = run("mutool", "draw", "-q", "-F", "txt", file)
    assert words(text) == words(SENTENCES[file.stem])


def test_poppler_gets_every_word_from_the_page(file: Path) -> None:
    assert words(run("pdftotext", file, "-")) == words(SENTENCES[file.stem])


def test_pdfium_gets_every_word_from_the_page(file: Path) -> None:
    document = pypdfium2.PdfDocument(file)
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert words(text) == words(SENTENCES[file.stem])


def test_words_of_the_other_direction_keep_their_place(tmp_path: Path) -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    canvas.setPageSize((500, 100))
    spans = (
        TextSpan("Ask for "),
        TextSpan("العربية", language=language("ar")),
        TextSpan(", or "),
        TextSpan("עברית", language=language("he")),
        TextSpan(" (Hebrew), please."),
    )
    (one_line,) = typesetter().shape(spans, language("en")).lines(12, 450)
    paragraph = root.add(Role.P)
    names = {1: paragraph.add(Role.SPAN, lang="ar"), 3: paragraph.add(Role.SPAN, lang="he")}
    with canvas.tagged(paragraph):
        elements = [names.get(index) for index in range(len(spans))]
        canvas.show_line(one_line, 20, 50, ["#000000"] * len(spans), elements)
    path = tmp_path / "mixed.pdf"
    path.write_bytes(canvas.getpdfdata())
    assert failures(path.read_bytes()) == []
    text = "".join(span.text for span in spans)
    tree = read(path.read_bytes()).tree
    assert tree is not None
    assert [kid.text for kid in tree.kids[0].kids if isinstance(kid, Node)] == [
        "\u200eالعربية",
        "\u200eעברית",
    ]
    assert words(tree.text) == words(text)
    assert words(run("pdftotext", path, "-")) == words(text)
    assert words(run("mutool", "draw", "-q", "-F", "txt", path)) == words(text)


def test_a_right_to_left_page_keeps_its_pieces_apart(tmp_path: Path) -> None:
    """A label with its text, a line of English, a foot in two languages with isolated numbers."""
    arabic, english = language("ar"), language("en")
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root, language="ar", right_to_left=True)
    canvas.setPageSize((400, 200))

    def show(role: Role, right: float, y: float, *spans: TextSpan, base: Language = arabic) -> None:
        (one_line,) = typesetter().shape(spans, base).lines(12, 350)
        with canvas.tagged(root.add(role)):
            canvas.show_line(one_line, right - one_line.width, y)

    show(Role.P, 380, 150, TextSpan("4"))
    show(Role.P, 360, 150, TextSpan("نحدد مكان المفصل"))
    show(Role.P, 380, 60, TextSpan("ضع كيس ثلج على أسفل الظهر ثلاث مرات في اليوم."))
    show(Role.P, 380, 120, TextSpan("Draft. Not checked yet."), base=english)
    both = (
        TextSpan("page \u20681\u2069 of \u20682\u2069"),
        TextSpan(" · \u2068صفحة \u20681\u2069 من \u20682\u2069\u2069", language=arabic),
    )
    show(Role.P, 380, 90, *both, base=english)
    path = tmp_path / "page.pdf"
    path.write_bytes(canvas.getpdfdata())
    said = words(
        "4 نحدد مكان المفصل ضع كيس ثلج على أسفل الظهر ثلاث مرات في اليوم. "
        "Draft. Not checked yet. page 1 of 2 · صفحة 1 من 2"
    )
    assert sorted(words(run("mutool", "draw", "-q", "-F", "txt", path))) == sorted(said)
    assert sorted(words(run("pdftotext", path, "-"))) == sorted(said)
    document = pypdfium2.PdfDocument(path)
    try:
        seen = words(document[0].get_textpage().get_text_range())
    finally:
        document.close()
    assert sorted(seen) == sorted(said)
    assert " ".join(words("Draft. Not checked yet.")) in " ".join(seen)


ALPHABET = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x17F),
    st.characters(min_codepoint=0x5D0, max_codepoint=0x6FF),
    st.characters(min_codepoint=0x2000, max_codepoint=0x206F),
    st.sampled_from("()[]«»،؛؟.:- \t\n\u0301\u0651\ufeff"),
)


@settings(max_examples=60)
@given(st.text(ALPHABET, min_size=1, max_size=40))
def test_any_text_that_the_fonts_can_set_is_read_back(text: str) -> None:
    shaped = typesetter().shape((TextSpan(text),), language("ar"))
    assume(not shaped.missing)
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root, language="ar")
    with canvas.tagged(root.add(Role.P)):
        canvas.show_line(line("First. "), 10, 10)
        for words_of_line in shaped.lines(12, 200):
            canvas.show_line(words_of_line, 20, 100)
    data = canvas.getpdfdata()
    assert failures(data) == []
    tree = read(data).tree
    assert tree is not None
    expected = "First. " + "".join(map(text_of_code, text))
    assert _UNSEEN.sub("", tree.text) == _UNSEEN.sub("", expected)


def test_a_letter_under_a_tower_of_marks_is_drawn() -> None:
    root = StructElement(Role.DOCUMENT)
    canvas = new_canvas(root)
    text = "a" + "\u0301" * 400
    with canvas.tagged(root.add(Role.P)):
        canvas.show_line(line(text), 10, 10)
    data = canvas.getpdfdata()
    assert failures(data) == []
    tree = read(data).tree
    assert tree is not None
    assert tree.text == text


def test_the_example_of_the_package_works(tmp_path: Path) -> None:
    assert pdf.__doc__ is not None
    example = re.findall(r"^    (.*)$", pdf.__doc__, re.MULTILINE)
    names = vars(pdf) | {"title": line("Title"), "words": line("Words"), "file": tmp_path / "a.pdf"}
    exec("\n".join(example), names)
    assert failures((tmp_path / "a.pdf").read_bytes()) == []
    assert "Title" in outline(read((tmp_path / "a.pdf").read_bytes()))


def test_to_unicode_never_says_what_pdf_a_forbids() -> None:
    assert text_of_code("") == "\u200b"
    assert (
        text_of_code("a\0\ufeff\ufffe\ue000\U000f0000\ud800é")
        == "a\ufffd\u2060" + "\ufffd" * 4 + "é"
    )


def test_artifacts_and_stray_text_are_told_apart() -> None:
    reading = read(sample())
    assert [(each.type, each.subtype, each.text) for each in reading.artifacts] == [
        ("Pagination", "Footer", "page 1")
    ]
    assert reading.stray == ()
    assert (reading.title, reading.language, reading.pages) == ("Test", "en", 1)


def test_a_reading_is_plain_data() -> None:
    reading = read(sample())
    assert json.loads(json.dumps(reading.to_dict()))["tree"]["kids"][0]["role"] == "H1"


def test_replacement_text_is_read_instead_of_the_words() -> None:
    root = StructElement(Role.DOCUMENT)
    element = root.add(Role.SPAN, actual_text="blank line: name")
    tree = read(draw([element], root)).tree
    assert tree is not None
    assert tree.text == "blank line: name"


def test_files_of_other_makers_are_read() -> None:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(100, 100))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = made.make_stream(
        b"BT /F1 9 Tf (loose) Tj ET /Span <</ActualText (said)>> BDC BT (drawn) ' ET EMC"
    )
    file = io.BytesIO()
    made.save(file)
    reading = read(file.getvalue())
    assert reading.tree is None
    assert [each.text for each in reading.stray] == ["loosesaid"]
    assert outline(reading) == '(no structure)\n[stray p.1] "loosesaid"\n'


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\ngarbage"])
def test_what_is_no_pdf_is_said_to_be_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data)


def test_a_run_met_before_is_drawn_the_same() -> None:
    def document() -> bytes:
        root = StructElement(Role.DOCUMENT)
        canvas = new_canvas(root)
        with canvas.tagged(root.add(Role.P)):
            canvas.show_line(line("Kerning AV To", LATIN), 10, 10)
        return canvas.getpdfdata()

    assert document() == document()
