"""Every check on a catalog, in the order in which a translator corrects the faults.

A check is a generator of problems on one pair of texts; here they get their places. The same checks
that make sense for it run over the English source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from handouts.catalogs.extract import Message
from handouts.catalogs.po import Entry
from handouts.catalogs.pseudo import letters
from handouts.catalogs.store import CatalogFile
from handouts.checks.characters import (
    SOFT_HYPHEN,
    check_bidi,
    check_end,
    check_glyphs,
    check_length,
    check_letters,
    check_line_breaks,
    check_spaces,
    check_spanish_marks,
    check_unseen,
)
from handouts.checks.clusters import check_circles, check_clusters
from handouts.checks.foreign import (
    check_alphabet,
    check_english,
    check_known_letters,
    check_language_of,
    check_repeated_words,
)
from handouts.checks.headers import check_header
from handouts.checks.markup import check_no_markup, check_placeholders, check_tags
from handouts.checks.meaning import check_meaning
from handouts.checks.meaningless import (
    check_garbled,
    check_number_forms,
    check_says_something,
    check_stacked_marks,
    check_turned,
)
from handouts.checks.numbers import check_digits, check_numbers, check_order, check_ranges
from handouts.checks.opposites import check_opposites
from handouts.checks.problem import Problem
from handouts.checks.punctuation import (
    check_marks,
    check_pairs,
    check_repeated_placeholders,
    check_tag_edges,
)
from handouts.checks.sentences import check_sentences, usual_length
from handouts.checks.spelling import check_spelling
from handouts.checks.unchecked import unchecked
from handouts.checks.unfinished import (
    check_left_in_english,
    check_pasted_twice,
    check_unanswered,
    check_words_at_all,
)
from handouts.checks.wording import (
    check_contacts,
    check_glossary,
    check_names,
    check_translated,
    english_words,
)
from handouts.model import codes
from handouts.model.findings import Finding, Severity, Where, has_errors
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.accepted import Accepted
from handouts.project.catalogs import unread
from handouts.project.damage import damage
from handouts.project.glossary import Glossary
from handouts.project.project import Project
from handouts.project.vocabulary import NO_WORDS, Vocabulary

Check = Callable[[str, str, Language], Iterator[Problem]]
Covers = Callable[[Language, str], bool]
Circles = Callable[[Language, str], tuple[Problem, ...]]

#: How many letters fit is known about so well: by how wide they are in English.
_ABOUT = 1.25

_MARKUP = (check_placeholders, check_tags, check_no_markup)
_EDGES = (check_tag_edges, check_repeated_placeholders)
_TEXT: tuple[Check, ...] = (
    check_digits,
    check_ranges,
    check_contacts,
    check_spaces,
    check_unseen,
    check_bidi,
    check_says_something,
    check_number_forms,
    check_stacked_marks,
    check_turned,
    check_letters,
    check_known_letters,
    check_clusters,
    check_end,
    check_spanish_marks,
    check_length,
    check_pasted_twice,
    check_words_at_all,
    check_unanswered,
)
#: Text checks that only warn.
_CLOSE: tuple[Check, ...] = (check_alphabet, check_pairs, check_marks)
#: Text checks that also make sense where source and translation are one.
_SOURCE: tuple[Check, ...] = (check_spaces, check_bidi, check_letters, check_clusters)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the checks use besides the texts: agreed words, names that stay, and whether a
    font of the language has a character, and which words come out with a dotted circle (unknown
    when `covers` and `circles` are not given). `vocabulary` and `english` are the words of both
    languages, `length` is how many letters a translation usually has for each letter of the English
    (0: unknown), `used` are the words of the English of all messages. `accepted` findings are not
    told again. Not `closely`: for a build, which only errors stop, without most checks that only
    warn."""

    glossary: Glossary = field(default_factory=Glossary)
    names: tuple[str, ...] = ()
    covers: Covers | None = None
    circles: Circles | None = None
    vocabulary: Vocabulary = NO_WORDS
    english: Vocabulary = NO_WORDS
    length: float = 0.0
    used: frozenset[str] = frozenset()
    accepted: Accepted = field(default_factory=Accepted)
    closely: bool = True


