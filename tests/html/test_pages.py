"""The environment of all pages: escaped, strict, the same bytes for the same data."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from handouts.html import environment, render
from tests.html.accessible import check_page

PACKAGE = Path(environment.__file__).parents[1]

PAGE = """\
{% extends "html/base.html" %}
{% from "html/macros.html" import foreign, table, verdict %}
{% block title %}{{ title }}{% endblock %}
{% block navigation %}<nav><a href="#one">One</a></nav>{% endblock %}
{% block main %}
<h2 id="one">{{ words | sentence }}</h2>
{% call table("A <table>", ["Name", "Value"]) %}
<tr><th scope="row">{{ foreign(words, "ar") }}</th><td>{{ verdict(false, words) }}</td></tr>
{% endcall %}
{% endblock %}
{% block footer %}<footer><p>{{ title }}</p></footer>{% endblock %}
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Templates of another package beside those of `html/`."""
    made = environment.environment()
    loaders = [jinja2.FileSystemLoader(tmp_path), made.loader]
    monkeypatch.setattr(made, "loader", jinja2.ChoiceLoader([each for each in loaders if each]))
    monkeypatch.setattr(made, "cache", {})
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("room")
def test_a_page_of_any_package_has_the_common_frame() -> None:
    source = render("page.html", title="A title", words="some words")
    page = check_page(source)
    assert [each.tag for each in page.findall("body/*")] == ["a", "header", "main", "footer"]
    assert page.findtext(".//h2") == "Some words."
    assert page.findtext(".//th/bdi[@lang='ar']") == "some words"
    assert page.findtext(".//td/b[@class='bad']") == "some words"
    assert source == render("page.html", title="A title", words="some words")


@pytest.mark.usefixtures("room")
def test_no_word_breaks_out_of_its_place() -> None:
    evil = """</title></style><script>alert("1")</script> & ' <img src=x onerror=y>"""
    source = render("page.html", title=evil, words=evil)
    page = check_page(source)
    assert page.findtext(".//h1") == evil
    assert "<script" not in source


@pytest.mark.usefixtures("room")
def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="'words' is undefined"):
        render("page.html", title="A title")


def test_a_page_without_a_title_is_an_error(room: Path) -> None:
    (room / "page.html").write_text('{% extends "html/base.html" %}{% block main %}x{% endblock %}')
    with pytest.raises(jinja2.TemplateRuntimeError, match="title"):
        render("page.html")


def test_a_picture_stands_in_the_page() -> None:
    assert environment.png_url(b"\x89PNG") == "data:image/png;base64,iVBORw=="


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.html")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_every_template_can_be_read(path: Path) -> None:
    assert environment.environment().get_template(str(path.relative_to(PACKAGE)))
