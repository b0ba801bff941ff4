"""The file: ReportLab's object store, written as PDF 1.7 with object and cross-reference streams.

ReportLab keeps numbered objects and formats each of them; this subclass takes objects that are
formatted already (`Sink`) beside ReportLab's own, and writes them all in a form that PDF/A accepts:
an end-of-line before every `endstream`, a document identifier made from the content, and nothing
that depends on the clock. Small objects share one compressed stream, which makes the structure tree
of a two-page document about 3 kB instead of 30.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence

from deflate import zlib_compress

from handouts.pdf.identifier import HEADER, identifier
from handouts.pdf.objects import array, dictionary, numbers, reference
from handouts.pdf.reportlab_settings import as_delivered

with as_delivered():
    from reportlab.pdfbase import pdfdoc

_END = b"endstream\n"
#: Two bytes, so that no reader takes the last byte of the data for half of it.
_EOL = b"\r\n"
#: Of libdeflate, from 1 to 12. A sheet takes 6 % more than at level 6, in half the time.
_LEVEL = 1


class _Written(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object among ReportLab's that is written already."""

    __RefOnly__ = 1

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, document: object) -> bytes:  # noqa: ARG002  (ReportLab's signature)
        """The bytes, as ReportLab asks for them."""
        return self.body.encode("ascii")


class TaggedDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document as a `Sink`: it numbers objects and keeps catalog and page tree."""

    objectcounter: int

    def __init__(self) -> None:
        self._raw: dict[int, bytes] = {}
        with as_delivered():
            super().__init__(invariant=1, pdfVersion=(1, 7))
        self.Catalog.Outlines = None
        #: The font dictionary that all pages share.
        self._fonts = self.idToObject[pdfdoc.BasicFonts] = _Written()
        self._fonts_number = self._number_of(pdfdoc.PDFObjectReference(pdfdoc.BasicFonts))
        self._tree = self._number_of(self.Reference(self.Pages))

    def reserve(self, count: int = 1) -> int:
        """See `Sink`."""
        first = self.objectcounter + 1
        self.objectcounter = first + count - 1
        return first

    def put(self, number: int, *bodies: str) -> None:
        """See `Sink`."""
        self._raw.update(enumerate(map(str.encode, bodies), number))

    def add(self, body: str) -> int:
        """See `Sink`."""
        return self._keep(body.encode("ascii"))

    def add_stream(
        self,
        entries: Mapping[str, str],
        data: bytes,
        *,
        deflate: bool = True,
        keep: bool = False,
    ) -> int:
        """See `Sink`."""
        return self._keep(stream(entries, data, deflate=deflate, keep=keep))

    def _keep(self, body: bytes) -> int:
        """An object that ReportLab need not know; it has the next number all the same."""
        number = self.reserve()
        self._raw[number] = body
        return number

    def add_page(
        self,
        size: tuple[float, float],
        content: str,
        forms: Mapping[str, int],
        annotations: Sequence[int] = (),
    ) -> int:
        """A page of `size` points with its content stream, the forms it paints, by resource name,
        and its annotations; its number."""
        listed = f" /Annots {array(map(reference, annotations))}" if annotations else ""
        pages = self.Pages.pages
        contents = self.add_stream({}, content.encode("latin-1"), keep=True)
        drawings = dictionary({name: reference(number) for name, number in forms.items()})
        resources = f"<</Font {reference(self._fonts_number)} /XObject {drawings}>>"
        page = _Written(
            f"<</Type /Page /Parent {reference(self._tree)} /MediaBox [0 0 {numbers(size)}] "
            f"/Resources {resources} /Contents {reference(contents)} "
            f"/StructParents {len(pages)} /Tabs /S{listed}>>"
        )
        pages.append(page)
        return self._number_of(self.Reference(page))

    def _number_of(self, link: pdfdoc.PDFObjectReference) -> int:
        """The number of one of ReportLab's objects, which go by names."""
        return int(self.idToObjectNumberAndVersion[link.name][0])

    def set_fonts(self, fonts: Mapping[str, int]) -> None:
        """Fills the font dictionary."""
        self._fonts.body = dictionary({name: reference(number) for name, number in fonts.items()})

    def write(self, catalog_entries: Mapping[str, str], info: str) -> bytes:
        """The whole file, with further entries for the catalog, and the Info dictionary."""
        catalog = self.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, *catalog_entries]
        for key, value in catalog_entries.items():
            setattr(catalog, key, value)
        catalog_number = self._number_of(self.Reference(catalog))
        info_number = self.add(info)
        return assemble(self._bodies(), catalog_number, info_number)

    def _bodies(self) -> list[bytes]:
        """Every object, in the order of their numbers, from 1."""
        raw = self._raw
        # ReportLab's own. Formatting one may make new ones.
        while waiting := self.numberToId.keys() - raw.keys():
            for number in sorted(waiting):
                item = self.idToObject[self.numberToId[number]]
                raw[number] = pdfdoc.format(item, self, toplevel=1)
        return [raw[number] for number in range(1, self.objectcounter + 1)]


