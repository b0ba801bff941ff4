"""XML that anybody may have written: no entity, document type or network is ever followed."""

from __future__ import annotations

import re

from lxml import etree

#: Control characters, surrogates and noncharacters; tab and line feeds would be lost as blanks.
_NOT_IN_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")


def untrusted_parser() -> etree.XMLParser:
    """A parser for such a file. It leaves comments and processing instructions out."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )


def xml_text(text: str) -> str:
    """Text that XML 1.0 can hold, on one line: what it cannot becomes a space. Joiners and other
    format characters, which are part of the spelling, stay."""
    return _NOT_IN_XML.sub(" ", text)
