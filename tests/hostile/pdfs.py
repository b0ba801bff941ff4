"""PDFs that are made to harm whoever reads them, written by hand: a name, and the bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping

import pikepdf

#: A page with a font, and content that shows a word.
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources 5 0 R/Contents 4 0 R{entries}>>"
BASE = {
    1: "<</Type/Catalog/Pages 2 0 R{catalog}>>",
    2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: PAGE,
    5: "<</Font<</F 6 0 R>>{resources}>>",
    6: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica{font}>>",
}
TREE = "/MarkInfo<</Marked true>>/StructTreeRoot 10 0 R"


def stream(data: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def pdf(objects: Mapping[int, str | bytes], trailer: str = "") -> bytes:
    """A file of these objects; object 1 is the catalog."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = out.tell()
        raw = body.encode("latin-1") if isinstance(body, str) else body
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, raw))
    table = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        used = number in places
        out.write(b"%010d %05d %c \n" % (places.get(number, 0), 0 if used else 65535, b"fn"[used]))
    out.write(f"trailer<</Size {size}/Root 1 0 R{trailer}>>\n".encode())
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def page(
    content: bytes = b"BT /F 12 Tf 72 700 Td (word) Tj ET",
    more: Mapping[int, str | bytes] | None = None,
    **parts: str,
) -> bytes:
    """A file of one page. `parts` fill the dictionaries of `BASE`; `more` are further objects."""
    filled = {"catalog": "", "entries": "", "resources": "", "font": "", **parts}
    objects: dict[int, str | bytes] = {}
    for number, body in BASE.items():
        text = body
        for name, value in filled.items():
            text = text.replace(f"{{{name}}}", value)
        objects[number] = text
    return pdf({**objects, 4: stream(content), **(more or {})})


def tree(objects: Mapping[int, str | bytes], root: str = "11 0 R") -> bytes:
    """A tagged file; object 10 is the root of its structure."""
    top = f"<</Type/StructTreeRoot/K {root}>>"
    content = b"/P<</MCID 0>>BDC BT /F 12 Tf (word) Tj ET EMC"
    return page(content, {10: top, **objects}, catalog=TREE)


def sound() -> bytes:
    """One that does no harm."""
    return tree({11: "<</S/Document/K 12 0 R>>", 12: "<</S/P/Pg 3 0 R/K 0>>"})


