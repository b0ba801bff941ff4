"""What a translation must not change: whether something is denied, how sure it is, the units, what
comes before and what after.

Sentence by sentence, the words of `checks.toml` are looked for on both sides. A word that the
language says in yet another way is a false alarm, and one more word for the list.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Iterator, Sequence

from babel import Locale, UnknownLocaleError

from handouts.checks.problem import Problem, excerpt
from handouts.checks.sentences import Group, divisions
from handouts.model import codes
from handouts.model.findings import Code
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.writing import SPACELESS_SCRIPTS
from handouts.project.vocabulary import SIGNS, UNIT_SIGNS, Forms, Vocabulary, plain

#: Pairs of contraries, by their names in `checks.toml`.
CONTRARIES = (
    ("before", "after"),
    ("left", "right"),
    ("more", "less"),
    ("first", "last"),
    ("heavy", "light"),
    ("loose", "tight"),
    ("short", "long"),
    ("start", "stop"),
    ("hot", "cold"),
    ("high", "low"),
    ("strong", "weak"),
    ("quickly", "slowly"),
    ("morning", "evening"),
)
#: Pairs of which the English has one, or the translation has both or none.
_ONE_SIDED = (("left", "right"),)
_OR = re.compile("(?<= )(?:or|and)(?= )")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_CLOCK = re.compile(r"\d (?:a ?m|p ?m|o'clock) ")


def check_meaning(
    source: str,
    target: str,
    language: Language,
    vocabulary: Vocabulary,
    english: Vocabulary,
    length: float = 0.0,
) -> Iterator[Problem]:
    """Negations, cautions, contraries, units, days, claims, in each sentence; where it is open
    which words make a sentence, so that the fewest are wrong."""
    ways = divisions(source, target, language, length)
    yield from min((list(_in_groups(way, language, vocabulary, english)) for way in ways), key=len)


def _in_groups(
    groups: Sequence[Group], language: Language, vocabulary: Vocabulary, english: Vocabulary
) -> Iterator[Problem]:
    for group in groups:
        if group.source and group.target:
            sides = _Sides(group, language, vocabulary, english, alone=len(groups) == 1)
            for check in _CHECKS:
                yield from check(sides)


class _Sides:
    """A group of sentences, prepared for comparison."""

    def __init__(
        self,
        group: Group,
        language: Language,
        vocabulary: Vocabulary,
        english: Vocabulary,
        *,
        alone: bool,
    ) -> None:
        self.language, self.vocabulary, self.english = language, vocabulary, english
        self.group, self.alone = group, alone
        self.source = [plain(sentence, SOURCE_LANGUAGE) for sentence in group.source]
        self.target = plain(" . ".join(group.target), language)

    def instead(self, source: list[str], target: str) -> _Sides:
        """The same sides with other prepared words."""
        other = copy.copy(self)
        other.source, other.target = source, target
        return other

    def said(self, forms: Forms) -> int:
        """In how many sentences the English says it."""
        pattern = self.english.pattern(forms)
        return sum(bool(pattern.search(sentence)) for sentence in self.source)

    def times(self, forms: Forms) -> int:
        """How often the English says it."""
        pattern = self.english.pattern(forms)
        return sum(len(pattern.findall(sentence)) for sentence in self.source)

    def given(self, forms: Forms) -> int:
        """How often the translation says it."""
        return len(self.vocabulary.pattern(forms).findall(self.target))

    def lacks(self, wanted: int, given: int) -> bool:
        """Whether something is said too rarely. Where the language joins sentences, once will do;
        where it does not mark them, the number must agree."""
        if self.language.script not in SPACELESS_SCRIPTS:
            wanted = min(wanted, len(self.group.target))
        return given < wanted

    def problem(self, kind: Code, message: str, hint: str) -> Iterator[Problem]:
        """A problem that shows the English sentence, where the message has several."""
        sentence = "" if self.alone else f' in "{excerpt(" ".join(self.group.source))}"'
        yield Problem(kind, f"{message}{sentence}", hint)


def _negations(sides: _Sides) -> Iterator[Problem]:
    ours, english = sides.vocabulary, sides.english
    if not ours.negations or not english.negations:
        return
    said = [english.pattern(english.no_negations).sub(" ", each) for each in sides.source]
    pattern = english.pattern(english.negations)
    wanted = sum(bool(pattern.search(sentence)) for sentence in said)
    rest = ours.pattern(ours.no_negations).sub(" | ", sides.target)
    given = [match.strip() for match in ours.pattern(ours.negations).findall(rest)]
    doubled = ours.pattern(ours.doubled_negations)
    given = [word for word in given if not doubled.search(f" {word} ")] or given[:1]
    if sides.lacks(wanted, len(given)) and not sides.said(ours.unsaid_negations):
        word = next(match[0] for each in said if (match := pattern.search(each)))
        yield from sides.problem(
            codes.MISSING_NEGATION,
            f'"{word.strip()}" is not said',
            f"say it, as by {_listed(ours.negations)}",
        )
        return
    others = (*english.said_by_negation, *ours.said_by_negation)
    sure = sum(_denials(sentence, english) for sentence in said)
    if len(given) > sure + sides.times(others):
        hint = f'delete "{given[0]}", if it denies what the English says'
        message = f'"{given[0]}" denies, the English does not'
        yield from sides.problem(codes.ADDED_NEGATION, message, hint)


def _denials(sentence: str, english: Vocabulary) -> int:
    """How often a translation may deny what this sentence denies: where the English has "or", as in
    "do not stand or walk", each part may have a negation of its own."""
    found = len(english.pattern(english.negations).findall(sentence))
    return found and found + len(_OR.findall(sentence))


def _cautions(sides: _Sides) -> Iterator[Problem]:
    last = sides.group.source[-1]
    if last.endswith("?"):  # a question claims nothing
        return
    heading = not last.endswith((".", ":", "!"))
    for name, forms in sides.english.cautions.items():
        if heading and name in ("can", "may"):
            continue
        ours = sides.vocabulary.cautions.get(name, ())
        if ours and sides.lacks(sides.said(forms), sides.given(ours)):
            word = _found(sides, forms)
            yield from sides.problem(
                codes.MISSING_CAUTION, f'"{word}" is not said', f"say it, as by {_listed(ours)}"
            )


def _claims(sides: _Sides) -> Iterator[Problem]:
    for name, forms in sides.english.claims.items():
        ours = sides.vocabulary.claims.get(name, ())
        if sides.said(forms):
            continue
        if match := sides.vocabulary.pattern(ours).search(sides.target):
            word = match[0].strip()
            hint = f'delete "{word}": the English is not so sure'
            yield from sides.problem(codes.ADDED_CLAIM, f'"{word}" is not said', hint)


def _contraries(sides: _Sides) -> Iterator[Problem]:
    ours, english = sides.vocabulary.contraries, sides.english.contraries
    if sides.said(sides.english.negations) and not sides.given(sides.vocabulary.negations):
        return  # "not long" is short
    amounts = ("at-least", "or-more")
    target, source = sides.target, sides.source
    for name in amounts:  # "at least" says nothing of less
        target = sides.vocabulary.pattern(sides.vocabulary.cautions.get(name, ())).sub(" ", target)
        forms = sides.english.pattern(sides.english.cautions.get(name, ()))
        source = [forms.sub(" ", sentence) for sentence in source]
    sides = sides.instead(source, target)
    for pair in CONTRARIES:
        for right, wrong in (pair, pair[::-1]):
            if not sides.said(english.get(right, ())) or sides.said(english.get(wrong, ())):
                continue
            match = sides.vocabulary.pattern(ours.get(wrong, ())).search(sides.target)
            negation = sides.vocabulary.pattern(sides.vocabulary.negations)
            denies = match and negation.search(f" {match[0].strip()} ")
            if (
                match
                and not denies
                and sides.given(ours.get(right, ())) < sides.times(english[right])
            ):
                word, said = match[0].strip(), _found(sides, english[right])
                hint = f'write the word for "{said}", as {_listed(ours.get(right, (said,)))}'
                message = f'"{word}" is the contrary of "{said}"'
                yield from sides.problem(codes.CONTRARY_WORD, message, hint)


def _one_sided(sides: _Sides) -> Iterator[Problem]:
    """A word for one side where the English has neither."""
    ours, english = sides.vocabulary.contraries, sides.english.contraries
    for pair in _ONE_SIDED:
        if any(sides.said((name, *english.get(name, ()))) for name in pair):
            continue
        given = [name for name in pair if sides.given(ours.get(name, ()))]
        if len(given) == 1:
            match = sides.vocabulary.pattern(ours[given[0]]).search(sides.target)
            word = match[0].strip() if match else ""
            hint = f'delete "{word}", if the English does not say it'
            yield from sides.problem(codes.CONTRARY_WORD, f'"{word}" is not said', hint)


def _units(sides: _Sides) -> Iterator[Problem]:
    ours, english = sides.vocabulary.units, sides.english.units
    wanted = {
        name
        for name in {*english, *SIGNS}
        if sides.said(english.get(name, ())) or _sign(name, sides.group.source)
    }
    given = {
        name
        for name in {*ours, *SIGNS}
        if _sign(name, sides.group.target) or sides.given(ours.get(name, ()))
    }
    if _CLOCK.search("".join(sides.source)):  # some languages tell the time in hours
        wanted = wanted | ({"hour"} & given)
    missing = sorted(
        name
        for name in wanted - given
        if given - wanted or (name in ours and _counted(name, sides, bool(given)))
    )
    added = sorted(
        name
        for name in given - wanted
        if missing or _beside_a_number(name, sides) or _never_said(name, sides)
    )
    if missing:
        sign = UNIT_SIGNS.get(missing[0], "").split("|")[0]
        forms = (*filter(None, [sign]), *ours.get(missing[0], ()))
        message = f"the unit {missing[0]} is not said"
        if added:
            message = f"{added[0]} stands for {missing[0]}"
        yield from sides.problem(codes.OTHER_UNIT, message, f"write {_listed(forms)}")
    elif added:
        message = f"the unit {added[0]} is not said"
        yield from sides.problem(codes.OTHER_UNIT, message, "write the units of the English")


def _counted(name: str, sides: _Sides, others: bool) -> bool:
    """Whether the English counts this unit: it stands after a number, or in the plural beside
    `others`, as in "weeks or months", and is no "next day"."""
    forms = "|".join(map(re.escape, sides.english.units.get(name, ())))
    plural = "|".join(
        re.escape(form) for form in sides.english.units.get(name, ()) if form[-1] == "s"
    )
    text = "".join(sides.source)
    if _sign(name, sides.group.source) or re.search(rf"\d (?:{forms}) ", text):
        return True
    return others and bool(plural) and bool(re.search(rf" (?:{plural}) ", text))


def _never_said(name: str, sides: _Sides) -> bool:
    """Whether the translation has weeks or months where the English has nothing of the kind. Days
    and hours may stand for a date and a time; inside words a form may mean something else."""
    kin = {"week": "week", "month": f"month|{_MONTHS}"}.get(name)
    if kin is None or sides.vocabulary.anywhere:
        return False
    return not any(re.search(f" (?:{kin})", sentence) for sentence in sides.source)


def _beside_a_number(name: str, sides: _Sides) -> bool:
    """Whether the translation counts this unit."""
    ours = sides.vocabulary
    forms = ours.pattern(ours.units.get(name, ())).pattern
    beside = rf"\d *(?:{forms})|(?:{forms}) *\d"
    return _sign(name, sides.group.target) or bool(re.search(beside, sides.target))


def _sign(name: str, sentences: tuple[str, ...]) -> bool:
    pattern = SIGNS.get(name)
    return pattern is not None and any(pattern.search(sentence) for sentence in sentences)


def _days(sides: _Sides) -> Iterator[Problem]:
    source, target = _day_names("en"), _day_names(sides.language.locale)
    wanted = {day for day, name in source.items() if any(f" {name} " in s for s in sides.source)}
    if not wanted or not target:
        return
    given = {day for day, name in target.items() if name in sides.target}
    if given - wanted:
        word, right = target[min(given - wanted)], target[min(wanted)]
        hint = f'write "{right}"'
        yield from sides.problem(codes.OTHER_DAY, f'"{word}" is not said', hint)


@functools.cache
def _day_names(locale_name: str) -> dict[int, str]:
    """The names of the days of the week, by number; none where CLDR has none."""
    try:
        names = Locale.parse(locale_name).days["format"]["wide"]
    except (UnknownLocaleError, ValueError, KeyError):
        return {}
    return {day: name.casefold() for day, name in names.items()}


def _found(sides: _Sides, forms: Forms) -> str:
    pattern = sides.english.pattern(forms)
    return next(match[0].strip() for each in sides.source if (match := pattern.search(each)))


def _listed(forms: Forms) -> str:
    """Forms as a hint shows them; part of a word with dots in place of the rest."""
    *first, last = [f'"{form.strip().replace("*", "…")}"' for form in forms[:3]]
    return f"{', '.join(first)} or {last}" if first else last


_CHECKS: tuple[Callable[[_Sides], Iterator[Problem]], ...] = (
    _negations,
    _cautions,
    _claims,
    _contraries,
    _one_sided,
    _units,
    _days,
)