def check_text(source: str, target: str, language: Language, rules: Rules) -> Iterator[Problem]:
    """Everything that can be wrong with one translation. A soft hyphen is no letter of its word."""
    yield from check_garbled(source, target, language)
    target = target.replace(SOFT_HYPHEN, "")
    for markup in _MARKUP:
        yield from markup(source, target)
    ours = rules.vocabulary
    yield from check_numbers(source, target, language, ours)
    for check in _TEXT:
        yield from check(source, target, language)
    if rules.closely:
        yield from _closely(source, target, language, rules)
    yield from check_names(source, target, rules.names)
    yield from check_left_in_english(source, target, language, ours, rules.names)
    yield from check_glossary(source, target, language, rules.glossary, rules.length)
    yield from check_translated(source, target, language, rules.names, ours.same, rules.used)
    if rules.covers is not None:
        yield from check_glyphs(target, language, rules.covers)
    if rules.circles is not None and not any(check_clusters(source, target, language)):
        yield from check_circles(target, language, rules.circles)


def _closely(source: str, target: str, language: Language, rules: Rules) -> Iterator[Problem]:
    """What only warns, and takes most of the time."""
    ours, english = rules.vocabulary, rules.english
    for markup in _EDGES:
        yield from markup(source, target)
    for check in _CLOSE:
        yield from check(source, target, language)
    yield from check_order(source, target, language, ours, english)
    yield from check_sentences(source, target, language, rules.length)
    yield from check_meaning(source, target, language, ours, english, rules.length)
    yield from check_english(source, target, language, ours, english, rules.names)
    yield from check_spelling(source, target, language, ours, rules.names)
    yield from check_language_of(source, target, language, ours)
    yield from check_repeated_words(source, target, language, ours)


def with_words(rules: Rules, project: Project, language: Language) -> Rules:
    """The rules with what a project knows of a language's words and of the length of its texts."""
    pairs = [
        (entry.msgid, entry.msgstr)
        for domain in project.extraction.domains
        if language != SOURCE_LANGUAGE
        for entry in project.catalog(language, domain)[0].entries
        if entry.translated
    ]
    return replace(
        rules,
        vocabulary=project.vocabulary(language)[0],
        english=project.vocabulary(SOURCE_LANGUAGE)[0],
        length=usual_length(pairs),
        used=english_words(
            message.msgid
            for messages in project.extraction.domains.values()
            for message in messages
        ),
        accepted=project.accepted(language)[0],
    )


def rules_of(project: Project) -> Rules:
    """The rules of a project, before those of one language."""
    return Rules(project.glossary[0], tuple(filter(None, (project.brand.name,))))


def answerable(
    project: Project, language: Language, rules: Rules
) -> Iterator[tuple[Entry, list[Finding]]]:
    """Every entry of a language's catalogs that may be printed, with the warnings and notes on it,
    accepted or not."""
    rules = replace(with_words(rules, project, language), accepted=Accepted())
    for domain, messages in project.extraction.domains.items():
        catalog, _ = project.catalog(language, domain)
        for message in messages:
            entry = catalog.by_key.get(message.key)
            if entry is not None and entry.translated:
                findings = check_entry(catalog, entry, language, rules, message.most_letters)
                yield entry, [one for one in findings if one.severity is not Severity.ERROR]


def check_finished(entry: Entry) -> Problem | None:
    """Why the translation of an entry may not be printed yet: there is none, or it is fuzzy."""
    if not entry.msgstr.strip():
        hint = "write the translation into msgstr"
        return Problem(codes.UNTRANSLATED_MESSAGE, f"not translated: {entry.msgid}", hint)
    if entry.fuzzy:
        message = "marked fuzzy: the English has changed since"
        if entry.previous:
            message += f', it was "{entry.previous}"'
        hint = "compare with the English, correct msgstr, then delete the word fuzzy"
        return Problem(codes.FUZZY_MESSAGE, message, hint)
    return None


def missing_message(catalog: CatalogFile, msgid: str, language: Language) -> Finding:
    """The finding for a message that the catalog does not have."""
    where = Where(catalog.shown_as, 0, msgid)
    hint = "run: python3 build.py update, then translate it"
    message = f"the catalog lacks: {msgid}"
    return Finding(codes.MISSING_MESSAGE, message, where, hint, language.tag)


def check_entry(
    catalog: CatalogFile,
    entry: Entry,
    language: Language,
    rules: Rules,
    most: int | None = None,
) -> Iterator[Finding]:
    """Everything that keeps one entry from being printed, or ought to be looked at. Only the
    words that would be printed are judged: an empty or fuzzy entry is one finding. `most` letters
    fit, where the author of the message says so."""
    where = catalog.where(entry)
    if unfinished := check_finished(entry):
        yield unfinished.at(where, language.tag)
    else:
        length = letters(entry.msgstr)
        too_long = most is not None and length > most * _ABOUT
        if too_long and not rules.accepted.covers(codes.LONG_TRANSLATION, entry):
            text = f"{length} letters, where at most {most} fit"
            problem = Problem(codes.LONG_TRANSLATION, text, "say it in fewer words")
            yield problem.at(where, language.tag)
        # What is wrong twice in a message is told once.
        for problem in dict.fromkeys(check_text(entry.msgid, entry.msgstr, language, rules)):
            if too_long and problem.kind is codes.LONG_TRANSLATION:
                continue
            error = problem.kind.severity is Severity.ERROR
            if error or not rules.accepted.covers(problem.kind, entry):
                yield problem.at(where, language.tag)


