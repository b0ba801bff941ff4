"""The three makers, each as a function from a prepared sheet to a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.as_html import html
from benchmarks.as_typst import typst as typst_source
from benchmarks.sheets import ART, PROJECT, appearance, composer
from handouts.editions.paper.render import render
from handouts.model.document import Handout
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter

OURS, WEASYPRINT, TYPST, TYPST_KEPT = "Handouts", "WeasyPrint", "Typst", "Typst, kept compiler"

#: From a sheet to the work of making its PDF; what comes before is not measured.
Maker = Callable[[Handout], Callable[[], bytes]]


def font_folders() -> list[str]:
    """The folders of the font files that this project's sheets use; Typst gets no others."""
    library = FontLibrary(default_folders(None, PROJECT))
    stacks = [
        library.stack(language, bold)
        for language in composer().project.languages
        for bold in (False, True)
    ]
    return sorted({str(face.path.parent) for stack in stacks for face in stack})


def ours() -> Maker:
    """This project: from the document to the PDF."""
    fonts = FontLibrary(default_folders(None, PROJECT))
    typesetter = Typesetter(fonts, composer().project.unbreakable)

    def prepare(handout: Handout) -> Callable[[], bytes]:
        return lambda: render(handout, composer().project.brand, typesetter, ART).data

    return prepare


def weasyprint() -> Maker:
    """WeasyPrint with PDF/UA-1, its cache of pictures kept."""
    from weasyprint import HTML  # noqa: PLC0415 - only where it is measured

    pictures: dict[str, object] = {}

    def prepare(handout: Handout) -> Callable[[], bytes]:
        source = html(handout, appearance(handout), composer().project.brand.name)

        def make() -> bytes:
            document = HTML(string=source, base_url=f"{ART.as_uri()}/")
            return bytes(document.write_pdf(pdf_variant="pdf/ua-1", cache=pictures))

        return make

    return prepare


def typst(*, kept: bool) -> Maker:
    """Typst with PDF/UA-1. `kept`: one compiler that has its fonts open; else `typst.compile`
    for each sheet, which looks for fonts each time."""
    import typst as package  # noqa: PLC0415 - only where it is measured

    options = {
        "root": str(ART),
        "font_paths": font_folders(),
        "ignore_system_fonts": True,
    }
    compiler = package.Compiler(**options) if kept else None

    def prepare(handout: Handout) -> Callable[[], bytes]:
        source = typst_source(handout, appearance(handout), composer().project.brand.name).encode()
        if compiler:
            return lambda: bytes(
                compiler.compile(input=source, format="pdf", pdf_standards=["ua-1"])
            )
        return lambda: bytes(
            package.compile(source, format="pdf", pdf_standards=["ua-1"], **options)
        )

    return prepare


def makers(*, kept: bool = True) -> dict[str, Maker]:
    """All of them by name."""
    found = {OURS: ours(), WEASYPRINT: weasyprint(), TYPST: typst(kept=False)}
    if kept:
        found[TYPST_KEPT] = typst(kept=True)
    return found


def whole_library(name: str, out: Path, sheets: Sequence[Handout]) -> None:
    """Every sheet by one maker in this process, into a folder."""
    make = weasyprint() if name == WEASYPRINT else typst(kept=name == TYPST_KEPT)
    out.mkdir(parents=True, exist_ok=True)
    for number, handout in enumerate(sheets):
        (out / f"{number}.pdf").write_bytes(make(handout)())
