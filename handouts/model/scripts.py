"""How each script is set: font families, line height, type size, optical middle.

A script needs no row here: its fonts are the Noto family that bears its Unicode name, and its line
height is what the font's own metrics ask for. A row is for what looking at paper has taught.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from handouts.model import unicode


@dataclass(frozen=True, slots=True)
class ScriptRule:
    """How a script is set: font families in order of preference, line height as a multiple of the
    type size (0: what the font's metrics ask for), and a factor on the type size for scripts that
    look small beside Latin. The factor is never below 1, so that "12 pt or more" holds.

    `middle` is the height of a line's optical middle above the baseline, in ems, where bullets and
    tick boxes stand. `sloping` tells that the letters of a word hang from one another, each lower
    than the one before: no change of weight may cut a word, and the distance of lines is measured.
    Ink that leaves its line by `measured` points is looked at: at once, or not at all where the
    line height keeps all letters apart (`tests/sheets/test_ink.py`).
    `borrowed` are families of another script whose punctuation this one is written with.
    """

    families: tuple[str, ...]
    leading: float = 1.36
    scale: float = 1.0
    middle: float = 0.36
    sloping: bool = False
    measured: float = -0.25
    borrowed: tuple[str, ...] = ()


#: The families every stack ends with: Latin, Greek and Cyrillic, then symbols.
FALLBACK_FAMILIES = ("Noto Sans", "Noto Sans Symbols2", "Noto Sans Symbols", "Noto Sans Math")

_NEVER = math.inf
_NASTALIQ = ScriptRule(("Noto Nastaliq Urdu",), 2.0, middle=0.5, sloping=True)
_ARABIC = ("Noto Sans Arabic",)
_HONG_KONG = ScriptRule(("Noto Sans CJK HK", "Noto Sans CJK TC"), 1.5, measured=_NEVER)

#: By ISO 15924 code, or by tag where the language has its own tradition.
RULES: dict[str, ScriptRule] = {
    "Latn": ScriptRule(("Noto Sans",), measured=_NEVER),
    "Cyrl": ScriptRule(("Noto Sans",), measured=_NEVER),
    "Grek": ScriptRule(("Noto Sans",), measured=_NEVER),
    "vi": ScriptRule(("Noto Sans",), 1.42, measured=_NEVER),
    "Armn": ScriptRule(("Noto Sans Armenian",), 1.4),
    "Geor": ScriptRule(("Noto Sans Georgian",), 1.4),
    "Hebr": ScriptRule(("Noto Sans Hebrew",), 1.4, measured=2.5),
    "Arab": ScriptRule(("Noto Sans Arabic", "Noto Naskh Arabic"), 1.5, 1.1, measured=1.0),
    "Aran": _NASTALIQ,
    "ur": _NASTALIQ,
    "Ethi": ScriptRule(("Noto Sans Ethiopic",), 1.45, measured=_NEVER),
    "Deva": ScriptRule(("Noto Sans Devanagari",), 1.5, middle=0.31, measured=_NEVER),
    "Beng": ScriptRule(("Noto Sans Bengali",), 1.5),
    "Guru": ScriptRule(("Noto Sans Gurmukhi",), 1.5),
    "Gujr": ScriptRule(("Noto Sans Gujarati",), 1.5),
    # Noto Sans Oriya 2.000 puts vowel signs beside conjuncts: wrong letters. Lohit has no bold.
    "Orya": ScriptRule(("Lohit Odia", "Noto Sans Oriya"), 1.55),
    "Taml": ScriptRule(("Noto Sans Tamil",), 1.42),
    "Telu": ScriptRule(("Noto Sans Telugu",), 1.6),
    "Knda": ScriptRule(("Noto Sans Kannada",), 1.6),
    "Mlym": ScriptRule(("Noto Sans Malayalam",), 1.45),
    "Sinh": ScriptRule(("Noto Sans Sinhala",), 1.5),
    "Thai": ScriptRule(("Noto Sans Thai", "Noto Looped Thai"), 1.6, middle=0.3, measured=_NEVER),
    "Laoo": ScriptRule(("Noto Sans Lao", "Noto Looped Lao"), 1.6),
    "Khmr": ScriptRule(("Noto Sans Khmer",), 1.65),
    "Mymr": ScriptRule(("Noto Sans Myanmar",), 1.6),
    "Tibt": ScriptRule(("Noto Serif Tibetan",), 1.6, 1.1),
    "Hans": ScriptRule(("Noto Sans CJK SC",), 1.5, measured=_NEVER),
    "Hant": ScriptRule(("Noto Sans CJK TC",), 1.5, measured=_NEVER),
    "zh-Hant-HK": _HONG_KONG,
    "zh-Hant-MO": _HONG_KONG,
    "yue": _HONG_KONG,
    "Jpan": ScriptRule(("Noto Sans CJK JP",), 1.5, measured=_NEVER),
    "Kore": ScriptRule(("Noto Sans CJK KR",), 1.5, measured=_NEVER),
    "Nkoo": ScriptRule(("Noto Sans NKo",), 1.5, borrowed=_ARABIC),
    "Adlm": ScriptRule(("Noto Sans Adlam",), 1.5, borrowed=_ARABIC),
    "Yiii": ScriptRule(("Noto Sans Yi",), 0, borrowed=("Noto Sans CJK SC",)),
    # Families that do not bear the script's name: two scripts in one, another order of the words.
    "Hmnp": ScriptRule(("Noto Serif Hmong Nyiakeng", "Noto Serif Nyiakeng Puachue Hmong"), 0),
    "Mero": ScriptRule(("Noto Sans Meroitic",), 0),
    "Merc": ScriptRule(("Noto Sans Meroitic",), 0),
    "Brai": ScriptRule(("Noto Sans Symbols2",), 0),
}

#: Scripts written in columns from the top down. Here they are set in lines from left to right, as
#: in most programs: their letters lie on their side, and a reader turns the sheet.
VERTICAL_SCRIPTS = frozenset({"Mong", "Phag", "Ougr"})

#: The scripts that a language's own rule is for.
_TRADITIONS = {"ur": "Arab", "vi": "Latn", "yue": "Hant"}


@functools.cache
def rule_for(tag: str, script: str) -> ScriptRule:
    """How a language is set: by the rule of its whole tag, of the language in its usual script, of
    the script that the tag names (a style of `script`, it may be), of `script`; else by the
    general one."""
    base, *parts = tag.split("-")
    names = [tag, *(part for part in parts if len(part) == 4), script]
    if _TRADITIONS.get(base) == script:
        names.insert(1, base)
    known = next((RULES[name] for name in names if name in RULES), None)
    return known or general_rule(script)


@functools.cache
def general_rule(script: str) -> ScriptRule:
    """The rule of a script without a row: Noto's family of that name, and the font's metrics."""
    name = unicode.script_names().get(script, script)
    borrowed = _ARABIC if script in unicode.RIGHT_TO_LEFT_SCRIPTS else ()
    return ScriptRule((f"Noto Sans {name}", f"Noto Serif {name}"), 0, borrowed=borrowed)
