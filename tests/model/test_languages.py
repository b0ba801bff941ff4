"""Languages: their names, how people find them, and how they are set."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers

from handouts.model import tags, unicode
from handouts.model.errors import UsageError
from handouts.model.language_names import NAMES
from handouts.model.languages import find, language, names
from tests.each import each

STARTED = (
    "sm ilo mh chk ksw prs hmn kea fuv rhg mww hnj pon kos yap pau ch fj to tvl bi pis gil rar tkl "
    "hil ceb war pag pam bik cak mam kek kjb quc tzh tzo yua nah zap mix quy quz qu ay gn srn jam "
    "pap hwc crs mfe kri men tem mnk wo ff bm din nus ach luo loz lua kg ln nyn rn rw lg ti om aa "
    "so am sw zdj swb kac cnh ctd zom lus shn mnw kjp blk kyu eky aii syr cop apc acm ary arz zza "
    "haz bal prd skr mzn lrc ug xal bua tyv sah ab kbd ady av ce inh os crh gag rom"
)


@each("tag", STARTED.split())
def test_a_language_can_be_started_and_has_names(tag: str) -> None:
    found = language(tag)
    assert found.name != tag
    assert found.name[0].isupper()
    assert found.autonym
    assert "(" not in found.name or found.name.endswith(")")


NAMED = {
    "bn": "Bengali", "fil": "Tagalog (Filipino)", "ckb": "Kurdish (Sorani)",
    "ckb-Latn": "Kurdish (Sorani, Latin)", "ku": "Kurdish (Kurmanji)", "ht": "Haitian Creole",
    "hmn": "Hmong", "my": "Burmese", "fa-AF": "Dari", "fa": "Persian", "ps": "Pashto",
    "zh-Hans": "Chinese (Simplified)", "zh-Hant": "Chinese (Traditional)", "yue": "Cantonese",
    "pt-BR": "Portuguese (Brazil)", "pa-PK": "Punjabi (Pakistan)", "ksw": "S'gaw Karen",
    "chk": "Chuukese", "mh": "Marshallese", "ilo": "Ilocano", "sm": "Samoan",
    "kea": "Cape Verdean Creole", "fuv": "Nigerian Fulfulde", "rhg": "Rohingya",
    "jv-Java": "Javanese (Javanese script)",
    "ca-valencia": "Catalan (Valencian)", "sr-Latn": "Serbian (Latin)", "nl-BE": "Flemish",
}  # fmt: skip


@each(("tag", "name"), NAMED.items())
def test_the_english_name_is_the_one_a_desk_looks_for(tag: str, name: str) -> None:
    assert names(language(tag).tag).english == name


LOOKED_FOR = {
    "mandarin": "zh-Hans", "Cantonese": "yue", "farsi": "fa", "persian": "fa", "dari": "fa-AF",
    "tagalog": "fil", "Filipino": "fil", "pilipino": "fil", "sorani": "ckb", "kurdish": "ku",
    "kurmanji": "ku", "bangla": "bn", "bengali": "bn", "burmese": "my", "MYANMAR": "my",
    "kreyol": "ht", "kreyòl": "ht", "haitian": "ht", "creole": "ht", "hmong": "hmn",
    "hmoob": "hmn", "white hmong": "mww", "cambodian": "km", "khmer": "km", "laotian": "lo",
    "oriya": "or", "odia": "or", "sinhalese": "si", "panjabi": "pa", "punjabi": "pa",
    "pushto": "ps", "uighur": "ug", "castilian": "es", "espanol": "es", "español": "es",
    "portugues": "pt-BR", "oromiffa": "om", "afaan oromoo": "om", "chichewa": "ny",
    "kirundi": "rn", "kinyarwanda": "rw", "fulani": "ff", "trukese": "chk", "ilokano": "ilo",
    "karen": "ksw", "assyrian": "aii", "ivrit": "he", "dhivehi": "dv", "deutsch": "de",
    "中文": "zh-Hans", "العربية": "ar", "русский": "ru", "zh-tw": "zh-Hant",
}  # fmt: skip


@each(("text", "tag"), LOOKED_FOR.items())
def test_a_language_is_found_by_any_of_its_names(text: str, tag: str) -> None:
    among = [language(each) for each in sorted({*LOOKED_FOR.values(), "en", "fr", "sw", "so"})]
    found = [one.tag for one in find(text, among)]
    assert tag in found
    assert len(found) <= 4


def test_a_whole_name_comes_before_a_part_of_one() -> None:
    among = [language(tag) for tag in ("ckb", "ku", "ht", "kea")]
    assert [one.tag for one in find("kurdish", among)] == ["ku", "ckb"]
    assert [one.tag for one in find("creole", among)] == ["ht", "kea"]
    assert find("", among) == []
    assert find("klingon", among) == []


@each("tag", NAMES)
def test_every_row_is_of_a_canonical_tag_and_says_something_new(tag: str) -> None:
    row = NAMES[tag]
    assert tags.canonical(tag).bcp47 == ("zh-Hans" if tag == "zh" else tag)
    assert any(row)
    found = names(tag)
    assert len({name.casefold() for name in found.others}) == len(found.others)
    assert not row.own or row.own == found.own


def test_every_own_name_is_in_the_languages_script_or_is_the_english_one() -> None:
    for name in locale_identifiers():
        if any(len(part) < 4 for part in name.split("_")[1:]):
            continue  # a region changes nothing, and each costs a file
        try:
            one = language(name)
        except UsageError:
            continue
        if one.autonym == one.name:
            continue
        own = unicode.unicode_scripts(one.script)
        first = next(char for char in one.autonym if char.isalpha())
        used = unicode.script_extensions(first)
        assert not used or used & own, (name, one.autonym)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("Tagalog", "fil"), ("farsi", "fa"), ("English", "en"), ("Myanmar", "my"), ("dari", "fa-AF")],
)
def test_a_name_in_place_of_a_tag_is_answered_with_the_tag(typed: str, tag: str) -> None:
    with pytest.raises(UsageError, match=rf"the tag of .* is {tag}$"):
        language(typed)


RIGHT_TO_LEFT = "ar fa ur he yi dv syr aii nqo ff-Adlm rhg rhg-Arab ckb ps ug sd ks pa-Arab uz-AF"
LEFT_TO_RIGHT = "en rhg-Latn ckb-Latn ug-Latn ff ku ii iu chr zgh vai mn-Mong tzm az ms ur-Latn"


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT.split())
def test_right_to_left(tag: str) -> None:
    assert language(tag).right_to_left


@pytest.mark.parametrize("tag", LEFT_TO_RIGHT.split())
def test_left_to_right(tag: str) -> None:
    assert not language(tag).right_to_left


FAMILIES = {
    "ur": "Noto Nastaliq Urdu", "ur-IN": "Noto Nastaliq Urdu", "ks-Aran": "Noto Nastaliq Urdu",
    "ur-Latn": "Noto Sans", "ks": "Noto Sans Arabic", "ckb-Latn": "Noto Sans",
    "yue": "Noto Sans CJK HK", "zh-HK": "Noto Sans CJK HK", "zh-TW": "Noto Sans CJK TC",
    "chr": "Noto Sans Cherokee", "iu": "Noto Sans Canadian Aboriginal", "dv": "Noto Sans Thaana",
    "rhg": "Noto Sans Hanifi Rohingya", "sat": "Noto Sans Ol Chiki",
}  # fmt: skip


@pytest.mark.parametrize(("tag", "family"), FAMILIES.items())
def test_the_script_of_the_tag_decides_on_the_font(tag: str, family: str) -> None:
    assert language(tag).rule.families[0] == family
