"""The catalog's entries that PDF/UA and PDF/A require, each with its clause."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from handouts.pdf.metadata import Metadata, xmp_packet
from handouts.pdf.objects import Sink, dictionary, reference, text_string
from handouts.pdf.outline import Bookmark, write_outline
from handouts.pdf.structure import write_structure
from handouts.pdf.tags import MarkedContent, StructElement


def write_catalog(
    sink: Sink,
    metadata: Metadata,
    *,
    root: StructElement,
    content: MarkedContent,
    pages: Sequence[int],
    bookmarks: Sequence[Bookmark],
) -> dict[str, str]:
    """Writes structure, outline, metadata and output intent, and returns the catalog's entries.

    `content` is what was painted for the tree under `root`, `pages` are the pages' object numbers.
    """
    tree, places = write_structure(root, content, pages, sink)
    xmp = {"Type": "/Metadata", "Subtype": "/XML"}
    sides = "Simplex" if metadata.one_sided else "DuplexFlipLongEdge"
    entries = {
        "Lang": text_string(metadata.language),  # PDF/UA-1, 7.2
        "MarkInfo": "<</Marked true>>",  # PDF/UA-1, 6.2; PDF/A-2, 6.7.2.2
        "StructTreeRoot": reference(tree),  # PDF/A-2, 6.7.3
        # PDF/UA-1, 7.1. No Direction: it would only order two pages side by side, and makes PDFium
        # read every left-to-right line of the document backwards. A sheet is printed on both sides
        # of the paper, and not scaled: it keeps clear of the edges that printers cut (12.2).
        "ViewerPreferences": f"<</DisplayDocTitle true /Duplex /{sides} /PrintScaling /None>>",
        # PDF/UA-1, 5 and 7.1; PDF/A-2, 6.6.2: left uncompressed, for programs that know no PDF
        "Metadata": reference(sink.add_stream(xmp, xmp_packet(metadata), deflate=False)),
        "OutputIntents": f"[{reference(_output_intent(sink))}]",  # PDF/A-2, 6.2.3
    }
    if bookmarks:
        outline = write_outline(bookmarks, pages, places, sink)
        entries |= {"Outlines": reference(outline), "PageMode": "/UseOutlines"}
    return entries


@functools.cache
def _srgb_profile() -> bytes:
    """The profile of sRGB, written by `tools/icc_build.py`."""
    return Path(__file__).with_name("srgb.icc").read_bytes()


def _output_intent(sink: Sink) -> int:
    """The colour space that RGB stands for, which PDF/A-2 (6.2.4.3) requires."""
    profile = sink.add_stream({"N": "3"}, _srgb_profile(), keep=True)
    return sink.add(
        dictionary(
            {
                "Type": "/OutputIntent",
                "S": "/GTS_PDFA1",
                "OutputConditionIdentifier": "(sRGB)",
                "Info": "(sRGB, IEC 61966-2-1)",
                "DestOutputProfile": reference(profile),
            }
        )
    )