def _forms() -> Iterator[tuple[str, bytes]]:
    own = stream(b"/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 5 0 R")
    yield "form-draws-itself", page(b"/X Do", {20: own}, resources="/XObject<</X 20 0 R>>")
    doubling: dict[int, str | bytes] = {}
    for level in range(30):
        resources = f"/Resources<</XObject<</X {21 + level} 0 R>>>>"
        head = f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}"
        doubling[20 + level] = stream(b"/X Do /X Do", head)
    doubling[50] = stream(b"", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    yield "forms-of-2-to-the-30", page(b"/X Do", doubling, resources="/XObject<</X 20 0 R>>")
    yield "forms-many", page(b"/X Do " * 200_000, doubling, resources="/XObject<</X 49 0 R>>")
    yield "instructions-many", page(b"q Q " * 4_000_000)
    yield "quotes-nested", page(b"/P BMC " * 300_000)


def _trees() -> Iterator[tuple[str, bytes]]:
    twice = {11 + n: f"<</S/Sect/K[{12 + n} 0 R {12 + n} 0 R]>>" for n in range(40)}
    yield "structure-doubles", tree({**twice, 51: "<</S/P/Pg 3 0 R/K 0>>"})
    yield "structure-in-a-circle", tree({11: "<</S/Sect/K 11 0 R>>"})
    deep = {11 + n: f"<</S/Sect/K {12 + n} 0 R>>" for n in range(5000)}
    yield "structure-deep", tree({**deep, 5011: "<</S/P>>"})
    yield "structure-wide", tree({11: f"<</S/Sect/K[{'<</S/P/K 0>>' * 150_000}]>>"})
    yield "words-again", tree({11: f"<</S/P/Pg 3 0 R/K[{'0 ' * 3_000_000}]>>"})
    words = "x" * 1_000_000
    shared = {11: f"<</S/Sect/K[{'<</S/P/Alt 12 0 R>>' * 5000}]>>", 12: f"({words})"}
    yield "text-shared", tree(shared)
    cell = "<</S/TH/A<</O/Table/ColSpan 1000/RowSpan 1000>>>>"
    yield "cells-wide", tree({11: f"<</S/Table/K[{f'<</S/TR/K[{cell * 50}]>>' * 50}]>>"})
    lists = {20 + n: f"[{21 + n} 0 R {21 + n} 0 R]" for n in range(40)}
    yield "attributes-double", tree({11: "<</S/P/A<</O/L/V 20 0 R>>>>", **lists, 60: "[1]"})
    yield "attribute-in-itself", tree({11: "<</S/P/A<</O/L/V 20 0 R>>>>", 20: "[20 0 R]"})
    yield "roles-in-a-circle", tree({11: "<</S/A>>", 10: "<</K 11 0 R/RoleMap<</A/B/B/A>>>>"})


def _fonts() -> Iterator[tuple[str, bytes]]:
    for name, table in {
        "codes-of-4-billion": b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange",
        "codes-backwards": b"1 beginbfrange <ffff> <0000> <0041> endbfrange",
        "codes-odd": b"1 beginbfrange <0> <fff> <4> endbfrange 1 beginbfchar <1> endbfchar",
        "codes-listed": b"1 beginbfrange <0000> <ffffffff> [<0041>] endbfrange",
        "codes-long": b"1 beginbfchar <01> <" + b"0041" * 500_000 + b"> endbfchar",
        "codes-unclosed": b"beginbfchar " * 20_000,
    }.items():
        shown = b"BT /F 12 Tf (" + b"\x01" * 2000 + b") Tj ET"
        yield name, page(shown, {7: stream(table)}, font="/ToUnicode 7 0 R")


def _wrong_types() -> Iterator[tuple[str, bytes]]:
    values = {"number": "7", "name": "/N", "string": "(s)", "list": "[[[]]]", "null": "null"}
    values |= {"dictionary": "<<>>", "itself": "3 0 R", "nowhere": "99 0 R", "real": "1e99"}
    places = ("/Contents {}", "/Resources {}", "/MediaBox {}", "/Annots {}", "/Rotate {}")
    for kind, value in values.items():
        for place in places:
            key = place.split()[0]
            made = page().replace(
                f"{key} {'5 0 R' if key == '/Resources' else '4 0 R'}".encode(),
                place.format(value).encode(),
            )
            if key not in ("/Contents", "/Resources"):
                made = page(entries=place.format(value))
            yield f"{key[1:].lower()}-is-{kind}", made
        for key in ("K", "S", "Pg", "Alt", "Lang", "A", "T", "ID"):
            element = f"<</S/P/{key} {value}>>" if key != "S" else f"<</S {value}>>"
            yield f"element-{key.lower()}-is-{kind}", tree({11: element})
        yield f"role-map-is-{kind}", tree({11: "<</S/P>>", 10: f"<</K 11 0 R/RoleMap {value}>>"})
        yield f"structure-is-{kind}", page(catalog=f"/StructTreeRoot {value}")
        yield f"language-is-{kind}", page(catalog=f"/Lang {value}")
        yield f"font-is-{kind}", page(resources=f"/Font<</F {value}>>")
        yield f"to-unicode-is-{kind}", page(font=f"/ToUnicode {value}")
        yield f"mcid-is-{kind}", page(f"/P<</MCID {value}>>BDC BT (w) Tj ET EMC".encode())
        yield f"info-is-{kind}", pdf({1: "<</Pages 2 0 R>>", 2: "<</Kids[]>>"}, f"/Info {value}")
        yield f"pages-is-{kind}", pdf({1: f"<</Type/Catalog/Pages {value}>>", 3: "<<>>"})
        kids = f"<</Type/Pages/Kids {value}/Count 1>>"
        yield f"kids-is-{kind}", pdf({1: "<</Pages 2 0 R>>", 2: kids, 3: "<<>>"})
        for operator in ("Tf", "Tj", "TJ", "Do", "BDC", "BMC", '"', "gs", "cm"):
            shown = value if " R" not in value else "[]"
            yield f"{operator}-of-{kind}", page(f"BT {shown} {operator} ET".encode())
    for operator in ("Tf", "Tj", "TJ", "Do", "BDC", "BMC", "EMC", "'", '"', "ET", "Q", "EI"):
        yield f"{operator}-of-nothing", page(f"{operator} {operator}".encode())


def _deflated(data: bytes, times: int) -> bytes:
    """The data again and again, deflated; in a twentieth of the time, where it is 20 times."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    once = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)  # leans on nothing before it
    check = 1
    for _ in range(times):
        check = zlib.adler32(data, check)
    return b"\x78\xda" + once * times + packer.flush() + check.to_bytes(4, "big")


def _files() -> Iterator[tuple[str, bytes]]:
    whole = sound()
    yield "empty", b""
    yield "no-pdf", b"Dear aunt"
    yield "head-only", whole[:9]
    yield "cut", whole[: len(whole) // 2]
    yield "table-loops", whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 400")
    table = whole.rindex(b"xref\n0")
    loop = f"/Root 1 0 R/Prev {table}".encode()
    yield "table-is-its-own-forerunner", whole.replace(b"/Root 1 0 R", loop)
    yield "table-far-away", whole.replace(b"startxref\n", b"startxref\n9999999")
    yield "size-of-a-billion", whole.replace(b"/Size ", b"/Size 999999999")
    bomb = _deflated(b"q Q " * 1_000_000, 20)
    for _ in range(2):
        bomb = zlib.compress(bomb, 9)
    filters = "/Filter[/FlateDecode/FlateDecode/FlateDecode]"
    yield "deflate-bomb", page(more={4: stream(bomb, filters)})
    yield "deflate-broken", page(more={4: stream(b"\x78\x9c nothing", "/Filter/FlateDecode")})
    yield "filters-many", page(more={4: stream(b"", f"/Filter[{'/ASCIIHexDecode' * 5000}]")})
    yield "filter-unknown", page(more={4: stream(b"q Q", "/Filter/Crypt")})
    yield "length-lies", page().replace(b"/Length ", b"/Length 9999")
    for name, box in {
        "wide": "0 0 10000000 10000000",
        "line": "0 0 10000000 0.0001",
        "nothing": "0 0 0 0",
        "negative": "0 0 -612 -792",
        "endless": "0 0 1e38 1e38",
        "words": "/A /B /C /D",
    }.items():
        yield f"page-{name}", page().replace(b"0 0 612 792", box.encode())
    yield "page-scaled", page(entries="/UserUnit 1000000")
    kids = " ".join(["3 0 R"] * 100_000)
    yield "pages-many", page(more={2: f"<</Type/Pages/Kids[{kids}]/Count 100000>>"})
    yield "pages-in-a-circle", page(more={2: "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>"})
    yield "lists-deep", page(b"[" * 400_000)
    yield "lists-deep-in-the-catalog", page(catalog=f"/X{'[' * 100_000}{']' * 100_000}")
    for owner in ("", "owner"):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(whole)) as made:
            made.save(out, encryption=pikepdf.Encryption(owner=owner or "o", user="secret"))
        yield f"locked-{owner or 'user'}", out.getvalue()
    yield (
        "title-for-a-terminal",
        pdf(
            {1: "<</Pages 2 0 R>>", 2: "<</Kids[3 0 R]/Count 1>>", 3: "<</MediaBox[0 0 9 9]>>"},
            "/Info<</Title(\x1b]0;x\x07\x1b[2J)>>",
        ),
    )


def hostile_pdfs() -> dict[str, bytes]:
    """All of them, by name."""
    made: dict[str, bytes] = {}
    for kind in (_forms, _trees, _fonts, _wrong_types, _files):
        made.update(kind())
    return made
