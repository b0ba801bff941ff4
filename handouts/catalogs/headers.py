"""The header of a catalog: its first fields, and what `update` corrects in one of another tool.

The fields that gettext knows come first, in its order, then those of tools as they stand.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

from babel.core import get_global

from handouts.catalogs.comments import joined
from handouts.catalogs.plurals import agrees, plural_forms
from handouts.catalogs.po import Entry
from handouts.catalogs.pot import DATE
from handouts.catalogs.store import header_fields, header_text
from handouts.model.errors import UsageError
from handouts.model.languages import Language
from handouts.model.languages import language as find_language
from handouts.model.tags import MODIFIERS

#: Who stands in a catalog that nobody has translated yet. `.internal` can have no mailbox.
NO_TRANSLATOR = "No translator yet <draft@handouts.internal>"


_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")


def header_language(language: Language) -> str:
    """The Language header: gettext names languages by territory where that decides the script
    (`zh_CN`, not `zh_Hans`), else by a modifier (`sr@latin`): what its tools understand."""
    likely = get_global("likely_subtags")
    base, _, script = language.locale.partition("_")
    if len(script) != 4:
        return language.locale
    for short in (base, language.locale):
        _, likely_script, territory = (likely.get(short) or "__").split("_")
        if likely_script == script and (short == base or f"{base}_{territory}" in likely):
            return f"{base}_{territory}"
    modifiers = {code: word for word, code in MODIFIERS.items()}
    return f"{base}@{modifiers[script]}" if script in modifiers else language.locale


def is_of(given: str, language: Language) -> bool:
    """Whether a Language header names the language, perhaps with a territory that its folder does
    not name: `es_ES` in `es`, as Crowdin, Loco and Poedit write it."""
    try:
        named = find_language(given)
    except UsageError:
        return False
    return named.script == language.script and (
        named.tag == language.tag
        or (len(language.tag.split("-")) == 1 and named.tag.split("-")[0] == language.tag)
    )


def plurals_agree(value: str, language: Language) -> bool:
    """Whether a Plural-Forms header sorts numbers as CLDR does for the language."""
    forms = _FORMS.fullmatch(value)
    return forms is not None and agrees(language.locale, int(forms[1]), forms[2])


def first_fields(given: Mapping[str, str], language: Language) -> dict[str, str]:
    """The header of a new catalog. `given` is the template's; the dates are its date."""
    return {
        "Project-Id-Version": given.get("Project-Id-Version", ""),
        "Report-Msgid-Bugs-To": given.get("Report-Msgid-Bugs-To", ""),
        DATE: given.get(DATE, ""),
        "PO-Revision-Date": given.get(DATE, ""),
        "Last-Translator": NO_TRANSLATOR,
        "Language-Team": language.name,
        "Language": header_language(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language.locale),
    }


def corrected(header: Entry, template: Mapping[str, str], language: Language) -> Entry:
    """A header with the template's date, complete, in one order; what a translator or a tool has
    set stays, but for what is wrong for every reader: no language, plural forms that are not
    CLDR's."""
    fresh = first_fields(template, language)
    old = dict(header_fields(header.msgstr))
    fields = {name: old.get(name) or value for name, value in fresh.items()}
    fields[DATE] = fresh[DATE]
    fields["Content-Type"] = fresh["Content-Type"]  # it is written so
    if not plurals_agree(fields["Plural-Forms"], language):
        fields["Plural-Forms"] = fresh["Plural-Forms"]
    fields |= {name: value for name, value in old.items() if name not in fields}
    comments = joined(header.comments) or (f" Patient handouts: {language.name}.",)
    return dataclasses.replace(
        header, msgstr=header_text(fields), fuzzy=False, comments=comments, obsolete=False
    )
