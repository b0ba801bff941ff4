"""Plain language: how hard a sheet is to read, with a finding for each thing that is too hard.

The English is gated: grade, sentence length, passive voice, hard words, unexplained terms, long
lists. Each finding names the sentence and how to correct it. A translation is only compared with
its source: a sentence much longer than the English is a finding, and no formula decides.

    report = check(messages_of(handout), lists_of(handout), Where("templates/…/recovery.xml"))
    report.grade        2.3
    report.findings     what to correct, in reading order
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.checks.plain.readability import (
    ENOUGH_SENTENCES,
    Score,
    count,
    english_words,
    marks_sentences,
    score,
    sentences,
    words,
)
from handouts.checks.plain.syllables import syllables
from handouts.checks.plain.terms import term_findings
from handouts.checks.plain.text import ListSize, Message, lists_of, messages_of
from handouts.checks.plain.words import HardWords, WordList, general_words, words_for
from handouts.model import codes
from handouts.model.blocks import Kind
from handouts.model.document import Handout
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import Language
from handouts.project.guide import Guide

TARGET_GRADE = 5.0
MAX_GRADE = 6.0
MAX_SMOG = 7.5
MAX_MEAN_SENTENCE = 12.0
MAX_SENTENCE = 18
MAX_PASSIVE_SHARE = 0.05
MAX_LIST = 7
MAX_HEADING = 7
#: How much longer than the longest sentence of its source a translated sentence may be.
MAX_GROWTH = 1.7

_TAGS = re.compile(r"</?(?:b|term)>")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_IRREGULAR = (
    "begun|bent|bitten|bound|broken|brought|built|caught|chosen|cut|done|drawn|driven|eaten|felt|"
    "found|given|heard|held|hidden|hurt|kept|known|laid|left|lost|made|meant|met|paid|put|read|"
    "said|seen|sent|set|shaken|shown|shut|sold|spent|split|stuck|taken|taught|thought|told|torn|"
    "understood|woken|worn|written"
)
_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|get|gets|got)(?:\s+(?:not|also|often|then|never|"
    rf"always|first|\w+ly))*\s+((?:\w{{2,}}ed)|(?:{_IRREGULAR}))\b",
    re.IGNORECASE,
)
#: Ends in -ed, but says how somebody is, or is no verb at all; or names a thing.
_NOT_PASSIVE = re.compile(
    "bed|bleed|called|feed|hundred|indeed|interested|need|pleased|red|scared|seed|speed|supposed|tired|"
    "used|worried"
)
_NUMBER_WORD = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE
)
_PERCENT = re.compile(r"\d\s*%|\bper\s?cent\b", re.IGNORECASE)
_JOINT = re.compile(r"[,;:]\s|\s(?=(?:and|but|so|because|which|that|if|when|while|or)\s)")


@dataclass(frozen=True, slots=True)
class Report:
    """How one English sheet reads. Sentence lengths are in words; `passive_share` is 0 to 1."""

    words: int
    sentences: int
    grade: float
    smog: float
    mean_sentence: float
    longest_sentence: int
    passive_share: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TranslationReport:
    """How one translated sheet compares with its source. Sentence lengths are in the language's
    own words, which are not as long as English ones; so they tell something only beside the
    source's. Where the script does not mark sentences, the source's number of them is taken."""

    language: Language
    score: Score
    words: int
    sentences: int
    longest_sentence: int
    findings: tuple[Finding, ...]

    @property
    def mean_sentence(self) -> float:
        """Words per sentence."""
        return self.words / self.sentences if self.sentences else 0.0


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    where: Where

    @property
    def length(self) -> int:
        return len(english_words(self.text))


def check_sheet(handout: Handout, template: Where, guide: Guide) -> Report:
    """Judges one English sheet; `template` is where findings about the whole sheet point."""
    return check(messages_of(handout), lists_of(handout), template, words_for(guide))


def check(
    messages: Sequence[Message],
    lists: Sequence[ListSize],
    sheet: Where,
    hard: HardWords | None = None,
) -> Report:
    """Judges the English messages of one sheet, given in reading order. Without `hard`, the words
    that every guide is checked for are looked for."""
    hard = hard or general_words()
    running = [
        _Sentence(sentence, message.where)
        for message in messages
        if message.kind.is_sentences
        for sentence in sentences(_bare(message.text))
    ]
    counts = count([sentence.text for sentence in running])
    passive = [sentence for sentence in running if is_passive(sentence.text)]
    share = len(passive) / len(running) if running else 0.0
    report = Report(
        words=counts.words,
        sentences=counts.sentences,
        grade=counts.grade,
        smog=counts.smog,
        mean_sentence=counts.mean_sentence,
        longest_sentence=max((sentence.length for sentence in running), default=0),
        passive_share=share,
        findings=(),
    )
    findings = [
        *_sheet_findings(report, running, sheet),
        *_sentence_findings(running),
        *_passive_findings(passive, share),
        *_word_findings(messages, hard.formal),
        *term_findings(messages, hard.medical),
        *_form_findings(messages, lists),
    ]
    findings.sort(key=lambda finding: finding.sort_key)
    return replace(report, findings=tuple(findings))


def check_translation(translation: Handout, source: Handout) -> TranslationReport:
    """Compares a translated sheet with its source, message by message."""
    own = translation.language
    translated = messages_of(translation)
    found: list[Finding] = []
    lengths: list[int] = []
    for message, english in zip(translated, messages_of(source), strict=True):
        if not message.kind.is_sentences:
            continue
        of_source = [len(english_words(each)) for each in sentences(_bare(english.text))]
        of_own = _lengths(_bare(message.text), len(of_source), own)
        lengths += of_own
        found += _growth(of_own, of_source, message.where, own)
    texts = [_bare(message.text) for message in translated if message.kind.is_sentences]
    return TranslationReport(
        language=own,
        score=score(texts, own),
        words=sum(lengths),
        sentences=len(lengths),
        longest_sentence=max(lengths, default=0),
        findings=tuple(found),
    )


def is_passive(sentence: str) -> bool:
    """Whether an English sentence hides who acts: "the skin is cleaned"."""
    return any(
        not _NOT_PASSIVE.fullmatch(match[1].lower()) for match in _PASSIVE.finditer(sentence)
    )


def _bare(text: str) -> str:
    return _MARKS.sub("", _TAGS.sub("", text)).strip()


def _sheet_findings(
    report: Report, running: Sequence[_Sentence], sheet: Where
) -> Iterator[Finding]:
    if report.sentences < ENOUGH_SENTENCES:
        return
    if report.grade > TARGET_GRADE:
        severity = Severity.ERROR if report.grade > MAX_GRADE else Severity.WARNING
        kind = codes.READING_GRADE.at_severity(severity)
        message = f"Flesch-Kincaid grade {report.grade:.1f}; the aim is {TARGET_GRADE:.0f}"
        hint = f"shorter sentences, and fewer long words: {_long_words(running)}"
        yield Finding(kind, message, sheet, hint)
    if report.smog > MAX_SMOG:
        message = f"SMOG {report.smog:.1f}; at most {MAX_SMOG}"
        hint = f"fewer words of 3 syllables or more: {_long_words(running)}"
        yield Finding(codes.READING_SMOG, message, sheet, hint)
    if report.mean_sentence > MAX_MEAN_SENTENCE:
        message = (
            f"{report.mean_sentence:.1f} words in a sentence on average; "
            f"at most {MAX_MEAN_SENTENCE:.0f}"
        )
        longest = max(running, key=lambda sentence: sentence.length)
        hint = f"begin with the longest: {_quote(longest.text)}"
        yield Finding(codes.AVERAGE_SENTENCE, message, sheet, hint)


def _long_words(running: Sequence[_Sentence]) -> str:
    counter = Counter(
        word.lower()
        for sentence in running
        for word in english_words(sentence.text)
        if syllables(word) >= 3
    )
    most = sorted(counter.items(), key=lambda entry: (-entry[1], entry[0]))[:5]
    return ", ".join(f"{word} ({times})" for word, times in most) or "none has 3 syllables"


def _sentence_findings(running: Sequence[_Sentence]) -> Iterator[Finding]:
    for sentence in running:
        if sentence.length > MAX_SENTENCE:
            message = f"{sentence.length} words; at most {MAX_SENTENCE}: {_quote(sentence.text)}"
            yield Finding(codes.LONG_SENTENCE, message, sentence.where, _cut(sentence.text))
        if _PERCENT.search(sentence.text):
            yield Finding(
                codes.PERCENTAGE,
                f"asks the reader to know percentages: {_quote(sentence.text)}",
                sentence.where,
                "say it in words, such as: about half",
            )
        for match in _NUMBER_WORD.finditer(sentence.text):
            message = f"number in letters, {match[0]}: {_quote(sentence.text)}"
            hint = "write digits, with what is counted: 2 days"
            yield Finding(codes.SPELLED_NUMBER, message, sentence.where, hint)


def _cut(sentence: str) -> str:
    """Where to make two sentences of one: at the joint nearest to the middle."""
    joints = [match.start() for match in _JOINT.finditer(sentence)]
    if not joints:
        return "make two sentences of it"
    place = min(joints, key=lambda joint: abs(joint - len(sentence) // 2))
    return f'make two sentences: end the first after "{" ".join(sentence[:place].split()[-3:])}"'


def _passive_findings(passive: Sequence[_Sentence], share: float) -> Iterator[Finding]:
    severity = Severity.ERROR if share > MAX_PASSIVE_SHARE else Severity.NOTE
    kind = codes.PASSIVE_VOICE.at_severity(severity)
    for sentence in passive:
        message = f"does not say who acts: {_quote(sentence.text)}"
        hint = "begin with who does it: We clean the skin, not: the skin is cleaned"
        yield Finding(kind, message, sentence.where, hint)


def _word_findings(messages: Sequence[Message], formal: WordList) -> Iterator[Finding]:
    for message in messages:
        text = _bare(message.text)
        for word, plain in formal.found_in(text):
            yield Finding(
                codes.COMPLEX_WORD,
                f"{word}: {_quote(text)}",
                message.where,
                f"say: {plain}",
            )


def _form_findings(messages: Sequence[Message], lists: Sequence[ListSize]) -> Iterator[Finding]:
    for size in lists:
        if size.items > MAX_LIST:
            message = f"a list of {size.items}; at most {MAX_LIST}"
            hint = "leave some out, or make two lists with a heading each"
            yield Finding(codes.LONG_LIST, message, size.where, hint)
    for heading in messages:
        length = len(english_words(_bare(heading.text)))
        if heading.kind is Kind.HEADING and length > MAX_HEADING:
            message = f"a heading of {length} words; at most {MAX_HEADING}: {_quote(heading.text)}"
            hint = "ask what the reader would ask, in fewer words"
            yield Finding(codes.LONG_HEADING, message, heading.where, hint)


def _lengths(text: str, of_source: int, own: Language) -> list[int]:
    """Words in each sentence of a message; in equal parts where the script marks no sentences."""
    lengths = [len(words(sentence, own)) for sentence in sentences(text)]
    if marks_sentences(own) or not of_source:
        return lengths
    share, rest = divmod(sum(lengths), of_source)
    return [share + (place < rest) for place in range(of_source)]


def _growth(
    lengths: Sequence[int], source: Sequence[int], where: Where, own: Language
) -> Iterator[Finding]:
    longest = max(lengths, default=0)
    if source and longest > max(MAX_SENTENCE, round(MAX_GROWTH * max(source))):
        message = f"a sentence of {longest} words; the longest in English has {max(source)}"
        hint = "one idea a sentence: make two of it if the language allows"
        yield Finding(codes.LONG_TRANSLATED_SENTENCE, message, where, hint, own.tag)


def _quote(sentence: str) -> str:
    return f'"{sentence if len(sentence) <= 90 else sentence[:87] + "..."}"'
