"""How each script is set: font families, line height, type size, optical middle."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScriptRule:
    """How a script is set: font families in order of preference, line height as a multiple of the
    type size, and a factor on the type size for scripts that look small beside Latin. The factor
    is never below 1, so that "12 pt or more" holds.

    `middle` is the height of a line's optical middle above the baseline, in ems, where bullets and
    tick boxes stand. `sloping` tells that the letters of a word hang from one another, each lower
    than the one before: no change of weight may cut a word, and the distance of lines is measured.
    """

    families: tuple[str, ...]
    leading: float = 1.36
    scale: float = 1.0
    middle: float = 0.36
    sloping: bool = False


#: The families every stack ends with: Latin, Greek and Cyrillic, then symbols.
FALLBACK_FAMILIES = ("Noto Sans", "Noto Sans Symbols2", "Noto Sans Symbols", "Noto Sans Math")

#: By ISO 15924 code, or by language where the language has its own tradition.
RULES: dict[str, ScriptRule] = {
    "Latn": ScriptRule(("Noto Sans",)),
    "Cyrl": ScriptRule(("Noto Sans",)),
    "Grek": ScriptRule(("Noto Sans",)),
    "vi": ScriptRule(("Noto Sans",), 1.42),
    "Armn": ScriptRule(("Noto Sans Armenian",), 1.4),
    "Geor": ScriptRule(("Noto Sans Georgian",), 1.4),
    "Hebr": ScriptRule(("Noto Sans Hebrew",), 1.4),
    "Arab": ScriptRule(("Noto Sans Arabic", "Noto Naskh Arabic"), 1.5, 1.1),
    "ur": ScriptRule(("Noto Nastaliq Urdu",), 2.0, middle=0.5, sloping=True),
    "Ethi": ScriptRule(("Noto Sans Ethiopic",), 1.45),
    "Deva": ScriptRule(("Noto Sans Devanagari",), 1.5, middle=0.31),
    "Beng": ScriptRule(("Noto Sans Bengali",), 1.5),
    "Guru": ScriptRule(("Noto Sans Gurmukhi",), 1.5),
    "Gujr": ScriptRule(("Noto Sans Gujarati",), 1.5),
    # Noto Sans Oriya 2.000 puts vowel signs beside conjuncts: wrong letters. Lohit has no bold.
    "Orya": ScriptRule(("Lohit Odia", "Noto Sans Oriya"), 1.55),
    "Taml": ScriptRule(("Noto Sans Tamil",), 1.5),
    "Telu": ScriptRule(("Noto Sans Telugu",), 1.6),
    "Knda": ScriptRule(("Noto Sans Kannada",), 1.6),
    "Mlym": ScriptRule(("Noto Sans Malayalam",), 1.55),
    "Sinh": ScriptRule(("Noto Sans Sinhala",), 1.55),
    "Thai": ScriptRule(("Noto Sans Thai", "Noto Looped Thai"), 1.6, middle=0.3),
    "Laoo": ScriptRule(("Noto Sans Lao", "Noto Looped Lao"), 1.6),
    "Khmr": ScriptRule(("Noto Sans Khmer",), 1.75),
    "Mymr": ScriptRule(("Noto Sans Myanmar",), 1.8),
    "Tibt": ScriptRule(("Noto Serif Tibetan",), 1.85, 1.1),
    "Hans": ScriptRule(("Noto Sans CJK SC",), 1.5),
    "Hant": ScriptRule(("Noto Sans CJK TC",), 1.5),
    "Jpan": ScriptRule(("Noto Sans CJK JP",), 1.5),
    "Kore": ScriptRule(("Noto Sans CJK KR",), 1.5),
    "Nkoo": ScriptRule(("Noto Sans NKo",), 1.5),
    "Adlm": ScriptRule(("Noto Sans Adlam",), 1.5),
}
