"""The poster: every offered language, to be pointed to."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import string
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handouts.desk import poster
from handouts.editions.paper.conformance import conformance
from handouts.editions.paper.poster import PosterText, Row, render_poster
from handouts.model import codes
from handouts.model.blocks import Span, Text
from handouts.model.codes.code import Code
from handouts.model.findings import Where
from handouts.model.languages import language, names
from handouts.pdf_reading.reader import Node, read
from handouts.press.manifest import NAME, About, Manifest, OfferedLanguage
from handouts.project.brand import PAPERS
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter
from tests.press.model import ROOT, sign
from tests.press.test_manifest import ES

#: Of different sizes of clinics: 40 languages.
MANY = re.findall(
    r"[\w-]+",
    "en es zh-Hans zh-Hant vi ar ur hi th ko ru am ti fa so sw km my lo ht fr pt de it pl uk ro el "
    "tr he bn pa gu ta te ml ne ja id uz",
)
FONTS = tuple(default_folders(None, ROOT))
SENTENCE = "Point to your language."
NOTICE = "no translator has checked"
SOME = string.ascii_lowercase[:20]


def offered(folder: Path, tags: Sequence[str]) -> None:
    """A folder with sheets in these languages, as its manifest says."""
    known = []
    for tag in tags:
        own, english, others = names(tag)
        known.append(OfferedLanguage(tag, english, own, others, language(tag).right_to_left))
    entries = {
        f"{tag}/x.pdf": dataclasses.replace(ES, path=f"{tag}/x.pdf", language=tag) for tag in tags
    }
    about = About("Clinic", "letter", tuple(known))
    (folder / NAME).write_bytes(Manifest(entries, about=about).dump())


def written(project: Path, out: Path, *, release: bool = False) -> dict[str, bytes]:
    """The posters of a folder, by paper."""
    found = poster.write(Project(project), out, FONTS, lambda: None, release=release)
    assert found == ()
    return {paper: (out / path).read_bytes() for paper, path in poster.there(out).items()}


def paragraphs(entry: Node) -> list[str]:
    """What stands in an entry, without the marks that steer direction."""
    said = [node.text.strip() for node in entry.walk() if node.role == "P"]
    return ["".join(char for char in one if unicodedata.category(char) != "Cf") for one in said]


def entries_of(pdf: bytes) -> list[Node]:
    tree = read(pdf).tree
    assert tree
    return [node for node in tree.walk() if node.role == "LI"]


def test_every_offered_language_says_it_by_itself(tmp_path: Path) -> None:
    tags = [one.tag for one in Project(ROOT).languages if Project(ROOT).is_offered(one)]
    offered(tmp_path, tags)
    made = written(ROOT, tmp_path)
    assert tuple(made) == PAPERS
    for paper, pdf in made.items():
        assert [*conformance(pdf, paper)] == []
        with pikepdf.open(io.BytesIO(pdf)) as printed:  # its back would face the wall
            assert printed.Root.ViewerPreferences.Duplex == "/Simplex"
        with pypdfium2.PdfDocument(pdf) as document:
            assert len(document) <= 2
        for tag, entry in zip(tags, entries_of(pdf), strict=True):
            one = language(tag)
            said = paragraphs(entry)
            catalog, _ = Project(ROOT).catalog(one, "common")
            translated = catalog.by_key.get((None, SENTENCE))
            sentence = translated.msgstr if translated else SENTENCE
            # What only steers joining has no glyph, and is not read back.
            sentence = sentence.replace("\u200c", "")
            assert said == [one.autonym, sentence, *([one.name] if tag != "en" else [])]
            langs = [node.lang for node in entry.walk() if node.role == "P"]
            assert langs[:2] == ([None] * 2 if tag == "en" else [tag] * 2)


def test_it_is_made_once_and_when_it_is_damaged(tmp_path: Path) -> None:
    offered(tmp_path, ("en", "es"))
    first = written(ROOT, tmp_path)
    place = tmp_path / poster.file_name("a4")
    before = place.stat().st_mtime_ns
    assert written(ROOT, tmp_path) == first
    assert place.stat().st_mtime_ns == before
    place.write_bytes(b"")
    assert written(ROOT, tmp_path) == first
    offered(tmp_path, ("en", "es", "ur"))
    assert written(ROOT, tmp_path) != first


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this project's words."""
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    return tmp_path / "project"


def test_a_release_has_only_signed_sentences(project: Path, tmp_path: Path) -> None:
    offered(tmp_path, ("en", "es", "ur"))
    catalog, _ = Project(project).catalog(language("es"), "common")
    entry = catalog.by_key[None, SENTENCE]
    sign(project, "es", [entry])
    draft, _ = written(project, tmp_path).values()
    assert NOTICE in squeezed(draft)
    released, _ = written(project, tmp_path, release=True).values()
    assert NOTICE not in squeezed(released)
    english, spanish, urdu = entries_of(released)
    assert SENTENCE in english.text
    assert entry.msgstr in spanish.text
    assert paragraphs(urdu) == ["اردو", "Urdu"]


