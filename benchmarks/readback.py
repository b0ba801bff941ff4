"""Can the text be got out again? Four readers on PDFs of three makers, beside each other.

    .venv/bin/python -m benchmarks.readback            # prints the tables
    .venv/bin/python -m benchmarks.readback --write    # writes them into docs/evidence/text.md

Every maker gets the same sentences (tests/fixtures), fonts, size and column. WeasyPrint and Typst
come with the extra `bench`; a maker that is not installed is left out. Of this project the sheets
of every language are read as well.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path

from benchmarks.readers import READERS, Score, score, score_anywhere
from handouts.compose.compose import Composer
from handouts.editions.paper.render import render
from handouts.model.blocks import Text
from handouts.model.languages import Language, language
from handouts.model.scripts import FALLBACK_FAMILIES
from handouts.project.project import Project
from tests.fixtures.printing import MARGIN, SIZE, fixture_file, typesetter
from tests.fixtures.scripts import Fixture, fixtures, plain, spans

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "evidence" / "text.md"
_FENCE = ("<!-- made by: .venv/bin/python -m benchmarks.readback --write -->", "<!-- end -->")

Scores = dict[str, Score]


def _families(lang: Language) -> tuple[str, ...]:
    families = (face.family for face in typesetter().fonts.stack(lang))
    return tuple(dict.fromkeys((*families, *FALLBACK_FAMILIES)))


def by_weasyprint(fixture: Fixture) -> bytes:
    """The fixture through WeasyPrint."""
    import weasyprint  # noqa: PLC0415  (an extra)

    lang = language(fixture.tag)
    families = ", ".join(f'"{family}"' for family in _families(lang))
    direction = "rtl" if lang.right_to_left else "ltr"
    body = "".join(f"<p>{line}</p>" for line in fixture.lines)
    style = (
        f"@page {{ size: letter; margin: {MARGIN}pt }} p {{ margin: 0 0 6pt }}"
        f"body {{ margin: 0; font: {SIZE * lang.rule.scale}pt/{lang.rule.leading} {families} }}"
    )
    page = (
        f'<!DOCTYPE html><html lang="{lang.tag}" dir="{direction}"><meta charset="utf-8">'
        f"<title>{escape(lang.name)}</title><style>{style}</style><body>{body}</body></html>"
    )
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def by_typst(fixture: Fixture) -> bytes:
    """The fixture through Typst."""
    import typst  # noqa: PLC0415  (an extra)

    lang = language(fixture.tag)
    families = ", ".join(f'"{family}"' for family in _families(lang))
    direction = "rtl" if lang.right_to_left else "ltr"
    lines = "\n\n".join(
        "".join(
            f"#strong({_quoted(each.text)})" if each.bold else f"#{_quoted(each.text)}"
            for each in spans(line)
        )
        for line in fixture.lines
    )
    source = (
        f'#set document(title: "{lang.name}")\n'
        f'#set page("us-letter", margin: {MARGIN}pt)\n'
        f"#set text(font: ({families}), size: {SIZE * lang.rule.scale}pt, "
        f'lang: "{lang.tag.partition("-")[0]}", dir: {direction})\n{lines}'
    )
    made: bytes = typst.compile(source.encode(), pdf_standards=["ua-1"])
    return made


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def makers() -> Mapping[str, Callable[[Fixture], bytes]]:
    """Who is installed."""
    found: dict[str, Callable[[Fixture], bytes]] = {"this project": fixture_file}
    if find_spec("weasyprint"):
        found["WeasyPrint"] = by_weasyprint
    if find_spec("typst"):
        found["Typst"] = by_typst
    return found


def read_fixture(made: bytes, fixture: Fixture, folder: Path) -> Scores:
    """What the readers get back of one file."""
    path = folder / "file.pdf"
    path.write_bytes(made)
    wanted = tuple(map(plain, fixture.lines))
    lang = language(fixture.tag)
    return {name: score(wanted, reader(path), lang) for name, reader in READERS.items()}


def fixture_scores(folder: Path) -> dict[str, dict[str, Scores]]:
    """Maker → language → reader → score."""
    return {
        maker: {
            tag: read_fixture(make(fixture), fixture, folder) for tag, fixture in fixtures().items()
        }
        for maker, make in makers().items()
    }


def sheet_scores(folder: Path) -> dict[str, Scores]:
    """Language → reader → score, over every sheet of the project."""
    project = Project(PROJECT)
    composer = Composer(project)
    total: dict[str, Scores] = {}
    for lang in project.languages:
        scores = dict.fromkeys(READERS, Score())
        for guide in project.guides:
            for entry in guide.sheets:
                handout = composer.compose(guide, entry.name, lang).printable
                if handout is None:
                    continue
                sheet = render(handout, project.brand, typesetter(), project.art)
                path = folder / "sheet.data"
                path.write_bytes(sheet.data)
                wanted = [
                    visit.node.plain
                    for visit in handout.walk()
                    if isinstance(visit.node, Text) and visit.painted
                ]
                for reader, read in READERS.items():
                    scores[reader] += score_anywhere(wanted, read(path), lang)
        total[lang.tag] = scores
    return total


def _percent(part: int, whole: int) -> str:
    if part == whole:
        return "100"
    return f"{min(99.9, 100 * part / whole):.1f}"


def _sum(scores: Mapping[str, Scores], reader: str, tags: list[str]) -> Score:
    return sum((scores[tag][reader] for tag in tags), Score())


def tables(folder: Path) -> str:
    """All figures, as Markdown."""
    found = fixture_scores(folder)
    directions = {
        side: [tag for tag in fixtures() if language(tag).right_to_left == right_to_left]
        for side, right_to_left in (("left to right", False), ("right to left", True))
    }
    rows = [
        "**Fixtures.** Per cent exact, as paragraphs / words, and languages wholly exact.",
        "",
        "| maker | reader | "
        + " | ".join(f"{len(tags)} languages {side}" for side, tags in directions.items())
        + " | whole |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for maker, scores in found.items():
        for reader in READERS:
            sums = [_sum(scores, reader, tags) for tags in directions.values()]
            cells = [
                f"{_percent(each.paragraphs, each.all_paragraphs)} / "
                f"{_percent(each.words, each.all_words)}"
                for each in sums
            ]
            whole = sum(each[reader].whole for each in scores.values())
            rows.append(f"| {maker} | {reader} | {' | '.join(cells)} | {whole} of {len(scores)} |")
    rows += ["", "**By language.** Per cent of words exact, by reader, in the order above.", ""]
    rows += ["| language | " + " | ".join(found) + " |", "| --- |" + " --- |" * len(found)]
    for tag in fixtures():
        cells = [
            " · ".join(_percent(each.words, each.all_words) for each in scores[tag].values())
            for scores in found.values()
        ]
        rows.append(f"| {language(tag).name} ({tag}) | {' | '.join(cells)} |")
    rows += ["", "**Sheets of this project.** Per cent exact, as paragraphs / words.", ""]
    rows += ["| language | " + " | ".join(READERS) + " |", "| --- |" + " ---: |" * len(READERS)]
    for tag, scores in sheet_scores(folder).items():
        cells = [
            f"{_percent(each.paragraphs, each.all_paragraphs)} / "
            f"{_percent(each.words, each.all_words)}"
            for each in scores.values()
        ]
        rows.append(f"| {language(tag).name} ({tag}) | {' | '.join(cells)} |")
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    """The command."""
    with tempfile.TemporaryDirectory() as folder:
        text = tables(Path(folder))
    if "--write" not in arguments:
        print(text)
        return
    begin, end = _FENCE
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    page = PAGE.read_text("utf-8")
    PAGE.write_text(pattern.sub(lambda _: f"{begin}\n{text}\n{end}", page), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
