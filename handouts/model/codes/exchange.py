"""Codes for files that go to translators' tools and come back, and for pseudo-locales."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

EXCHANGE_FILE = Code(
    "exchange-file",
    Category.CATALOG,
    Severity.ERROR,
    "File of a translation tool that cannot be taken in",
    "A file that is not read whole could lose translations, so none of it is taken.",
    "Export it from the tool again, as XLIFF 2.0, in the language it is taken in for.",
)
EXCHANGE_UNIT = Code(
    "exchange-unit",
    Category.CATALOG,
    Severity.ERROR,
    "Message in the file of a translation tool whose English or codes are not as they went out",
    "Its translation may belong to other words, or lack a value that must be printed.",
    "Restore the English, the tags and the placeholders in the tool, and export the file again.",
)
EXCHANGE_LEFT = Code(
    "exchange-left",
    Category.CATALOG,
    Severity.WARNING,
    "Message in the file of a translation tool that is left out",
    "The English, or the translation in the catalog, has changed since the file went out.",
    "Compare the two, and write the better one into the catalog.",
)
