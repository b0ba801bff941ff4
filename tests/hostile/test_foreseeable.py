"""What was once answered with an internal error: each is a finding, and stays with its own file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.running import guarded
from tests.press.model import GUIDE, edit

TEMPLATE = f"templates/{GUIDE}/before.xml"
BRAND = "templates/brand.toml"


def sheet(words: str) -> Callable[[Path], None]:
    return lambda project: edit(project / TEMPLATE, '{{ _("Sit down.") }}', words)


def logo(name: str) -> Callable[[Path], None]:
    return lambda project: edit(project / BRAND, 'logo = ""', f'logo = "{name}"')


def written(file: str, words: str) -> Callable[[Path], None]:
    def write(project: Path) -> None:
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).write_text(words)

    return write


def schema(old: str, new: str) -> Callable[[Path], None]:
    return lambda project: edit(project / "templates/handout.rng", old, new)


def foot(words: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        for file in (project / "locales/es/LC_MESSAGES").glob("common.po"):
            edit(file, "es: page %(page)s", words)

    return change


CASES: dict[str, Callable[[Path], None]] = {
    "NUL in a logo": logo("a\\u0000.svg"),
    "folder as logo": logo("art"),
    "dot as logo": logo("."),
    "parent as logo": logo(".."),
    "outside logo": logo("../../logo.svg"),
    "absolute logo": logo("/etc/passwd"),
    "long logo": logo("x" * 300 + ".svg"),
    "logo without name": logo(".svg"),
    "surrogate in a logo": logo("\\ud800.svg"),
    "processing instruction": sheet("<?php echo 1 ?>"),
    "instruction of ours": sheet("<?at x:1?>"),
    "message by hand": sheet('<m n="999"/>'),
    "message without number": sheet("<m/>"),
    "message with letters": sheet('<m n="x"/>'),
    "annotation by hand": sheet('<b at="x">x</b>'),
    "CDATA": sheet("<![CDATA[ <b> ]]>"),
    "entity": sheet("&nbsp;"),
    "comment": sheet("<!-- -- -->"),
    "namespace": sheet('<x:b xmlns:x="y">x</x:b>'),
    "NUL in a template": sheet("\0"),
    "number for words": sheet("{{ _(1) }}"),
    "no words": sheet("{{ _() }}"),
    "words by name": sheet('{{ _(msgid="x") }}'),
    "division by zero": sheet("{{ 1 / 0 }}"),
    "unknown encoding": sheet("{{ 'x'.encode('nothing') }}"),
    "schema without grammar": written("templates/handout.rng", "<x/>"),
    "schema that is empty": written("templates/handout.rng", ""),
    "schema that is text": written("templates/handout.rng", "nothing"),
    "schema without start": schema("<start>", "<!-- <start>"),
    "schema with unknown reference": schema('<ref name="', '<ref name="nothing-'),
    "schema of another kind": schema("http://relaxng.org/ns/structure/1.0", "http://x"),
    "percent signs in the foot": foot("es: %% page %(page)s"),
    "one percent sign in the foot": foot("es: 100% page %(page)s"),
    "format in the foot": foot("es: %(page)d page %(page)s"),
    "long file name": written(f"templates/{GUIDE}/{'x' * 240}.xml", "<handout/>"),
    "long guide name": written(f"templates/{'g' * 240}/guide.toml", "title = 'x'"),
    "bogus folder": written("templates/notes for me/readme.txt", "hello"),
    "bogus language": written("locales/klingon/LC_MESSAGES/common.po", 'msgid ""\nmsgstr ""\n'),
    "folder with a line feed": written("templates/a\n::error::b/guide.toml", "x = 1"),
    "folder with an escape": written("templates/a\x1b[2Jb/guide.toml", "x = 1"),
    "folder that turns": written("templates/a\u202eb/guide.toml", "x = 1"),
    "language with a line feed": written("locales/a\n::error::b/LC_MESSAGES/x.po", ""),
    "template named as a command": written(f"templates/{GUIDE}/a\n##[error]b.xml", "<x/>"),
    "damaged manifest": written("dist/manifest.json", "{"),
    "damaged cache": written(".cache/handouts.json", "{"),
    "manifest of nothing": written("dist/manifest.json", "null"),
    "catalog of one NUL": written("locales/es/LC_MESSAGES/common.po", "\0"),
    "glossary of one NUL": written("locales/glossary.csv", "term,es\n\0,x\n"),
    "glossary of quotes": written("locales/glossary.csv", 'term,es\n"a,b\n'),
}
#: Nothing is wrong with what is made of these.
MENDED = (
    "percent signs in the foot",
    "damaged manifest",
    "damaged cache",
    "manifest of nothing",
    "comment",
    "CDATA",
)


@pytest.mark.parametrize("case", CASES)
def test_what_can_be_foreseen_is_a_finding(case: str, project: Path) -> None:
    CASES[case](project)
    done = guarded(project, "build")
    done.is_orderly()
    if case not in MENDED and "glossary" not in case:
        assert done.code == 1, done.output
    checked = guarded(project, "check", "--format", "github")
    checked.is_orderly()
    for line in checked.output.splitlines():
        assert not line.startswith("::error::"), line
        assert "##[" not in line
