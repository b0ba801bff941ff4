"""Print jobs in a real browser: what is typed stands on the paper, and nowhere else."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect

from handouts.editions.paper.conformance import conformance
from handouts.press.manifest import NAME, load
from tests.press.model import ROOT
from tests.web.conftest import DESKTOP, PHONE, served
from tests.web.desk.conftest import (
    ask,
    card,
    choose,
    find,
    job,
    pages_of,
    path_of,
    text_of,
    with_drafts,
)

#: Nobody's name, and found in no file by accident.
MARKER = "Qwzyx Vbnmk"


def type_line(page: Page, key: str, words: str) -> None:
    page.locator(f'[data-key="{key}"]').fill(words)


def press_print(page: Page) -> Response:
    with page.expect_response(re.compile("/print$")) as waited:
        page.get_by_role("button", name="Print", exact=True).click()
    return waited.value


@pytest.mark.parametrize(
    ("typed", "tag", "said"),
    [
        ("arabic", "ar", ["الثلاثاء", "10", "مارس", "2026", "Tuesday", "March", "2:05"]),
        ("mandarin", "zh-Hans", ["2026", "3", "Tuesday, March 10, 2026", "14:05", "2:05"]),
        ("amharic", "am", ["10", "2026", "Tuesday, March 10, 2026", "2:05"]),
        ("spanish", "es", ["martes, 10 de marzo de 2026", "2:05 p.m."]),
    ],
)
def test_an_appointment_is_printed(
    page: Page, desk: str, sheets: Path, typed: str, tag: str, said: list[str]
) -> None:
    page.goto(desk)
    choose(page, typed)
    type_line(page, "appointment.date", "2026-03-10")
    type_line(page, "appointment.time", "14:05")
    type_line(page, "address", "12 Main Street")
    expect(page.locator("#written td").first).to_contain_text("2026")
    answer = press_print(page)
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    expect(page.locator("#job-status")).to_contain_text("Sent to the print dialog")
    expect(page.locator("#fields input")).to_have_count(0)
    expect(page.locator("#written")).to_be_hidden()
    body = {"appointment.date": "2026-03-10", "appointment.time": "14:05"}
    pdf = ask(f"{desk}/print", {"sheets": [path_of(tag)], "typed": body}).body
    text = text_of(pdf)
    for words in said:
        assert words in text, words
    assert list(conformance(pdf, tag)) == []
    blank = (sheets / path_of(tag)).read_bytes()
    assert pages_of(pdf) == pages_of(blank)


def test_with_nothing_typed_it_is_the_sheet_itself(desk: str, sheets: Path) -> None:
    for tag in ("ur", "th"):
        answer = ask(f"{desk}/print", job(tag))
        assert answer.body == (sheets / path_of(tag)).read_bytes()


def test_several_languages_and_sheets_are_one_job_each_on_its_own_leaf(
    page: Page, desk: str
) -> None:
    page.goto(desk)
    choose(page, "urdu")
    choose(page, "spanish")
    card(page, "At home").get_by_role("button").click()
    expect(page.locator("#job-sheets li")).to_have_count(3)
    keys = page.locator("#fields input").evaluate_all("all => all.map(one => one.dataset.key)")
    assert len(keys) == len(set(keys))
    assert {"appointment.date", "phone"} <= set(keys)
    page.locator("#copies").fill("2")
    type_line(page, "driver.name", "Ali Khan")
    with page.expect_request(re.compile("/print$")) as waited:
        page.get_by_role("button", name="Print", exact=True).click()
    asked = waited.value.post_data_json
    assert asked["copies"] == 2
    assert len(asked["sheets"]) == 3
    expect(page.locator("#job-status")).to_contain_text("print dialog")
    pdf = ask(f"{desk}/print", asked).body
    assert text_of(pdf).count("Khan") == 4
    assert pages_of(pdf) % 2 == 0


def test_another_edition_is_meant_for_what_is_taken_next(page: Page, desk: str) -> None:
    page.goto(desk)
    choose(page, "urdu")
    page.get_by_label(re.compile("Large:")).check()
    sheets = page.locator("#job-sheets li")
    expect(sheets).to_have_text(re.compile("Urdu, standard"))
    card(page).get_by_role("button").click()
    expect(sheets).to_have_count(2)
    expect(page.locator("#job-note")).to_have_text(re.compile("^In two editions: Getting ready"))
    sheets.first.get_by_role("button").click()
    expect(sheets).to_have_text(re.compile("Urdu, large"))
    expect(page.locator("#job-note")).to_have_text("")


@pytest.mark.clock
def test_a_doubtful_day_is_told_and_printed(page: Page, desk: str) -> None:
    page.clock.install(time=datetime.datetime(2026, 3, 10, 8))
    page.goto(desk)
    choose(page, "urdu", "At home after your injection")
    key = "next.visit"
    for value, told in (
        ("2026-03-10T09:30", "Tuesday, March 10, 2026."),
        ("2026-03-09T09:30", "Monday, March 9, 2026. This day is past: is it right?"),
        ("2027-03-11T09:30", "Thursday, March 11, 2027. This is more than a year ahead: is it"),
    ):
        type_line(page, key, value)
        expect(page.locator(f'[id="line-{key}-hint"]')).to_contain_text(told)
    assert press_print(page).status == 200
    choose(page, "urdu")
    day = page.locator('[data-key="appointment.date"]')
    day.focus()
    page.keyboard.type("03102026123")  # a year has four digits
    expect(day).to_have_value(re.compile("^[0-9]{4}-03-10$"))


def test_half_a_date_is_not_printed_as_none(page: Page, desk: str) -> None:
    page.goto(desk)
    choose(page, "urdu")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator('[data-key="appointment.date"]').focus()
    page.keyboard.type("0310")
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page.locator('[data-key="appointment.date"]')).to_be_focused()
    expect(page.locator("#job-status")).to_have_text("Correct what is marked.")
    fault = page.locator('[id="line-appointment.date-fault"]')
    expect(fault).to_contain_text("is not whole")
    assert Axe().run(page).violations_count == 0
    page.keyboard.type("2026")
    expect(fault).to_have_text("")
    assert not [url for url in asked if url.endswith("/print")]


def test_what_cannot_be_printed_is_told_at_its_field(page: Page, desk: str) -> None:
    page.goto(desk)
    choose(page, "urdu")
    type_line(page, "phone", "call us")
    with page.expect_response(re.compile("/print$")):
        page.get_by_role("button", name="Print", exact=True).click()
    expect(page.locator("#line-phone-fault")).to_contain_text("is not a phone number")
    expect(page.locator('[data-key="phone"]')).to_be_focused()
    expect(page.locator('[data-key="phone"]')).to_have_value("call us")
    assert Axe().run(page).violations_count == 0


@pytest.mark.clock
def test_the_form_clears_when_nobody_touches_it(page: Page, desk: str) -> None:
    page.clock.install()
    page.goto(desk)
    choose(page, "urdu")
    type_line(page, "driver.name", MARKER)
    page.clock.fast_forward(119_000)
    expect(page.locator('[data-key="driver.name"]')).to_have_value(MARKER)
    page.clock.fast_forward(2_000)
    expect(page.locator("#job")).to_be_hidden()
    expect(page.locator("#fields input")).to_have_count(0)
    cleared = page.locator("#cleared")
    expect(cleared).to_contain_text("Cleared after two minutes")
    expect(cleared).to_be_in_viewport()
    find(page, "spanish")
    expect(cleared).to_be_hidden()


def test_a_language_chosen_next_keeps_the_job_and_says_so(page: Page, desk: str) -> None:
    """In the same way by searching and by pointing."""
    page.goto(desk)
    choose(page, "urdu")
    type_line(page, "driver.name", MARKER)
    expect(page.locator("#pending")).to_be_hidden()
    for way in ("search", "point"):
        if way == "search":
            find(page, "spanish")
        else:
            page.get_by_role("link", name="Point to your language").click()
            page.locator("#point-languages bdi[lang=ar]").click()
        expect(page.locator("#pending")).to_contain_text(
            "Still in the print job: 1 sheet, Urdu, and what was typed. Is this another patient?"
        )
        expect(page.locator('[data-key="driver.name"]')).to_have_value(MARKER)
    with_drafts(page)
    card(page).get_by_role("button").click()
    note = page.locator("#job-note")
    expect(note).to_contain_text("in 2 languages are printed together: Urdu, Arabic.")
    expect(note).to_contain_text(
        "The same date, time, place and driver will stand on all of them. "
        "For two patients, print twice."
    )
    assert Axe().run(page).violations_count == 0
    page.locator("#pending").get_by_role("button", name="Next patient").click()
    expect(page.locator("#job")).to_be_hidden()
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator("#fields input")).to_have_count(0)
    find(page, "spanish")
    expect(page.locator("#pending")).to_be_hidden()


def test_a_long_place_is_taken_whole_and_refused(page: Page, desk: str) -> None:
    page.goto(desk)
    choose(page, "urdu")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    place = "12 Main Street, " * 9 + "Door"
    line = page.locator('[data-key="address"]')
    line.fill(place)
    expect(line).to_have_value(place)
    fault = page.locator('[id="line-address-fault"]')
    expect(fault).to_contain_text("is too long: 148 of 120 letters")
    expect(line).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page.locator("#job-status")).to_have_text("Correct what is marked.")
    expect(line).to_be_focused()
    assert not [url for url in asked if url.endswith("/print")]
    answer = ask(f"{desk}/print", job("ur", address=place))
    assert answer.status == 422
    assert "is too long: 148 of 120 letters" in answer.body.decode()
    line.fill("12 Main Street")
    expect(fault).to_have_text("")


def test_a_job_asks_the_printer_for_what_its_sheets_ask(desk: str, sheets: Path) -> None:
    parts = {"sheets": [path_of("ur"), path_of("es")], "typed": {}}
    job_pdf = ask(f"{desk}/print", parts).body
    for pdf in (job_pdf, (sheets / path_of("es")).read_bytes()):
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert document.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
            assert document.Root.ViewerPreferences.PrintScaling == "/None"


@pytest.mark.clock
def test_a_cancelled_job_may_be_taken_again_with_empty_lines(page: Page, desk: str) -> None:
    page.goto(desk)
    choose(page, "urdu")
    type_line(page, "driver.name", MARKER)
    press_print(page)
    page.get_by_role("button", name="Take the same sheets once more").click()
    expect(page.locator("#job-sheets li")).to_have_count(1)
    expect(page.locator("iframe")).to_have_count(0)
    with page.expect_request(re.compile("/print$")) as waited:
        page.get_by_role("button", name="Print", exact=True).click()
    asked = waited.value.post_data_json
    assert asked["sheets"] == [path_of("ur")]
    assert set(asked["typed"].values()) == {""}
    expect(page.locator("#again")).to_be_visible()
    page.clock.install()
    page.keyboard.press("Tab")
    page.clock.fast_forward(121_000)
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.locator("#job")).to_be_hidden()


def test_what_was_printed_is_in_no_later_job(page: Page, desk: str) -> None:
    page.goto(desk)
    choose(page, "urdu")
    press_print(page)
    status = page.locator("#job-status")
    expect(status).to_contain_text("Sent to the print dialog: Getting ready for your injection, Ur")
    expect(page.locator("#job-sheets li")).to_have_count(0)
    choose(page, "spanish")
    expect(page.locator("#job-sheets li")).to_have_text(re.compile("Spanish"))
    expect(status).not_to_contain_text("Sent to")
    with page.expect_request(re.compile("/print$")) as waited:
        page.get_by_role("button", name="Print", exact=True).click()
    assert waited.value.post_data_json["sheets"] == [path_of("es")]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_a_sheet_was_put_into_comes_into_view(
    page: Page, desk: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(desk)
    find(page, "urdu")
    with_drafts(page)
    page.keyboard.press("1")
    expect(page.locator("#job-sheets li")).to_be_in_viewport()
    expect(page.locator("#fields input").first).to_be_focused()
    # The number of the sheet is not typed into the date.
    assert page.locator("#fields input").first.evaluate("one => one.validity.badInput") is False
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.locator("#job-sheets li")).to_have_count(2)
    expect(page.locator("#job-title")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("tag", "typed", "words"),
    [
        ("ur", "urdu", "Give the English one and call an interpreter."),
        ("en", "english", "The English sheet is being updated too. Call an interpreter"),
    ],
)
def test_a_refused_sheet_is_told_in_view(
    page: Page, sheets: Path, tmp_path: Path, tag: str, typed: str, words: str
) -> None:
    """The sheet in the folder was made from other words than those of now."""
    out = Path(shutil.copytree(sheets, tmp_path / "out"))
    known = load(out)
    path = path_of(tag)
    old = dataclasses.replace(known.handouts[path], inputs="0" * 64)
    handouts = {**known.handouts, path: old}
    (out / NAME).write_bytes(dataclasses.replace(known, handouts=handouts).dump())
    with served(ROOT, "desk", "--port", "0", "--out", str(out)) as address:
        page.goto(address)
        choose(page, typed)
        type_line(page, "driver.name", MARKER)
        press_print(page)
        alert = page.get_by_role("alert").filter(has_text=words)
        expect(alert).to_be_in_viewport(ratio=1)
        assert Axe().run(page).violations_count == 0


def test_the_form_can_be_used_by_everybody_on_a_phone(page: Page, desk: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(desk)
    choose(page, "urdu")
    type_line(page, "appointment.date", "2026-03-10")
    expect(page.locator("#written td").first).to_contain_text("2026")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_desk_that_was_stopped_is_told(page: Page, sheets: Path) -> None:
    with served(ROOT, "desk", "--port", "0", "--out", str(sheets)) as address:
        page.goto(address)
        choose(page, "urdu")
    page.get_by_role("button", name="Print", exact=True).click()
    expect(page.locator("#job-status")).to_contain_text("has been stopped")


def test_a_link_of_another_program_chooses_a_sheet(page: Page, desk: str) -> None:
    page.goto(desk)
    page.goto(f"{desk}/?language=ur&handout=recovery&edition=large")
    expect(page.locator("#job-sheets li")).to_have_count(0)
    with_drafts(page)
    expect(page.locator("#job-sheets li")).to_have_text(re.compile("At home.*Urdu, large"))
