"""Words in a drawing are messages: translated, set as all text is, heard with the drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from handouts.compose.compose import Composer
from handouts.editions import EDITIONS
from handouts.editions.paper.label_place import LabelPlace
from handouts.editions.paper.plain_lists import without_section_figures
from handouts.editions.paper.style import STANDARD_SIZES
from handouts.editions.paper.svg import load_art
from handouts.model.errors import FindingsError
from handouts.model.languages import language
from handouts.pdf_reading.reader import Node, read
from handouts.project.project import Project
from tests.guides.fixture import VISIT, VISIT_LANGUAGES, build_py, write_project

SHEET = "cooking-class-class"
LABELS = {
    "en": ("Lid", "Cool handle", "Stove"),
    "ar": ("الغطاء", "مقبض بارد", "الموقد"),
    "th": ("ฝาหม้อ", "ด้ามที่เย็น", "เตา"),
}
ALT = {
    "en": "A pot with a lid on a stove.",
    "ar": "قدر بغطاء على موقد.",
    "th": "หม้อที่มีฝาวางอยู่บนเตา",
}
FILES = [
    (tag, name)
    for tag in VISIT_LANGUAGES
    for name, edition in EDITIONS.items()
    if edition.made_in(language(tag))
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide with the labelled drawing, built in every edition."""
    folder = tmp_path_factory.mktemp("labels") / "project"
    write_project(folder, VISIT, VISIT_LANGUAGES)
    done = build_py(
        folder, "--guide", "COOK", *(word for name in EDITIONS for word in ("--edition", name))
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pdf_of(project: Path, tag: str, edition: str) -> bytes:
    return (project / "dist" / tag / f"{SHEET}{EDITIONS[edition].suffix}.pdf").read_bytes()


def figures(pdf: bytes) -> Iterator[Node]:
    """The labelled drawings of a sheet."""
    tree = read(pdf).tree
    assert tree
    for node in tree.walk():
        if node.role == "Figure" and any(isinstance(kid, Node) for kid in node.kids):
            yield node


@pytest.mark.parametrize(("tag", "edition"), FILES)
def test_labels_are_text_inside_their_figure_and_part_of_what_is_heard(
    project: Path, tag: str, edition: str
) -> None:
    tags = [tag, "en"] if edition == "bilingual" else [tag]
    found = list(figures(pdf_of(project, tag, edition)))
    assert [node.alt for node in found] == [
        f"{ALT[one]} ({'; '.join(LABELS[one])})" for one in tags
    ]
    for node, one in zip(found, tags, strict=True):
        spans = [kid for kid in node.kids if isinstance(kid, Node)]
        words = [re.sub("[\u200e\u200f]", "", " ".join(kid.text.split())) for kid in spans]
        assert (tuple(words), {kid.role for kid in spans}) == (LABELS[one], {"Span"})


@pytest.mark.parametrize(("tag", "edition"), FILES)
def test_letters_keep_their_size(project: Path, tag: str, edition: str) -> None:
    least = 18 if edition == "large" else 12
    sizes = [
        size for words, _, size in painted(pdf_of(project, tag, edition)) if words in tops(tag)
    ]
    assert len(sizes) == 3
    assert min(sizes) >= least - 0.01


def tops(tag: str) -> set[str]:
    """The labels that are painted, by their first letters as they are read from a page."""
    return {label.split()[0] for label in LABELS[tag]}


def painted(pdf: bytes) -> Iterator[tuple[str, float, float]]:
    """Each word alone on its stretch of line, its left edge and its type size, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            whole = text.get_text_range()
            for found in re.finditer(r"\S+", whole):
                size = pypdfium2.raw.FPDFText_GetFontSize(text, found.start())
                yield found[0], text.get_charbox(found.start())[0], size
    finally:
        document.close()


def test_the_place_is_mirrored_and_the_letters_are_not(project: Path) -> None:
    art = project / "templates" / "art"
    colors = Project(project).brand.colors
    plain, turned = (load_art(art, "pot", colors, mirror) for mirror in (False, True))
    assert turned.mirrored
    for (name, before), (same, after) in zip(plain.places, turned.places, strict=True):
        assert name == same
        assert after.left == pytest.approx(plain.width - before.left - before.width)
        assert after == LabelPlace(after.left, before.bottom, before.width, before.height, 1)
        assert before.side == -1


def test_labels_are_composed_in_the_order_of_the_template(project: Path) -> None:
    composer = Composer(Project(project))
    guide = next(each for each in composer.project.guides if each.code == "COOK")
    handout = composer.compose(guide, "class", language("th")).required()
    figure = next(each for each in handout.figures() if each.art == "pot")
    assert tuple(label.plain for label in figure.labels) == LABELS["th"]
    assert figure.places == ("lid", "handle", "stove")
    kept = without_section_figures(handout)
    assert [each.art for each in kept.figures()] == ["pot"]


def changed(folder: Path, old: str, new: str, file: str = "cooking-class/class.xml") -> Path:
    """The project with other words in a file of its templates."""
    write_project(folder, VISIT, ("en", "ar"))
    path = folder / "templates" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('for="lid"', 'for="lids"', "the drawing pot has no place lids; did you mean lid?"),
        ('for="lid"', 'for="lids"', "the place lid in the drawing pot has no label"),
        ('for="lid"', 'for="stove"', "two labels stand in the place stove of the drawing pot"),
        ('figure="pot"', 'figure="calm-chair"', "the drawing calm-chair has no place lid"),
        (' for="lid"', "", "for"),
    ],
)
def test_labels_and_places_belong_together(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = changed(tmp_path / "project", old, new)
    done = build_py(folder, "check", "--language", "en")
    assert done.returncode == 1
    assert re.search(rf"class\.xml:\d+: error \S+: .*{re.escape(message)}", done.stdout), (
        done.stdout
    )


@pytest.mark.parametrize(
    ("shape", "dark"),
    [
        ('<circle class="accent" cx="200" cy="28" r="9"/>', True),
        ('<path class="solid" d="M150 0H240V60H150Z"/>', True),
        ('<path class="skin-3" d="M150 0H240V60H150Z"/>', True),
        ('<path class="mid" d="M150 0H240V60H150Z"/>', False),
        ('<path class="line" d="M150 0H240V60H150Z"/>', False),
        ('<path class="solid" d="M150 60L240 0V60Z"/>', True),
        ('<path class="solid" d="M0 0H160V60H0Z"/>', False),
        # A paler shape that lies above it, and a hole that is open to the paper.
        ('<path class="solid" d="M150 0H240V60H150Z"/><path class="paper" d="M150 0H240V60H150Z"/>',
         False),
        ('<g transform="translate(150 0)"><rect class="solid" x="5" y="5" width="80" height="40"/>'
         "</g>", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mirror", [False, True])
def test_words_never_stand_on_what_is_too_dark(
    project: Path, tmp_path: Path, shape: str, dark: bool, mirror: bool
) -> None:
    source = (project / "templates" / "art" / "pot.svg").read_text(encoding="utf-8")
    drawing = tmp_path / "pot.svg"
    drawing.write_text(source.replace("</svg>", f"{shape}\n</svg>"), encoding="utf-8")
    colors = Project(project).brand.colors
    if not dark:
        assert load_art(tmp_path, "pot", colors, mirror).places
        return
    with pytest.raises(FindingsError) as caught:
        load_art(tmp_path, "pot", colors, mirror)
    (finding,) = caught.value.findings
    assert "the words of the place lid would stand on #" in finding.message
    assert source.splitlines()[finding.where.line - 1].strip().startswith('<rect class="label"')


def test_a_drawing_of_thousands_of_places_is_refused(project: Path, tmp_path: Path) -> None:
    places = "".join(
        f'<rect class="label" id="p{number}" x="{number * 2}" y="0" width="1" height="1"/>'
        for number in range(100)
    )
    (tmp_path / "many.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160"><title>Many</title>'
        f"{places}</svg>"
    )
    with pytest.raises(FindingsError, match="40 places"):
        load_art(tmp_path, "many", Project(project).brand.colors)


def test_a_drawing_grows_for_its_labels(tmp_path: Path) -> None:
    """Up to a large one; no letter shrinks."""
    widths = {}
    for number, words in enumerate(("Cool", "Cool handle", "Extraordinarily")):
        folder = changed(tmp_path / str(number), '_("Cool handle")', f'_("{words}")')
        assert build_py(folder, "extract").returncode == 0
        done = build_py(folder, "--guide", "COOK", "--language", "en")
        if done.returncode:
            assert f"error label-room: the label {words!r} needs" in done.stdout + done.stderr
            assert not (folder / "dist" / "en" / f"{SHEET}.pdf").exists()
            continue
        (figure,) = figures(pdf_of(folder, "en", "standard"))
        (box,) = [each for each in figure.attributes if "BBox" in each]
        left, _, right, _ = (float(each) for each in re.findall(r"[\d.]+", box))
        widths[words] = right - left
    assert STANDARD_SIZES.medium < widths["Cool"] < widths["Cool handle"] <= STANDARD_SIZES.big
    assert "Extraordinarily" not in widths


def test_a_translation_too_long_is_told_at_its_line(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", VISIT, ("en", "ar"))
    path = folder / "locales" / "ar" / "LC_MESSAGES" / "cooking-class.po"
    text = path.read_text(encoding="utf-8")
    long = "مقبض بارد من جهة اليد لا يسخن فوق النار أبدا"
    path.write_text(text.replace('"مقبض بارد"', f'"{long}"'), encoding="utf-8")
    line = text.splitlines().index('msgid "Cool handle"') + 1
    done = build_py(folder, "check", "--language", "ar")
    assert re.search(rf"cooking-class\.po:({line}|{line + 1}): error label-room", done.stdout), (
        done.stdout
    )


def test_a_translator_is_told_what_the_words_are(project: Path) -> None:
    text = (project / "locales" / "cooking-class.pot").read_text(encoding="utf-8")
    before = " ".join(
        text.partition('msgid "Lid"')[0].rpartition("\n\n")[2].replace("#.", "").split()
    )
    assert "Role: words in a drawing, where room is short" in before
    assert "Keep short: at most 12 letters." in before
