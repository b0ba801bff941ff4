"""The `checks.toml` that a new language starts with: every meaning that the English names, without
words yet, each beside the English words for it."""

from __future__ import annotations

import json

from handouts.model.languages import Language
from handouts.project.vocabulary import Forms, Meanings, Vocabulary

_HEAD = """\
# What the checks know of {name}: the words to look for. How it is read: docs/checks-data.md.
# Between the brackets write how {name} says it, in small letters: hour = ["hora", "horas"].
# The English stands behind the #. What stays empty is not checked.
"""
_NEGATION = (
    ("words", "say no"),
    ("except", "hold such a word, and deny nothing"),
    ("also", "English words that are said by a negation here"),
    ("unsaid", "English negations that are said without one here"),
    ("doubled", 'may stand beside another negation, as in Spanish "no ... nunca"'),
)
_WORDS = (
    ("common", "common words: a sentence without any is in another language"),
    ("foreign", "common in a related language, and no word here"),
    ("same", "written as in English"),
    ("twice", "may stand twice in a row"),
)
_ABOUT = {
    "units": "the same on both sides",
    "cautions": "in the English, so in the translation",
    "contraries": "never where the English has only its contrary",
    "claims": "not in the English, so not in the translation",
}


def started(language: Language, english: Vocabulary) -> str:
    """The text of the file."""
    of_english = {"words": english.negations, "except": english.no_negations}
    lines = [_HEAD.format(name=language.name), "[negation]"]
    for name, about in _NEGATION:
        said = _said(of_english.get(name, ()))
        lines.append(f"{name} = []  # {about}{said and ': ' + said}")
    meanings: dict[str, Meanings] = {
        "units": english.units,
        "cautions": english.cautions,
        "contraries": english.contraries,
        "claims": english.claims,
    }
    for section, about in _ABOUT.items():
        lines += ["", f"[{section}]  # {about}"]
        lines += [f"{name} = []  # {_said(forms)}" for name, forms in meanings[section].items()]
    lines += ["", "[numbers]  # say a number without a digit, like the Arabic dual"]
    lines += [f"{number} = []" for number in (1, 2)]
    lines += ["", "[words]", *(f"{name} = []  # {about}" for name, about in _WORDS)]
    return "\n".join(lines) + "\n"


def _said(forms: Forms) -> str:
    """Forms as the English file has them."""
    return ", ".join(json.dumps(form.strip(" "), ensure_ascii=False) for form in forms)
