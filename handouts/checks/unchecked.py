"""What is not checked in a language, since its words for it do not stand in `checks.toml`: a lost
"not" would go by unnoticed."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model import codes
from handouts.model.findings import Finding, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.project.project import Project


def without_words(project: Project, language: Language) -> tuple[str, ...]:
    """The checks that have no words of a language; none of the English and of pseudo-locales."""
    if language == SOURCE_LANGUAGE or language.pseudo:
        return ()
    words, _ = project.vocabulary(language)
    listed = {
        "negations": any(words.negations),
        "cautions": any(words.cautions.values()),
        "units": any(words.units.values()),
        "contraries": any(words.contraries.values()),
        "claims": any(words.claims.values()),
    }
    return tuple(name for name, there in listed.items() if not there)


def unchecked(project: Project, language: Language) -> Iterator[Finding]:
    """A note that names the checks without words, where there are any."""
    if missing := without_words(project, language):
        file = project.vocabulary_file(language)
        message = f"not checked in {language.name}: {', '.join(missing)}"
        hint = f"write the words for them into {file.shown}, as docs/checks-data.md says"
        yield Finding(codes.UNCHECKED_WORDS, message, Where(file.shown), hint, language.tag)
