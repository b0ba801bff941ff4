"""Metadata: XMP and the Info dictionary, with the claims of conformance.

PDF/A-2 (ISO 19005-2, 6.6) and PDF/UA-1 (ISO 14289-1, 5 and 7.1) want the same facts in two places
that agree. Both are made here from one `Metadata`. No date is written, so that the same document
has the same bytes tomorrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from handouts.pdf.objects import dictionary, text_string

PRODUCER = "ReportLab with tagged PDF"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts about a document. `title` and `language` (BCP 47) are required by PDF/UA-1.

    `identifier` names the document across its editions. `right_to_left` tells the direction of the
    language; lines then end in a space for readers that look at the page only. `one_sided` asks
    printers for one side of the paper: a poster's back faces the wall.
    """

    title: str
    language: str
    description: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    identifier: str = ""
    creator: str = ""
    right_to_left: bool = False
    one_sided: bool = False


def info_dictionary(metadata: Metadata) -> str:
    """The Info dictionary (ISO 32000-1, 14.3.3), equal to the XMP."""
    given = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": metadata.creator,
        "Producer": PRODUCER,
    }
    return dictionary({key: text_string(value) for key, value in given.items() if value})


def xmp_packet(metadata: Metadata) -> bytes:
    """The XMP packet, with its claims of PDF/UA-1 and PDF/A-2a."""
    return _PACKET.format(facts="\n".join(_facts(metadata))).encode()


def _facts(metadata: Metadata) -> list[str]:
    language = escape(metadata.language)
    facts = [_alternatives("dc:title", metadata.title, language)]
    if metadata.description:
        facts.append(_alternatives("dc:description", metadata.description, language))
    if metadata.author:
        facts.append(_list("dc:creator", "Seq", [metadata.author]))
    facts.append(_list("dc:language", "Bag", [metadata.language]))
    if metadata.keywords:
        facts.append(_list("dc:subject", "Bag", list(metadata.keywords)))
    simple = {
        "dc:identifier": metadata.identifier,
        "dc:format": "application/pdf",
        "pdf:Keywords": ", ".join(metadata.keywords),
        "pdf:Producer": PRODUCER,
        "xmp:CreatorTool": metadata.creator,
    }
    return facts + [f"<{key}>{_xml(value)}</{key}>" for key, value in simple.items() if value]


def _alternatives(tag: str, text: str, language: str) -> str:
    items = "".join(
        f'<rdf:li xml:lang="{each}">{_xml(text)}</rdf:li>' for each in ("x-default", language)
    )
    return f"<{tag}><rdf:Alt>{items}</rdf:Alt></{tag}>"


def _list(tag: str, kind: str, texts: list[str]) -> str:
    items = "".join(f"<rdf:li>{_xml(text)}</rdf:li>" for text in texts)
    return f"<{tag}><rdf:{kind}>{items}</rdf:{kind}></{tag}>"


def _xml(text: str) -> str:
    """Escaped, and without the control characters that XML 1.0 cannot hold."""
    if not text.isprintable():
        text = "".join(each for each in text if each >= " " or each in "\t\n")
    return escape(text)


# PDF/A-2 knows the schema of its own claim but not that of PDF/UA, so it is described (6.6.2.3.3).
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{facts}
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
