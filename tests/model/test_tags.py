"""Language tags: what people and tools type, and the one form that comes of it."""

from __future__ import annotations

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from handouts.model import tags
from tests.each import each

SPELLINGS = {
    "es": ["es", "ES", "Es", "spa", "es-Latn", "es_Latn", "es.UTF-8"],
    "pt-BR": ["pt-br", "PT-BR", "pt_BR", "pt_br.UTF-8", "por-BR", "pt-Latn-BR"],
    "fil": ["tl", "fil", "TL", "tgl"],
    "he": ["iw", "heb", "he", "he-Hebr"],
    "id": ["in", "ind"],
    "yi": ["ji", "yid"],
    "jv": ["jw", "jav"],
    "ro": ["mo", "ron", "rum"],
    "zh-Hans": ["zh", "zh-CN", "zh_cn", "zh-hans", "zh-Hans-CN", "cmn", "cmn-Hans", "zho", "chi"],
    "zh-Hant": ["zh-tw", "zh_TW", "zh-Hant-TW", "zh-hant", "cmn-Hant"],
    "zh-Hant-HK": ["zh-HK", "zh_hk", "zh-hant-hk"],
    "zh-Hans-SG": ["zh-SG"],
    "yue": ["yue", "zh-yue", "YUE"],
    "nan": ["nan", "zh-min-nan"],
    "hak": ["i-hak", "zh-hakka"],
    "nv": ["i-navajo", "nav"],
    "fa": ["fa", "pes", "fas", "per"],
    "fa-AF": ["prs", "fa-AF", "fa_af"],
    "sw-CD": ["swc"],
    "ku": ["ku", "kmr", "kur"],
    "sr-Latn-RS": ["sr_RS@latin", "sr_RS.UTF-8@latin"],
    "sr-Latn": ["sh", "sr@latin", "sr-latn", "hbs"],
    "sr-Cyrl": ["sr-cyrl", "sr@cyrillic"],
    "uz-Cyrl": ["uz@cyrillic", "uz_cyrl"],
    "ks-Deva": ["ks@devanagari"],
    "ar": ["ar", "arb", "ara", "ar-Arab"],
    "az": ["azj", "aze"],
    "mn": ["khk", "mon"],
    "ne": ["npi", "nep"],
    "or": ["ory", "ori"],
    "ms": ["zsm", "may", "msa"],
    "my": ["my", "mya", "bur"],
    "ckb-Latn": ["CKB-latn", "ckb_Latn"],
    "pa-Arab": ["pa_arab", "pan-Arab"],
    "ca-valencia": ["ca-Valencia", "ca_VALENCIA", "ca@valencia"],
    "de-1901": ["de-1901"],
    "es-419": ["es-419", "es_419"],
    "en-GB": ["en-UK", "en-gb"],
}


@each(("text", "wanted"), [(text, tag) for tag, texts in SPELLINGS.items() for text in texts])
def test_every_spelling_leads_to_one_tag(text: str, wanted: str) -> None:
    found = tags.canonical(text)
    assert found.bcp47 == wanted
    assert found.locale == wanted.replace("-", "_")


@each("tag", SPELLINGS)
def test_a_canonical_tag_stays(tag: str) -> None:
    assert tags.canonical(tag).bcp47 == tag


