"""Words that must be there, must not be there, or must be the agreed ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence

from handouts.checks.markup import bare
from handouts.checks.problem import Problem
from handouts.checks.sentences import Group, divisions
from handouts.model import codes
from handouts.model.codes import Severity
from handouts.model.languages import Language
from handouts.model.writing import folded
from handouts.project.glossary import Glossary

_PHONE = re.compile(r"\+?\(?\d[\d\s().\-\u2010-\u2015/\u00a0\u202f]{5,}\d")
#: Lengths are bounded as in a domain name, so that no text takes long.
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"
    r"|\b[a-z0-9-]{1,63}\.(?:com|org|net|gov|info)\b",
    re.IGNORECASE | re.ASCII,
)
#: Words that make a sentence.
_SENTENCE = 4
_LATIN_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z][a-z]{2,}(?![a-z])")


def without_links(text: str) -> str:
    """A text with a space in place of each link and mailbox."""
    return _LINK.sub(" ", text)


def check_contacts(source: str, target: str, language: Language) -> Iterator[Problem]:  # noqa: ARG001
    """No phone number, address of a site or of a mailbox that the source does not have; those it
    has stay letter by letter."""
    for kind, pattern in (("phone number", _PHONE), ("link", _LINK)):
        wanted, given = _found(pattern, source), _found(pattern, target)
        for contact in sorted(given - wanted):
            hint = "delete it; contacts are set in templates/brand.toml"
            yield Problem(
                codes.ADDED_CONTACT, f"a {kind} that is not in the English: {contact}", hint
            )
        for contact in sorted(wanted - given):
            yield Problem(
                codes.MISSING_CONTACT, f"the {kind} {contact} is missing", f"write {contact}"
            )


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    """Matches, a phone number in plain digits. Fewer than seven digits are a date or a range."""
    found = set()
    for match in pattern.finditer(bare(text)):
        if pattern is _LINK:
            found.add(match[0].rstrip(".,;:)。"))
            continue
        digits = "".join(str(unicodedata.decimal(char)) for char in match[0] if char.isdecimal())
        if len(digits) >= 7:
            found.add(digits)
    return found


def check_names(source: str, target: str, names: Sequence[str]) -> Iterator[Problem]:
    """Names stay as they are written, as often as in the source."""
    for name in names:
        wanted, given = source.count(name), target.count(name)
        if given < wanted:
            message = f"the name {name} is missing or written otherwise"
            yield Problem(
                codes.CHANGED_NAME, message, f"write {name} in Latin letters, as in the English"
            )


def check_glossary(
    source: str, target: str, language: Language, glossary: Glossary, length: float = 0.0
) -> Iterator[Problem]:
    """The agreed words for each term of the source, in each sentence; where it is open which words
    make a sentence, so that the fewest are wrong."""
    ways = divisions(source, target, language, length)
    yield from min((list(_terms_in_groups(way, language, glossary)) for way in ways), key=len)


def _terms_in_groups(
    groups: Sequence[Group], language: Language, glossary: Glossary
) -> Iterator[Problem]:
    said: set[str] = set()
    for group in groups:
        if group.source and group.target:
            yield from _terms(group, language, glossary, said)


def _terms(
    group: Group, language: Language, glossary: Glossary, said: set[str]
) -> Iterator[Problem]:
    words = folded(" ".join(group.target), language)
    for term, wanted, variants in glossary.terms_in(" ".join(group.source), language.locale):
        forms = sorted((folded(form, language) for form in variants), key=len, reverse=True)
        given = len(re.findall("|".join(map(re.escape, forms)), words))
        if term not in said and (not given or (len(group.source) == 1 and given < wanted)):
            said.add(term)
            message = f"the glossary has for {term!r}: {' or '.join(variants)}"
            hint = f"use {variants[0]}, or add your form to locales/glossary.csv after a |"
            yield Problem(codes.GLOSSARY_TERM, message, hint)


def english_words(sources: Iterable[str]) -> frozenset[str]:
    """The words that English texts write with a small letter: those that are no names."""
    return frozenset(
        word for source in sources for word in _LATIN_WORD.findall(bare(source)) if word.islower()
    )


def _in_small_letters(text: str) -> str:
    """A message of several words, whatever its capitals and marks; one of one word as it is."""
    words = re.findall(r"[^\W_]+", bare(text))
    return " ".join(words).casefold() if len(words) > 1 else text.strip()


def check_translated(
    source: str,
    target: str,
    language: Language,
    names: Sequence[str],
    same: Sequence[str] = (),
    used: Container[str] = (),
) -> Iterator[Problem]:
    """Not the English again, as a whole or by the word in another script, but for the words that
    are written the `same`. A word with a capital letter is a name, unless the English here, or
    elsewhere where it is `used`, has it with a small one."""
    if language.tag.split("-", 1)[0] == "en":
        return
    plain = bare(source)
    for name in names:
        plain = plain.replace(name, "")
    if _in_small_letters(source) == _in_small_letters(target):
        own = {word.lower() for word in re.findall(r"[^\W\d_]+", plain)}
        if own - set(same):
            # A word or two may be the same in two languages, a sentence is not.
            sentence = len(re.findall(r"[^\W\d_]{2,}", plain)) >= _SENTENCE
            severity = Severity.ERROR if sentence else Severity.WARNING
            kind = codes.SAME_AS_SOURCE.at_severity(severity)
            yield Problem(kind, "the English words, untranslated", "translate them")
        return
    if language.script == "Latn":
        return
    words = without_links(bare(target))
    left = {
        word
        for word in _LATIN_WORD.findall(words)
        if word.islower() or (word not in names and (word.lower() in plain or word.lower() in used))
    } - set(same)
    if left:
        message = f"English words are left: {', '.join(sorted(left))}"
        yield Problem(codes.UNTRANSLATED_WORD, message, f"write them in {language.name}")
