"""Small input that would take all the time or memory there is: a finding at its file, in time, and
the other sheets are built.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.press import processes
from tests.hostile.running import guarded
from tests.press.model import GUIDE, edit

TEMPLATE = f"templates/{GUIDE}/before.xml"
OTHER = f"en/{GUIDE}-after.pdf"

LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
NESTED = "{% for a in [1] %}" * 30 + "x" + "{% endfor %}" * 30

#: What an author might write where the heading of a section stands.
TEMPLATES = {
    "loop in a loop": LOOP,
    "loop over letters": "{% for a in '"
    + "x" * 50_000
    + "' %}{% for b in [1, 2] %}{% endfor %}{% endfor %}",
    "power": "{{ 10**10**10 }}",
    "power of a power": "{{ 2**(2**40) }}",
    "long text": "{{ 'x' * 4000000000 }}",
    "long list": "{{ [1] * 4000000000 }}",
    "product of numbers": "{% set x = 99999999999 %}{{ x * x * x * x }}",
    "doubled text": "{% set x = 'x' * 1000 %}" + "{% set x = x ~ x %}" * 40,
    "doubled sum": "{% set x = 'x' * 1000 %}" + "{% set x = x + x %}" * 40,
    "doubled block": "{% set x %}xxxxxxxxxx{% endset %}"
    + "{% set x %}{{ x }}{{ x }}{{ x }}{{ x }}{% endset %}" * 20,
    "formatted": "{{ '%4000000000d' % 1 }}",
    "filter": "{{ 'x'|center(4000000000) }}",
    "format filter": "{{ '%4000000000d'|format(1) }}",
    "indented": "{{ 'x'|indent(4000000000, true) }}",
    "method": "{{ 'x'.ljust(4000000000) }}",
    "method of format": "{{ '{:4000000000}'.format(1) }}",
    "replaced": "{{ ('x' * 100000)|replace('x', 'x' * 100000) }}",
    "lipsum": "{{ lipsum(n=100000000) }}",
    "calls": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}"
    "{{ f(60) }}",
    "calls without end": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "blocks without end": "{{ self.body() }}",
    "included in itself": "{% include 'sore-knee/before.xml' %}",
    "nested loops": NESTED,
    "digits": "{{ " + "9" * 5000 + " }}",
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "sums": "{{ " + "1+" * 20_000 + "1 }}",
    "elements": "<b>" * 20_000,
}


@pytest.mark.parametrize("bomb", TEMPLATES)
def test_a_template_has_limits(bomb: str, project: Path) -> None:
    edit(project / TEMPLATE, '{{ _("Sit down.") }}', TEMPLATES[bomb])
    for command in (("build", "--language", "en"), ("extract",)):
        done = guarded(project, *command)
        done.is_orderly()
        if command[0] != "extract":
            assert done.code == 1, done.output
            assert TEMPLATE in done.output
    assert (project / "dist" / OTHER).is_file()


def entry(words: str) -> str:
    return f'msgid "Sit down."\nmsgstr {words}\n'


CATALOGS = {
    "many lines": lambda: '""\n' + '"a"\n' * 400_000,
    "many short lines": lambda: '""\n' + '""\n' * 900_000,
    "one long line": lambda: '"' + "a" * 3_500_000 + '"',
    "too long": lambda: '"' + "a" * 10_000_000 + '"',
    "many tags": lambda: '"' + "<b>" * 300_000 + '"',
    "many placeholders": lambda: '"' + "%(a" * 300_000 + '"',
    "many brackets": lambda: '"' + "(" * 1_000_000 + '"',
    "many spaces": lambda: '"x' + " " * 1_000_000 + 'x"',
    "many digits": lambda: '"' + "1" * 1_000_000 + '"',
    "many numbers": lambda: '"' + "1 2-3 " * 200_000 + '"',
    "many marks": lambda: '"e' + "\u0301" * 500_000 + '"',
    "many escapes": lambda: '"' + "\\\\" * 1_000_000 + '"',
    "mail-like": lambda: '"' + "a." * 500_000 + '@"',
    "many isolates": lambda: '"' + "\u2067" * 300_000 + '"',
}


@pytest.mark.parametrize("bomb", CATALOGS)
def test_a_catalog_has_limits(bomb: str, project: Path) -> None:
    catalog = project / "locales" / "ar" / "LC_MESSAGES" / f"{GUIDE}.po"
    text = catalog.read_text()
    catalog.write_text(text.replace('"ar: Sit down."', CATALOGS[bomb]()))
    for command in ("build", "check"):
        done = guarded(project, command, "--language", "ar")
        done.answers(catalog.name)
        assert done.code == 1
        assert len(done.output) < 100_000


@pytest.mark.slow
def test_many_entries_are_read_in_time(project: Path) -> None:
    catalog = project / "locales" / "ar" / "LC_MESSAGES" / f"{GUIDE}.po"
    more = "".join(f'\nmsgid "number {n}"\nmsgstr "{n}"\n' for n in range(40_000))
    catalog.write_text(catalog.read_text() + more)
    for command in ("build", "update"):
        guarded(project, command).is_orderly()


TOML = {
    "levels": lambda: ".".join(["a"] * 60_000) + " = 1\n",
    "quoted levels": lambda: ".".join(['"a"'] * 60_000) + " = 1\n",
    "table of levels": lambda: "[" + ".".join(["a"] * 60_000) + "]\n",
    "arrays": lambda: "a = " + "[" * 60_000 + "]" * 60_000 + "\n",
    "inline tables": lambda: "a = " + "{a = " * 30_000 + "1" + "}" * 30_000 + "\n",
    "digits": lambda: "a = " + "9" * 5_000 + "\n",
    "hexadecimal": lambda: "a = 0x" + "f" * 500_000 + "\n",
    "long text": lambda: 'a = """' + "line\n" * 180_000 + '"""\n',
    "many keys": lambda: "".join(f"key{n} = {n}\n" for n in range(50_000)),
    "many tables": lambda: "".join(f"[table{n}]\n" for n in range(50_000)),
    "too large": lambda: "# " + "x" * 2_000_000 + "\n",
    "not a number": lambda: "a = nan\nb = inf\nc = 1e999999\n",
}
FILES = ("templates/brand.toml", f"templates/{GUIDE}/guide.toml", "locales/es/signatures/one.toml")


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("bomb", TOML)
def test_a_toml_file_has_limits(bomb: str, file: str, project: Path) -> None:
    path = project / file
    before = path.read_text() if path.is_file() else ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(TOML[bomb]() + before)
    done = guarded(project, "build")
    done.answers(file)
    assert done.code == 1
    assert len(done.output) < 30_000_000


JSON = {
    "nested": lambda: "[" * 100_000 + "]" * 100_000,
    "nested objects": lambda: '{"schema":' * 100_000 + "1" + "}" * 100_000,
    "digits": lambda: '{"schema": ' + "9" * 5_000 + "}",
    "surrogates": lambda: '{"schema": 2, "handouts": [], "fonts": {"\\ud800": "\\udfff"}}',
    "not a number": lambda: '{"schema": NaN, "handouts": Infinity}',
    "another shape": lambda: json.dumps([[["schema"]]]),
    "half": lambda: '{"schema": 2, "hand',
    "binary": lambda: "\0\1\2",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "file", ["dist/manifest.json", ".cache/handouts.json", ".cache/program.json"]
)
@pytest.mark.parametrize("bomb", JSON)
def test_json_has_limits(bomb: str, file: str, project: Path) -> None:
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).write_text(JSON[bomb]())
    done = guarded(project, "build")
    done.is_orderly()
    assert done.code == 0, done.output
    assert (project / "dist" / OTHER).is_file()


DRAWINGS = {
    "entities": '<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx">'
    + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(10))
    + "]><svg>&a9;</svg>",
    "outside entity": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    "deep groups": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>x</title>"
    + "<g>" * 200
    + "</g>" * 200
    + "</svg>",
    "very deep groups": "<svg xmlns='http://www.w3.org/2000/svg'>" + "<g>" * 50_000,
    "numbers": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>x</title>"
    "<circle class='line' cx='1e999' cy='nan' r='inf'/></svg>",
    "long path": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>x</title>"
    "<path class='line' d='M0 0" + " 1" * 300_000 + "'/></svg>",
    "digits": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>x</title>"
    "<path class='line' d='M" + "9" * 100_000 + " 0'/></svg>",
    "instructions": "<?xml version='1.0'?><?php system('true') ?><svg/>",
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", DRAWINGS)
def test_a_drawing_has_limits(bomb: str, project: Path) -> None:
    (project / "templates/art/square.svg").write_text(DRAWINGS[bomb])
    done = guarded(project, "build")
    done.is_orderly()
    if bomb != "deep groups":
        done.answers("square.svg")
        assert done.code == 1
    assert (project / "dist" / f"en/{GUIDE}-before.pdf").is_file()


def test_a_task_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MAX_SECONDS", 1)
    answers = list(processes.run([[1], [2]], _Slow, lambda task, how: f"{task}: {how}", 2))
    assert sorted(answers) == ["1: " + processes.TOO_LONG, "2"]


class _Slow:
    def __call__(self, task: int) -> str:
        if task == 1:
            sum(range(10**12))  # in one call of C, which no exception ends
        return str(task)