@each(
    ("text", "why"),
    [
        ("", "no language tag"), ("e", "no language tag"), ("english", "no language tag"),
        ("und", "no language tag"), ("mul", "no language tag"), ("root", "no language tag"),
        ("es-", "no language tag"), ("es--MX", "no language tag"), ("x-clinic", "no language tag"),
        ("es-u-nu-latn", "no language tag"), ("../es", "no language tag"), ("es mx", "no language"),
        ("xx", "there is no language"), ("qaa", "there is no language"),
        ("es-XX", "region that does not exist: XX"), ("es-999", "region that does not exist: 999"),
        ("es-Abcd", "Abcd"), ("es-Zyyy", "Zyyy"), ("es-Zinh", "Zinh"), ("sr@nonsense", "variant"),
    ],
)  # fmt: skip
def test_what_is_no_tag_is_told_in_words(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        tags.canonical(text)


@given(st.text(max_size=12))
def test_any_text_is_a_tag_or_a_value_error(text: str) -> None:
    try:
        found = tags.canonical(text)
    except ValueError:
        return
    assert tags.canonical(found.bcp47) == found == tags.canonical(found.locale.upper())


SCRIPTS = {
    "ckb": "Arab", "ckb-Latn": "Latn", "ug": "Arab", "ug-Latn": "Latn", "ug-Cyrl": "Cyrl",
    "sr": "Cyrl", "sr-Latn": "Latn", "sr-ME": "Latn", "pa": "Guru", "pa-Arab": "Arab",
    "pa-PK": "Arab", "uz": "Latn", "uz-Cyrl": "Cyrl", "uz-AF": "Arab", "az": "Latn",
    "az-Cyrl": "Cyrl", "az-IR": "Arab", "kk": "Cyrl", "kk-CN": "Arab", "kk-Latn": "Latn",
    "ku": "Latn", "ku-Arab": "Arab", "ur-Latn": "Latn", "hi-Latn": "Latn", "ms-Arab": "Arab",
    "mn": "Cyrl", "mn-Mong": "Mong", "mn-CN": "Mong", "zh": "Hans", "zh-TW": "Hant",
    "zh-HK": "Hant", "zh-Hani": "Hans", "ja": "Jpan", "ja-Hrkt": "Jpan", "ko": "Kore",
    "ko-Hang": "Kore", "ks-Aran": "Arab", "de-Latf": "Latn", "ga-Latg": "Latn", "cu-Cyrs": "Cyrl",
    "syr": "Syrc", "syr-Syrj": "Syrc", "ff": "Latn", "ff-Adlm": "Adlm", "rhg": "Rohg",
    "rhg-Latn": "Latn", "rhg-Arab": "Arab", "iu": "Cans", "iu-Latn": "Latn", "chr": "Cher",
    "dv": "Thaa", "ii": "Yiii", "zgh": "Tfng", "vai": "Vaii", "nqo": "Nkoo", "sat": "Olck",
    "mni": "Beng", "mni-Mtei": "Mtei", "lis": "Lisu", "nod": "Lana", "jv": "Latn",
    "jv-Java": "Java", "osa": "Osge", "ccp": "Cakm", "bax": "Bamu", "tdd": "Tale", "khb": "Talu",
    "cop": "Copt", "got": "Goth", "cu-Glag": "Glag", "en-Dsrt": "Dsrt", "hmn": "Latn",
    "mww": "Latn", "hnj": "Latn", "hnj-Hmnp": "Hmnp", "ksw": "Mymr", "bo": "Tibt", "dz": "Tibt",
    "yi": "Hebr", "lad": "Latn", "ctd": "Latn", "aii": "Syrc", "sm": "Latn", "chk": "Latn",
    "mh": "Latn", "ilo": "Latn", "prs": "Arab", "kea": "Latn", "fuv": "Latn", "nah": "Latn",
}  # fmt: skip


@each(("text", "script"), SCRIPTS.items())
def test_the_script_is_that_of_the_tag_else_the_likely_one(text: str, script: str) -> None:
    assert tags.script_of(tags.canonical(text)) == script


def test_every_language_that_cldr_has_subtags_for_has_a_canonical_tag() -> None:
    refused = []
    for name in get_global("likely_subtags"):
        if not name.startswith("und"):
            try:
                found = tags.canonical(name)
            except ValueError:
                refused.append(name)
            else:
                assert tags.canonical(found.bcp47) == found
    assert refused == ["bap_Krai"], "Kirat Rai is younger than the tables"
