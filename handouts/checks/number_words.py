"""How a language says small numbers in words, by ICU's rules for spelling numbers out (CLDR).

All genders and cases that ICU knows. In scripts without spaces a word counts only between ends of
words, in Korean only where a word begins, for endings follow it. Of compounds ("twenty-two") only
the whole is read. ICU lacks the rules of many languages; there nothing is known.
"""

from __future__ import annotations

import functools
import os
import re
from collections import Counter

from babel.core import get_global
from icu4py.breakers import WordBreaker
from icu4py.messageformat import MessageFormat

from handouts.model.languages import Language
from handouts.model.writing import SPACELESS_SCRIPTS
from handouts.project.vocabulary import plain

#: Where compounds end: the numbers below are spelled out.
_BELOW = 100
_GENDERS = ("", "-masculine", "-feminine", "-neuter")
_CASES = ("", "-genitive", "-dative", "-accusative", "-instrumental", "-prepositional", "-locative")
_KINDS = ("cardinal-native", "cardinal-native-attributive", "cardinal-alternate2", "ordinal")
#: Names of CLDR's sets of rules. One that a language lacks is spelled by its usual set.
_RULE_SETS = (
    *(f"cardinal{gender}{case}" for gender in _GENDERS for case in _CASES),
    *_KINDS,
    *(f"ordinal{gender}" for gender in _GENDERS[1:]),
)
#: No language: ICU takes the rules of the one that this machine is set to.
_NONE = "zxx"


def is_spelled_out(language: Language) -> bool:
    """Whether ICU knows how the language says numbers."""
    return bool(_words(language))


def said(target: str, language: Language) -> Counter[int]:
    """The numbers that a translation says in words, each as often as it does."""
    words = _words(language)
    text = plain(target, language)
    if not words:
        return Counter()
    ends = _ends(text, language) if language.script in SPACELESS_SCRIPTS else None
    found: Counter[int] = Counter()
    for match in _pattern(language).finditer(text):
        if ends is None or (match.start() in ends and match.end() in ends):
            found[words[match[0]]] += 1
    return found


def _ends(text: str, language: Language) -> set[int]:
    """Where words begin and end. ICU counts UTF-16 units, so what takes two becomes a space."""
    one_each = re.sub("[\U00010000-\U0010ffff]", " ", text)
    return {0, *(end for _, end in WordBreaker(one_each, language.locale).segments())}


@functools.cache
def _pattern(language: Language) -> re.Pattern[str]:
    """What finds the words; longer ones first, so that a compound counts once."""
    longest = sorted(map(re.escape, _words(language)), key=len, reverse=True)
    if language.script in SPACELESS_SCRIPTS:
        return re.compile("|".join(longest))
    return re.compile(
        f"(?<= )(?:{'|'.join(longest)}){'' if language.script == 'Kore' else '(?= )'}"
    )


@functools.cache
def _words(language: Language) -> dict[str, int]:
    """Each word or phrase, as `plain` prepares it, and its number; none where ICU lacks them."""
    usual = _spelled(language.locale, "cardinal")
    if language.pseudo or any(map(str.isdecimal, usual)) or not _has_rules(language, usual):
        return {}
    found: dict[str, int] = {}
    for rules in _RULE_SETS:
        for number, words in enumerate(_spelled(language.locale, rules)):
            prepared = plain(words.replace("\u200b", "").replace("\u00ad", ""), language).strip()
            if prepared and not prepared[0].isdecimal():
                found.setdefault(prepared, number)
    return found


def _has_rules(language: Language, usual: tuple[str, ...]) -> bool:
    """Whether the rules are the language's own: ICU takes those of another language where CLDR says
    so (French for Haitian Creole), and where it has none, those of this machine's language."""
    own = language.tag.split("-")[0]
    parent = get_global("parent_exceptions").get(language.locale, own).split("_")[0]
    if parent not in (own, "root", "no"):
        return False
    return usual != _spelled(_NONE, "cardinal") or own == _of_this_machine()


def _of_this_machine() -> str:
    """The language that ICU takes for its default, found as ICU finds it."""
    settings = map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))
    tag = re.split("[_.@-]", next(filter(None, settings), None) or "C")[0]
    return "en" if tag in ("C", "POSIX") else tag


@functools.lru_cache(maxsize=4)
def _spelled(locale: str, rules: str) -> tuple[str, ...]:
    """The numbers from zero in words, by one set of rules."""
    form = MessageFormat(f"{{n, spellout,%spellout-{rules}}}", locale)
    return tuple(form.format({"n": number}) for number in range(_BELOW))
