"""Language tags: any spelling that people and tools use in, the canonical form out.

The canonical form is that of Unicode locale identifiers (UTS #35, Annex C), which is BCP 47 with
one tag for each language: `iw` is `he`, `tl` is `fil`, `spa` is `es`, `prs` is `fa-AF`. Also:

- gettext's forms are read: `pt_BR.UTF-8`, `sr@latin`;
- a script that goes without saying is left out: `es-Latn` is `es`; but `sr-Cyrl` stays, since CLDR
  has Serbian in two scripts;
- Chinese is told apart by its script, since that is what stands on paper: `zh-TW` is `zh-Hant`,
  `zh-CN` and `zh` are `zh-Hans`, `zh-HK` is `zh-Hant-HK`.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from babel.core import Locale, get_global
from babel.localedata import exists

from handouts.model import unicode
from handouts.model.language_names import PRINTED_SCRIPTS

#: Scripts of ISO 15924 that are several of Unicode's, or a style or a part of one: the script that
#: such text is set as.
SET_AS = {
    "Hani": "Hans", "Hanb": "Hant", "Hrkt": "Jpan", "Hira": "Jpan", "Kana": "Jpan",
    "Bopo": "Hant", "Hang": "Kore", "Jamo": "Kore",
    "Hans": "Hans", "Hant": "Hant", "Jpan": "Jpan", "Kore": "Kore",
    "Aran": "Arab", "Cyrs": "Cyrl", "Geok": "Geor", "Latf": "Latn", "Latg": "Latn",
    "Syre": "Syrc", "Syrj": "Syrc", "Syrn": "Syrc",
}  # fmt: skip
#: gettext's modifiers that name a script.
MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
#: Tags from before BCP 47 was regular, as IANA's registry replaces them.
_GRANDFATHERED = {
    "art-lojban": "jbo", "i-ami": "ami", "i-bnn": "bnn", "i-hak": "hak", "i-klingon": "tlh",
    "i-lux": "lb", "i-navajo": "nv", "i-pwn": "pwn", "i-tao": "tao", "i-tay": "tay", "i-tsu": "tsu",
    "no-bok": "nb", "no-nyn": "nn", "sgn-be-fr": "sfb", "sgn-be-nl": "vgt", "sgn-ch-de": "sgg",
    "zh-guoyu": "zh", "zh-hakka": "hak", "zh-min-nan": "nan", "zh-xiang": "hsn",
}  # fmt: skip
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)"
)
#: An encoding in a locale name of POSIX: `UTF-8`, `iso885915`.
_ENCODING = re.compile(r"[A-Za-z0-9_-]{1,20}")
#: Regions of several countries that CLDR has languages for.
_AREAS = frozenset({"001", "150", "419"})
#: Pseudo-locales (UTS #35, 3.2), made by the program from English: accented, and right to left.
PSEUDO = frozenset({"en-XA", "ar-XB"})
#: Tags that name no language.
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "root"})


class Tag(NamedTuple):
    """The parts of a canonical tag; those that are not given are empty."""

    language: str
    script: str = ""
    region: str = ""
    variants: tuple[str, ...] = ()

    @property
    def bcp47(self) -> str:
        """The tag with hyphens: `zh-Hans`."""
        return "-".join(filter(None, (self.language, self.script, self.region, *self.variants)))

    @property
    def locale(self) -> str:
        """The tag with underscores, as gettext and CLDR name folders and files: `zh_Hans`."""
        return self.bcp47.replace("-", "_")


@functools.cache
def canonical(text: str) -> Tag:
    """The canonical form of a language tag. Raises `ValueError`, in words for the person who typed
    it, for what is no tag, and for unknown languages, scripts and regions."""
    plain, _, modifier = text.strip().partition("@")
    plain, dot, encoding = plain.partition(".")
    if dot and not _ENCODING.fullmatch(encoding):
        raise ValueError(f"{text!r} is no language tag")
    plain = plain.replace("_", "-").lower()
    if modifier:
        plain = _with_modifier(plain, modifier.lower())
    language, _, region = plain.partition("-")
    if f"{language}-{region.upper()}" in PSEUDO:
        return Tag(language, region=region.upper())
    match = _TAG.fullmatch(_GRANDFATHERED.get(plain, plain))
    if match is None or match["language"] in _NO_LANGUAGE:
        raise ValueError(f"{text!r} is no language tag")
    variants = tuple(sorted(filter(None, match["variants"].split("-"))))
    given = Tag(
        match["extended"] or match["language"],
        (match["script"] or "").title(),
        _region(match["region"] or "", text),
        variants,
    )
    tag = _replaced(given)
    _check(tag, text)
    return _minimal(tag)


def script_of(tag: Tag) -> str:
    """The ISO 15924 code of the script a language is set in: the tag's own, else the likely one in
    the tag's region, as Unicode's scripts for setting (`SET_AS`)."""
    script = tag.script or likely_script(tag.language, tag.region)
    return SET_AS.get(script, script)


def likely_script(language: str, region: str = "") -> str:
    """The script a language is likely written in, where CLDR (or this project) knows; else Latin,
    which most of the others are written in."""
    known = get_global("likely_subtags")
    in_region = known.get(f"{language}_{region}") if region else None
    if not in_region and language in PRINTED_SCRIPTS:
        return PRINTED_SCRIPTS[language]
    parts = str(in_region or known.get(language) or "").split("_")
    return next((part for part in parts[1:] if len(part) == 4), "Latn")


def is_known(language: str) -> bool:
    """Whether there is such a language: in CLDR, or else in ISO 639-3."""
    if language in get_global("likely_subtags") or language in PRINTED_SCRIPTS or exists(language):
        return True
    import iso639  # noqa: PLC0415 - takes most of a second, and only rare languages need it

    try:
        return iso639.Language.match(language).scope in ("I", "M")
    except iso639.LanguageNotFoundError:
        return False


def _with_modifier(plain: str, modifier: str) -> str:
    """`sr-rs` and `latin` → `sr-latn-rs`; `ca-es` and `valencia` → `ca-es-valencia`."""
    script = MODIFIERS.get(modifier, modifier)
    if len(script) != 4 and modifier.upper() not in Locale("en").variants:
        raise ValueError(f"{modifier!r} is neither a script nor a variant of a language")
    if len(script) != 4:
        return f"{plain}-{modifier}"
    language, *rest = plain.split("-")
    return "-".join((language, script.lower(), *rest))


def _region(region: str, text: str) -> str:
    known = get_global("territory_languages")
    given = region.upper()
    region = str(get_global("territory_aliases").get(given, [given])[0])
    if region and (region == "ZZ" or region not in {*known, *_AREAS}):
        raise ValueError(f"{text!r} names a region that does not exist: {given}")
    return region


def _replaced(tag: Tag) -> Tag:
    """With the language that CLDR has for it, which may bring a script or a region."""
    names = get_global("language_aliases")
    for _ in range(4):  # an alias may lead to another one
        target = names.get(tag.language)
        if target is None or target == tag.language:
            break
        language, *rest = str(target).split("_")
        script = next((part for part in rest if len(part) == 4), "")
        region = next((part for part in rest if len(part) < 4), "")
        tag = tag._replace(
            language=language, script=tag.script or script, region=tag.region or region
        )
    return tag


def _check(tag: Tag, text: str) -> None:
    if not is_known(tag.language):
        raise ValueError(f"there is no language with the tag {text!r}")
    script = SET_AS.get(tag.script, tag.script)
    named = script in unicode.script_names() or script in SET_AS
    if tag.script and (not named or script in {*unicode.SHARED_SCRIPTS, "Zzzz"}):
        version = unicode.VERSION
        raise ValueError(f"{text!r} names a script that Unicode {version} lacks: {tag.script}")


def _minimal(tag: Tag) -> Tag:
    """Without what goes without saying."""
    if tag.language == "zh":
        script = tag.script or likely_script("zh", tag.region)
        usual = {"Hans": "CN", "Hant": "TW"}.get(script)
        return tag._replace(script=script, region="" if tag.region == usual else tag.region)
    several = exists(f"{tag.language}_{tag.script}")
    if tag.script and not several and tag.script == likely_script(tag.language, tag.region):
        return tag._replace(script="")
    return tag
