"""Finding a language by a country, by several words, and by a name that several languages share."""

from __future__ import annotations

import dataclasses
import re

import pytest
from playwright.sync_api import Page, expect

from handouts.desk import page as desk_page
from handouts.model.languages import language, names
from handouts.press.manifest import NAME, About, Manifest, OfferedLanguage
from tests.each import each
from tests.press.test_manifest import ES

OFFERED = re.findall(
    r"[\w-]+",
    "en es zh-Hans zh-Hant ar ur hi ti am fil fr de it pl ru uk fa fa-AF ps pt-BR my bn te ta pa "
    "gu ne km ht",
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page for many languages."""
    out = tmp_path_factory.mktemp("many")
    offered, entries = [], {}
    for tag in OFFERED:
        one, (own, english, others) = language(tag), names(tag)
        offered.append(OfferedLanguage(one.tag, english, own, others, one.right_to_left))
        path = f"{tag}/hip-after.pdf"
        entries[path] = dataclasses.replace(ES, path=path, language=tag, draft=False)
    manifest = Manifest(entries, about=About("Clinic", "letter", tuple(offered)))
    (out / NAME).write_bytes(manifest.dump())
    desk_page.write(out, lambda: None)
    return (out / desk_page.NAME).as_uri()


def tags_shown(page: Page) -> list[str]:
    tags: list[str] = page.locator("#languages button").evaluate_all(
        "all => all.map(b => b.dataset.tag)"
    )
    return tags


@each(
    ("typed", "country", "tags"),
    [
        ("Afghanistan", "Afghanistan", ["fa-AF", "ps"]),
        ("Afghani", "Afghanistan", ["ps", "fa-AF"]),
        ("afgh", "Afghanistan", ["fa-AF", "ps"]),
        ("Ethiopia", "Ethiopia", ["am", "ti"]),
        ("Eritrea", "Eritrea", ["ti", "en", "ar"]),
        ("Ukraine", "Ukraine", ["uk", "ru", "pl"]),
        ("Spain", "Spain", ["es"]),
        ("M\u00e9xico", "Mexico", ["es"]),
        ("Philippines", "Philippines", ["en", "fil", "es"]),
        ("Indian", "India", ["hi", "en", "bn", "te", "ta", "ur", "gu", "pa", "ne"]),
        ("Pakistan", "Pakistan", ["ur", "en", "ps"]),
        ("Burma", "Myanmar (Burma)", ["my"]),
        ("Brazilian", "Brazil", ["pt-BR"]),
        ("China", "China", ["zh-Hans"]),
        ("Taiwan", "Taiwan", ["zh-Hant"]),
        ("Haiti", "Haiti", ["ht", "fr"]),
        ("Nigerian", "Niger or Nigeria", ["fr", "en"]),
    ],
)
def test_a_country_leads_to_its_languages_and_enter_takes_none(
    page: Page, many: str, typed: str, country: str, tags: list[str]
) -> None:
    page.goto(many)
    page.locator("#search").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text(f"Read in {country}: ask which one")
    expect(page.locator("#sheets")).to_be_hidden()
    assert tags_shown(page) == tags
    expect(page.locator("#languages button").first).to_be_focused()
    expect(page.locator("#lacking")).to_contain_text(
        "Give the English one and call an interpreter."
    )
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).to_contain_text(language(tags[0]).name)


@each(
    ("typed", "told"),
    [
        ("Ethiopia", "None of these? There is no sheet in Oromo."),
        ("Sweden", "There is no sheet in Swedish."),
        ("Romanian", "There is no sheet in Romanian."),
    ],
)
def test_what_is_lacking_of_a_country_is_told(page: Page, many: str, typed: str, told: str) -> None:
    page.goto(many)
    page.locator("#search").fill(typed)
    expect(page.locator("#lacking")).to_contain_text(told)
    if not told.startswith("None"):
        expect(page.locator("#languages button")).to_have_count(0)


@each(
    ("typed", "tags", "taken"),
    [
        ("Farsi Afghan", ["fa-AF"], True),
        ("Farsi (Afghanistan)", ["fa-AF"], False),
        ("Farsi Dari", ["fa-AF"], True),
        ("Portuguese Brazil", ["pt-BR"], True),
        ("Portuguese Portugal", ["pt-BR"], False),
        ("Chinese Taiwan", ["zh-Hant"], False),
        ("he speaks Arabic", ["ar"], False),
        ("Spanish Mixteco", ["es"], False),
        ("Arabic, Iraqi", ["ar"], False),
        ("Urdu Tigrinya", ["ur", "ti"], False),
    ],
)
def test_words_are_searched_each_by_itself(
    page: Page, many: str, typed: str, tags: list[str], taken: bool
) -> None:
    page.goto(many)
    page.locator("#search").fill(typed)
    assert tags_shown(page) == tags
    page.keyboard.press("Enter")
    expect(page.locator("#sheets")).to_be_visible(visible=taken)


def test_a_misspelled_country_is_asked_about(page: Page, many: str) -> None:
    page.goto(many)
    page.locator("#search").fill("Etiopia")
    expect(page.locator("#found")).to_contain_text("Did you mean")
    assert "am" in tags_shown(page)


def test_languages_that_share_a_name_are_told_apart(page: Page, many: str) -> None:
    page.goto(many)
    page.locator("#search").fill("Farsi")
    page.keyboard.press("Enter")
    expect(page.locator("#sheets")).to_be_hidden()
    notes = page.locator("#languages .apart")
    expect(notes).to_have_text(["Farsi of Iran", "Farsi of Afghanistan"])
    page.locator("#languages button").nth(1).click()
    expect(page.locator("#chosen")).to_contain_text("Farsi of Afghanistan")
    page.get_by_role("link", name="Point to your language").click()
    expect(page.locator("#point-languages .apart")).to_have_count(2)
