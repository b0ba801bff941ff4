"""The translator's live page, in a real browser."""

from __future__ import annotations

import itertools
import json
import re
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from handouts.editions import EDITIONS
from tests.commands import quick
from tests.covering import covering
from tests.press.model import GUIDE, HANGS, SHEETS, add_language, edit, run, sign
from tests.web.conftest import PHONE, served
from tests.web.watching import TODO, card, catalog, open_sheet

#: More than a sheet holds, and nothing over and over.
MANY_WORDS = " ".join(map("".join, itertools.product("blmnrst", "aeiou", "blmnrst", "aeio")))


@pytest.mark.parametrize("tag", ["es", "th", "ar"])
def test_what_is_saved_is_shown(page: Page, project: Path, tag: str) -> None:
    if tag == "ar":
        add_language(project, tag)
    with served(project, "watch", tag) as address:
        open_sheet(page, address)
        expect(page.locator("#status")).to_contain_text("all translated")
        before = page.locator(".page img").first.get_attribute("src")
        edit(catalog(project, tag), f"{tag}: Your knee before", "Otra rodilla")
        expect(card(page, "Your knee before").locator(".translation")).to_have_text("Otra rodilla")
        expect(page.locator(".page img").first).not_to_have_attribute("src", before or "")


def test_a_gap_is_shown_as_english_and_marked(page: Page, project: Path) -> None:
    edit(catalog(project, "es"), 'msgstr "es: Your knee before"', 'msgstr ""')
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(page.locator("#status")).to_contain_text(TODO)
        expect(page.locator(".place.gap")).to_have_count(1)
        code = page.locator(".place.gap").get_attribute("data-code")
        page.locator(".place.gap").click()
        expect(page.locator(f"#message-{code}")).to_have_class(re.compile("untranslated.*chosen"))
        expect(page.locator(f"#message-{code}")).to_contain_text("Not translated")
        page.locator("#filter").select_option("todo")
        expect(page.locator(".message")).to_have_count(1)


def test_a_message_leads_to_its_place_and_back(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        card(page, "Your knee before").get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".place.chosen")).to_have_count(1)
        expect(page.locator(".place.chosen")).to_be_in_viewport()
        other = page.locator(".place:not(.chosen)").last
        code = other.get_attribute("data-code")
        other.click()
        expect(page.locator(f"#message-{code}")).to_be_in_viewport()
        expect(page.locator(f"#message-{code} button")).to_be_focused()