def stream(
    entries: Mapping[str, str], data: bytes, *, deflate: bool = True, keep: bool = False
) -> bytes:
    """A stream object (7.3.8). See `Sink` for `keep`."""
    extra = {}
    if deflate:
        data = _kept_deflated(data) if keep else _deflated(data)
        extra["Filter"] = "/FlateDecode"
    head = dictionary({**entries, **extra, "Length": str(len(data))})
    return head.encode("ascii") + b"\nstream\n" + data + _EOL + _END


def _deflated(data: bytes) -> bytes:
    """Deflated by libdeflate: half the time of zlib, and the same bytes on every machine, where
    zlib is whatever the system has."""
    return bytes(zlib_compress(data, _LEVEL))


_kept_deflated = functools.lru_cache(maxsize=64)(_deflated)


def assemble(bodies: Sequence[bytes], catalog: int, info: int) -> bytes:
    """The file around its objects: streams stand alone, all others in one object stream (7.5.7),
    and a cross-reference stream (7.5.8) says where."""
    digest = hashlib.sha256()
    container = len(bodies) + 1
    table = container + 1
    streams: list[tuple[int, bytes]] = []
    small: list[tuple[int, bytes]] = []
    for number, body in enumerate(bodies, 1):
        (streams if body.endswith(_END) else small).append((number, body))
    streams.append((container, _object_stream(small)))
    rows = [b"\0\0\0\0\0\xff\xff"] * (table + 1)
    inside = b"\2" + container.to_bytes(4, "big")
    for index, (number, _) in enumerate(small):
        rows[number] = inside + index.to_bytes(2, "big")
    parts = [HEADER]
    offset = len(HEADER)
    for number, body in streams:
        rows[number] = b"\1" + offset.to_bytes(4, "big") + b"\0\0"
        part = b"%d 0 obj\n%bendobj\n" % (number, body)
        digest.update(part)
        parts.append(part)
        offset += len(part)
    rows[table] = b"\1" + offset.to_bytes(4, "big") + b"\0\0"
    entries = {
        "Type": "/XRef",
        "Size": str(table + 1),
        "W": "[1 4 2]",
        "Root": reference(catalog),
        "Info": reference(info),
        "ID": identifier(digest.digest()),
    }
    parts.append(b"%d 0 obj\n%bendobj\n" % (table, stream(entries, b"".join(rows))))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
    return b"".join(parts)


def _object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    places = []
    offset = 0
    for number, body in objects:
        places.append(f"{number} {offset}")
        offset += len(body) + 1
    head = " ".join(places).encode("ascii") + b"\n"
    data = head + b"\n".join([body for _, body in objects])
    entries = {"Type": "/ObjStm", "N": str(len(objects)), "First": str(len(head))}
    return stream(entries, data)