def check_catalog(
    catalog: CatalogFile,
    language: Language,
    messages: Sequence[Message],
    rules: Rules,
    *,
    whole: bool = True,
) -> Iterator[Finding]:
    """The header, every message of the templates, and entries that no template has. What a catalog
    lacks that is not `whole` is no finding of its own."""
    if catalog.unread:
        return
    for problem in check_header(catalog, language) if whole or catalog.header.msgstr else ():
        yield problem.at(Where(catalog.shown_as, catalog.header.msgstr_line), language.tag)
    for message in messages:
        entry = catalog.by_key.get(message.key)
        if entry is None and not whole:
            continue
        if entry is None:
            yield missing_message(catalog, message.msgid, language)
        else:
            yield from check_entry(catalog, entry, language, rules, message.most_letters)
    known = {message.key for message in messages}
    for entry in catalog.entries:
        if entry.key not in known:
            text, hint = "no template has this message", "run: python3 build.py update"
            where = catalog.where(entry)
            yield Finding(codes.OBSOLETE_MESSAGE, text, where, hint, language.tag)


def check_consistency(catalogs: Sequence[CatalogFile], language: Language) -> Iterator[Finding]:
    """Over all catalogs of a language: the same English in two ways, two English sentences in the
    same words."""
    by_source: dict[str, list[tuple[CatalogFile, Entry]]] = defaultdict(list)
    by_target: dict[str, list[tuple[CatalogFile, Entry]]] = defaultdict(list)
    for catalog in catalogs:
        for entry in catalog.entries:
            if entry.translated:
                by_source[entry.msgid.casefold()].append((catalog, entry))
                by_target[entry.msgstr.casefold()].append((catalog, entry))
    for places in by_source.values():
        first_catalog, first = places[0]
        for catalog, entry in places[1:]:
            if entry.msgstr.casefold() != first.msgstr.casefold() and not entry.context:
                message = f'the same English is "{first.msgstr}" in {first_catalog.where(first)}'
                hint = "use the same words in both places"
                where = catalog.where(entry)
                yield Finding(codes.INCONSISTENT_TRANSLATION, message, where, hint, language.tag)
    for places in by_target.values():
        first_catalog, first = places[0]
        for catalog, entry in places[1:]:
            if entry.msgid.casefold() != first.msgid.casefold():
                message = f'the same words as for "{first.msgid}" in {first_catalog.where(first)}'
                where, hint = catalog.where(entry), "check that both are meant"
                yield Finding(codes.DUPLICATE_TRANSLATION, message, where, hint, language.tag)


def check_source(messages: Sequence[Message], language: Language) -> Iterator[Finding]:
    """The English of the templates, by the rules that every translation must follow."""
    for message in messages:
        text, where = message.msgid, message.places[0]
        for markup in _MARKUP:
            for problem in markup(text, text):
                yield problem.at(where, language.tag)
        for check in _SOURCE:
            for problem in check(text, text, language):
                yield problem.at(where, language.tag)
        for problem in (*check_unseen("", text, language), *check_line_breaks("", text)):
            yield problem.at(where, language.tag)


def check_language(
    project: Project, language: Language, rules: Rules, domains: Container[str] | None = None
) -> Iterator[Finding]:
    """All that can be said of one language: its catalogs in these domains (all, when none are
    given), each and together, those that nothing reads, its words for the checks, what was
    accepted, and its signatures. Of the source language, the English of the templates."""
    yield from project.vocabulary(language)[1]
    yield from unchecked(project, language)
    yield from project.accepted(language)[1]
    rules = with_words(rules, project, language)
    catalogs = []
    for domain, messages in project.extraction.domains.items():
        if domains is not None and domain not in domains:
            continue
        if language == SOURCE_LANGUAGE:
            yield from check_source(messages, language)
            continue
        catalog, _ = project.catalog(language, domain)
        faults = damage(project, language, domain)
        yield from faults
        yield from check_catalog(catalog, language, messages, rules, whole=not has_errors(faults))
        catalogs.append(catalog)
    yield from check_consistency(catalogs, language)
    yield from check_opposites(catalogs, language, rules.vocabulary, rules.english)
    yield from unread(project, language)
    yield from project.review(language)[1]