def test_a_sentence_that_may_not_be_printed_is_left_out(project: Path, tmp_path: Path) -> None:
    offered(tmp_path, ("en", "es"))
    po = project / "locales" / "es" / "LC_MESSAGES" / "common.po"
    text = po.read_text(encoding="utf-8")
    before, found, after = text.partition(f'msgid "{SENTENCE}"\n')
    assert found
    po.write_text(f"{before}#, fuzzy\n{found}{after}", encoding="utf-8")
    _, spanish = entries_of(written(project, tmp_path)["letter"])
    assert paragraphs(spanish) == ["español", "Spanish"]


def test_a_poster_that_somebody_has_changed_is_kept(tmp_path: Path) -> None:
    offered(tmp_path, ("en", "es"))
    place = tmp_path / poster.file_name("a4")
    first = written(ROOT, tmp_path)["a4"]
    place.write_bytes(b"notes of somebody")
    [found] = poster.write(Project(ROOT), tmp_path, FONTS, lambda: None)
    assert found.kind is codes.CHANGED_FILE
    assert place.read_bytes() == first
    [kept] = place.parent.glob("*.kept")
    assert kept.read_bytes() == b"notes of somebody"


def translated(project: Path, words: str) -> None:
    """Puts a translation of the poster's sentence into the Spanish catalog."""
    po = project / "locales" / "es" / "LC_MESSAGES" / "common.po"
    before, found, after = po.read_text(encoding="utf-8").partition(f'msgid "{SENTENCE}"\nmsgstr ')
    assert found
    po.write_text(f'{before}{found}"{words}"\n{after.partition(chr(10))[2]}', encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Wa" * 150, codes.OVERWIDE_WORD),
        ("Se\u00f1ale su idioma \U0001f600.", codes.MISSING_GLYPH),
        (" ".join(f"Se\u00f1ale {one}a{two}o." for one in SOME for two in SOME),
         codes.OVERSIZED_BLOCK),
    ],
)  # fmt: skip
def test_a_sentence_that_cannot_be_set_is_told_where_it_stands(
    project: Path, tmp_path: Path, words: str, kind: Code
) -> None:
    offered(tmp_path, ("en", "es"))
    translated(project, words)
    found = poster.write(Project(project), tmp_path, FONTS, lambda: None)
    assert {(one.kind, one.where.path) for one in found} == {
        (kind, "locales/es/LC_MESSAGES/common.po")
    }
    assert all(one.where.line for one in found)
    assert bool(poster.there(tmp_path)) == (kind is codes.OVERWIDE_WORD)


@pytest.mark.parametrize(
    "words",
    [
        "Se\u00f1ale \u202e idioma.",
        "Se\u00f1ale <b su & idioma",
        "%(phone)s {x}",
        "x" + "\u0301" * 60,
    ],
)
def test_a_sentence_with_a_fault_is_left_out(project: Path, tmp_path: Path, words: str) -> None:
    offered(tmp_path, ("en", "es"))
    translated(project, words)
    _, spanish = entries_of(written(project, tmp_path)["letter"])
    assert paragraphs(spanish) == ["espa\u00f1ol", "Spanish"]


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        (b'<poster>{{ _("x") </poster>', codes.TEMPLATE_SYNTAX),
        (b"\xff\xfe\x00", codes.TEMPLATE_UNREADABLE),
    ],
)
def test_a_template_that_cannot_be_read_is_told(
    project: Path, tmp_path: Path, template: bytes, kind: Code
) -> None:
    offered(tmp_path, ("en", "es"))
    (project / "templates" / "poster.xml").write_bytes(template)
    [found] = poster.write(Project(project), tmp_path, FONTS, lambda: None)
    assert (found.kind, found.where.path) == (kind, "templates/poster.xml")
    assert poster.there(tmp_path) == {}


@pytest.mark.parametrize(
    "name", ["W" * 80, "</P> <b> & %(phone)s {{ x }}", "\u0645\u0631\u0643\u0632"]
)
def test_whatever_the_clinics_name_is(name: str) -> None:
    project = Project(ROOT)
    brand = dataclasses.replace(project.brand, name=name)
    words = PosterText(Text((Span("Point"),), Where("")), NOTICE)
    typesetter = Typesetter(FontLibrary(FONTS), project.unbreakable)
    file = render_poster([Row(language("en"))], words, brand, typesetter, "letter")
    assert file.findings == ()
    assert [*conformance(file.data, "x")] == []


def test_without_its_template_there_is_none(project: Path, tmp_path: Path) -> None:
    offered(tmp_path, ("en", "es"))
    (project / "templates" / "poster.xml").unlink()
    assert written(project, tmp_path) == {}


@pytest.mark.parametrize("count", [1, 5, 24, 40])
@pytest.mark.parametrize("paper", PAPERS)
def test_many_languages_are_all_there(count: int, paper: str) -> None:
    """In one size at which each can be read; 40 of them take two pages."""
    project = Project(ROOT)
    rows = [Row(language(tag)) for tag in MANY[:count]]
    typesetter = Typesetter(FontLibrary(FONTS), project.unbreakable)
    words = PosterText(Text((Span("Point"),), Where("")), NOTICE)
    file = render_poster(rows, words, project.brand, typesetter, paper)
    assert file.findings == ()
    assert [*conformance(file.data, paper)] == []
    assert file.pages <= (2 if count == 40 else 1)
    own = [next(iter(entry.walk())).text for entry in entries_of(file.data)]
    for row, said in zip(rows, own, strict=True):
        assert row.language.autonym in said


def squeezed(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