def test_the_chosen_message_tells_its_room(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(page.locator("#detail")).to_contain_text(re.compile(r"Page 1: \d+ lines, "))
        expect(page.locator("#status")).to_contain_text("more than 400 letters more fit")
        chosen = card(page, r"Sit down\.")
        expect(chosen.locator(".room")).to_be_hidden()
        chosen.get_by_role("button").click()
        expect(chosen.locator(".room")).to_contain_text(re.compile(r"page 1: 1 line, .* letters"))
        expect(chosen.locator(".room")).to_contain_text("more than 400 letters more fit")
        page.locator("#edition").select_option("large")
        expect(chosen.locator(".room")).to_contain_text("pages are not counted")
        page.locator("#edition").select_option("standard")
        for words in ("es: Sit down.", "es: Put your leg up before you eat."):
            edit(catalog(project, "es"), words, f"{words} {MANY_WORDS}.")
        expect(page.locator("#status .over")).to_contain_text(
            re.compile(r"TOO LONG by (about|more than) \d{3,}")
        )
        expect(chosen.locator(".room")).to_contain_text(re.compile(r"TOO LONG by about \d{3,}"))


def test_a_click_anywhere_on_a_card_chooses_it(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        for words, part in ((r"Sit down\.", ".translation"), ("Your knee before", ".head code")):
            card(page, words).locator(part).click()
            expect(card(page, words)).to_have_class(re.compile("chosen"))
            expect(card(page, words).locator(".room")).to_contain_text("Room: page 1")
        # What opens the facts chooses nothing.
        other = card(page, r"Sit down\.")
        other.locator("summary").click()
        expect(other).not_to_have_class(re.compile("chosen"))


def test_warnings_are_counted_and_their_cards_are_not_green(page: Page, project: Path) -> None:
    edit(catalog(project, "es"), "es: Sit down.", "es: Sit down")
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(page.locator("#status")).to_contain_text("1 warning · all translated · 0 of ")
        warned = card(page, r"Sit down\.")
        expect(warned).to_have_class(re.compile("done warned"))
        expect(warned.locator(".state")).to_have_text("Translated, with 1 warning")
        expect(page.locator(".place.warned").first).to_be_visible()
        page.locator("#status button", has_text="warning").click()
        expect(page.locator("#filter")).to_have_value("findings")
        expect(warned).to_be_visible()
        page.locator("#filter").select_option("todo")
        expect(page.locator(".message")).to_have_count(0)
        expect(page.locator("#none")).to_have_text("Nothing is left to do.")
        edit(catalog(project, "es"), "es: Sit down", "es: Sit down here.")
        expect(page.locator("#filter")).to_have_value("todo")
        page.locator("#filter").select_option("all")
        expect(warned).not_to_have_class(re.compile("warned"))


def test_an_error_is_counted_in_red_and_a_character_without_a_glyph_is_one(
    page: Page, project: Path
) -> None:
    edit(catalog(project, "es"), "es: Sit down.", "es: Sit down \u23f0.")
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        wrong = card(page, r"Sit down\.")
        expect(wrong.locator(".state")).to_have_text("Has an error: it cannot be printed like this")
        expect(wrong).to_contain_text("no font has the character")
        expect(wrong).to_contain_text("missing-glyph")
        button = page.locator("#status button", has_text="1 error")
        expect(button).to_have_css("color", "rgb(140, 42, 28)")
        expect(page.locator("#status")).not_to_contain_text("to do")
        expect(page.locator("#status")).not_to_contain_text("all translated")
        button.click()
        expect(page.locator("#filter")).to_have_value("findings")
        expect(wrong).to_be_visible()
        edit(catalog(project, "es"), " \u23f0.", " 2.")
        expect(page.locator("#status")).to_contain_text("1 error")
        expect(wrong.locator(".state")).to_have_text("Has an error: the page shows the English")


def test_a_sentence_that_stands_twice_is_counted_as_by_check(page: Page, project: Path) -> None:
    edit(catalog(project, "es"), "es: Sit down.", "es: Sit down." + " Tome algo de agua." * 5)
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        found = card(page, r"Sit down\.").locator(".finding").all_inner_texts()
        assert len(found) == len(set(found))


def test_what_is_not_checked_for_want_of_words_is_said(page: Page, project: Path) -> None:
    words = project / "locales" / "es" / "checks.toml"
    words.unlink(missing_ok=True)
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        said = "not checked in Spanish: negations, cautions, units, contraries"
        expect(page.locator("#unchecked")).to_contain_text(said)
        expect(page.locator("#unchecked")).to_contain_text("locales/es/checks.toml")
        expect(page.locator("#problems li")).to_have_count(0)
        words.write_text(
            '[negation]\nwords = ["no"]\n[cautions]\nmay = ["puede"]\n[units]\nday = ["día"]\n'
            '[contraries]\nbefore = ["antes"]\n[claims]\nalways = ["siempre"]\n'
        )
        expect(page.locator("#unchecked")).to_be_hidden()


def test_too_many_letters_are_told_with_how_many_fit(page: Page, project: Path) -> None:
    sheet = project / "templates" / GUIDE / "before.xml"
    edit(
        sheet,
        '{# Fact: knee.rest #}\n      <item>{{ _("Sit down.")',
        '{# Fact: knee.rest\n Keep short: at most 20 letters. #}\n<item>{{ _("Sit down.")',
    )
    edit(catalog(project, "es"), "es: Sit down.", "es: Siéntese aquí mismo, por favor.")
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(card(page, r"Sit down\.")).to_contain_text("35 letters, where at most 20 fit")


def test_signatures_are_shown_and_what_was_changed_after_them(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(page.locator(".message .signed")).to_have_count(0)
        sign(project, "es")
        total = page.locator(".message").count()
        expect(page.locator(".message .signed")).to_have_count(total)
        expect(page.locator("#status")).to_contain_text(f"{total} of {total} signed")
        edit(catalog(project, "es"), "es: Your knee before", "Otra rodilla")
        changed = card(page, "Your knee before")
        expect(changed.locator(".before")).to_have_text(
            "Changed after it was signed by Name of Reviewer, 2026-01-02. "
            "It was: es: Your knee before"
        )
        page.locator("#status button", has_text="1 changed after signing").click()
        expect(page.locator(".message")).to_have_count(1)


def test_the_chosen_message_stays_in_view_in_another_edition(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        chosen = page.locator(".message").nth(page.locator(".message").count() // 2)
        code = (chosen.get_attribute("id") or "").removeprefix("message-")
        chosen.locator(".english").click()
        chosen.locator("summary").click()
        page.locator("#edition").select_option("large")
        expect(page.locator("#message-" + code)).to_have_class(re.compile("chosen"))
        expect(page.locator("#message-" + code)).to_be_in_viewport()
        expect(page.locator("#message-" + code + " details")).to_have_attribute("open", "")
        place = page.locator(f".place[data-code='{code}']")
        if place.count():
            expect(place.first).to_be_in_viewport()


def test_a_phone_leads_back_to_the_message(page: Page, project: Path) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(page.locator("#back")).to_be_hidden()
        card(page, r"Sit down\.").locator(".translation").click()
        expect(page.locator(".place.chosen")).to_be_in_viewport()
        page.locator("#back").click()
        expect(card(page, r"Sit down\.")).to_be_in_viewport()


def test_the_page_goes_on_when_the_program_is_started_again(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
    expect(page.locator("#status")).to_contain_text("make watch L=es")
    edit(catalog(project, "es"), "es: Your knee before", "Otra rodilla")
    with served(project, "watch", "es") as again:
        assert again == address
        expect(card(page, "Your knee before").locator(".translation")).to_have_text("Otra rodilla")


def test_a_glossary_that_cannot_be_read_is_told(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        (project / "locales" / "glossary.csv").write_text("term;note;es\nknee;;rodilla\n")
        expect(page.locator("#problems")).to_contain_text("separated by semicolons")


@pytest.fixture(scope="module")
def thai(_model: Path) -> Iterator[str]:
    """The address at which the project is watched in Thai; nobody changes it."""
    with served(_model, "watch", "th") as address:
        yield address


@covering(
    ("handout", "edition"),
    [(handout, edition) for handout in SHEETS for edition in EDITIONS],
)
def test_each_sheet_in_each_edition(page: Page, thai: str, handout: str, edition: str) -> None:
    page.goto(f"{thai}/?sheet={GUIDE}/{handout}&edition={edition}")
    expect(page.locator("#detail")).to_contain_text(re.compile(r"lines?, \d+ points of"))
    expect(page.locator("#edition")).to_have_value(edition)
    expect(page.locator(".page img").first).to_have_attribute("src", re.compile(r"\.bmp$"))
    page.locator(".place").last.click()
    expect(page.locator(".message.chosen .room")).to_contain_text("Room: ")


@pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])
def test_a_pseudo_locale_is_watched_while_its_template_is_written(
    page: Page, project: Path, tag: str
) -> None:
    with served(project, "watch", tag) as address:
        open_sheet(page, address)
        expect(page.locator(".place.gap, .message.wrong")).to_have_count(0)
        edit(project / "templates" / GUIDE / "before.xml", "Sit down.", "Lie down.")
        expect(card(page, r"Lie down\.").locator(".translation")).not_to_have_text("–")


def test_a_message_of_an_imported_macro_is_watched(page: Page, project: Path) -> None:
    parts = project / "templates" / "parts.xml"
    parts.write_text(
        '{% macro ask() %}{# Fact: knee.rest #}<p>{{ _("Ask us.") }}</p>{% endmacro %}'
    )
    sheet = project / "templates" / GUIDE / "before.xml"
    edit(sheet, "{% block body %}", "{% block body %}{% import 'parts.xml' as parts %}")
    edit(sheet, "</steps>", "</steps>{{ parts.ask() }}")
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(page.locator(".place.gap")).to_have_count(1)
        card(page, r"Ask us\.").get_by_role("button").click()
        expect(page.locator(".place.gap.chosen")).to_be_in_viewport()
        edit(parts, "Ask us.", "Ask anybody.")
        expect(card(page, r"Ask anybody\.")).to_be_visible()


def test_two_people_watch_one_project(page: Page, project: Path) -> None:
    with served(project, "watch", "es") as one, served(project, "watch", "th") as other:
        for address, tag in ((one, "es"), (other, "th")):
            open_sheet(page, address)
            expect(page.locator(".translation").first).to_contain_text(f"{tag}: ")


def test_the_page_can_be_read_by_everybody(page: Page, project: Path) -> None:
    edit(catalog(project, "th"), "th: Your knee before", "th: Your 9 knees")
    with served(project, "watch", "th") as address:
        open_sheet(page, address)
        for size in (None, PHONE):
            if size:
                page.set_viewport_size({"width": size[0], "height": size[1]})
            page.locator("summary").first.click()
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= page.viewport_size["width"]  # type: ignore[index]


def test_words_of_a_catalog_are_never_markup(page: Page, project: Path) -> None:
    edit(catalog(project, "es"), "es: Your knee before", "<img src=x onerror=alert(1)>")
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
        expect(card(page, "Your knee before").locator(".translation")).to_have_text(
            "<img src=x onerror=alert(1)>"
        )
        assert page.locator("#messages img").count() == 0


def status_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_what_is_not_there_is_told(project: Path) -> None:
    with served(project, "watch", "es") as address:
        for path in (
            "/state?sheet=x/y",
            f"/state?sheet={GUIDE}/x",
            f"/state?sheet={GUIDE}/before&edition=none",
            "/page/0.bmp",
            f"/room?sheet={GUIDE}/before&code=NONE",
            "/../../etc/passwd",
            "/static/../watch.py",
        ):
            assert status_of(address + path) == 404
        with urllib.request.urlopen(f"{address}/state?sheet={GUIDE}/before") as answer:
            (look,) = json.loads(answer.read())["pages"]
        assert status_of(f"{address}/page/{look}.bmp") == 200


def test_watching_builds_and_leaves_nothing(page: Page, project: Path) -> None:
    run(project)
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    with served(project, "watch", "es") as address:
        open_sheet(page, address)
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_it_ends_at_once_though_pages_are_open(project: Path) -> None:
    """Ctrl+C; a server that waits for a stream says after 5 seconds that it still runs."""
    command = [*quick(), "watch", "es", "--project", project]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdout
        address = re.findall(r"http://\S+", server.stdout.readline().decode())[0]
        with urllib.request.urlopen(f"{address}events") as stream:
            assert stream.readline() == b"data: 0\n"
            server.send_signal(signal.SIGINT)
            assert server.communicate(timeout=HANGS)[1] == b""
