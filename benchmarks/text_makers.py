"""Plain paragraphs in one language, set by this project and by its rivals.

Each gets the same words, fonts, size and column, and writes PDF/UA-1. WeasyPrint, Typst and
Fullbleed come with the extra `bench`; one that is not installed is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from importlib.util import find_spec

from handouts.model.languages import Language
from handouts.model.scripts import FALLBACK_FAMILIES
from handouts.text.paragraph import TextSpan
from tests.fixtures.printing import MARGIN, PAGE, SIZE, Paragraph, printed, typesetter

OURS = "this project"

#: From a language and paragraphs to a PDF. Raises whatever its maker raises.
Maker = Callable[[Language, Sequence[Paragraph]], bytes]


def by_us(lang: Language, paragraphs: Sequence[Paragraph]) -> bytes:
    """This project, through its text engine and its PDF layer alone."""
    return printed(lang, paragraphs)[0]


def by_weasyprint(lang: Language, paragraphs: Sequence[Paragraph]) -> bytes:
    """HTML through WeasyPrint."""
    import weasyprint  # noqa: PLC0415  (an extra)

    source = _html(lang, paragraphs, f"<style>{_css(lang)}</style>")
    made: bytes = weasyprint.HTML(string=source).write_pdf(pdf_variant="pdf/ua-1")
    return made


def by_fullbleed(lang: Language, paragraphs: Sequence[Paragraph]) -> bytes:
    """The same HTML through Fullbleed, which is told the font files."""
    import fullbleed  # noqa: PLC0415  (an extra)

    fonts = typesetter().fonts
    faces = (*fonts.stack(lang), *fonts.stack(lang, bold=True))
    engine = fullbleed.PdfEngine(
        page_width=f"{PAGE[0]}pt",
        page_height=f"{PAGE[1]}pt",
        margin=f"{MARGIN}pt",
        font_files=list(dict.fromkeys(str(face.path) for face in faces)),
        pdf_profile="pdfua1",
        document_lang=lang.tag,
        document_title=lang.tag,
    )
    made: bytes = engine.render_pdf(_html(lang, paragraphs), _css(lang))
    return made


def by_typst(lang: Language, paragraphs: Sequence[Paragraph]) -> bytes:
    """The same paragraphs through Typst."""
    import typst  # noqa: PLC0415  (an extra)

    families = ", ".join(f'"{family}"' for family in _families(lang))
    direction = "rtl" if lang.right_to_left else "ltr"
    body = "\n\n".join("".join(map(_typst_span, spans)) for spans in paragraphs)
    source = (
        f'#set document(title: "{lang.tag}")\n'
        f'#set page("us-letter", margin: {MARGIN}pt)\n'
        f"#set text(font: ({families}), size: {SIZE * lang.rule.scale}pt, "
        f'lang: "{lang.tag.partition("-")[0]}", dir: {direction})\n{body}'
    )
    made: bytes = typst.compile(source.encode(), pdf_standards=["ua-1"])
    return made


def makers() -> Mapping[str, Maker]:
    """Who is installed, by name."""
    rivals = {"WeasyPrint": by_weasyprint, "Typst": by_typst, "Fullbleed": by_fullbleed}
    return {OURS: by_us} | {
        name: maker for name, maker in rivals.items() if find_spec(name.lower())
    }


def _families(lang: Language) -> tuple[str, ...]:
    families = (face.family for face in typesetter().fonts.stack(lang))
    return tuple(dict.fromkeys((*families, *FALLBACK_FAMILIES)))


def _css(lang: Language) -> str:
    families = ", ".join(f'"{family}"' for family in _families(lang))
    return (
        f"@page {{ size: letter; margin: {MARGIN}pt }} p {{ margin: 0 0 6pt }}"
        f"body {{ margin: 0; font: {SIZE * lang.rule.scale}pt/{lang.rule.leading} {families} }}"
    )


def _html(lang: Language, paragraphs: Sequence[Paragraph], style: str = "") -> str:
    body = "".join(f"<p>{''.join(map(_html_span, spans))}</p>" for spans in paragraphs)
    direction = "rtl" if lang.right_to_left else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{lang.tag}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{escape(lang.tag)}</title>{style}</head><body>{body}</body></html>"
    )


def _html_span(span: TextSpan) -> str:
    words = escape(span.text, quote=False)
    return f"<b>{words}</b>" if span.bold else words


def _typst_span(span: TextSpan) -> str:
    quoted = '"' + span.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"#strong({quoted})" if span.bold else f"#{quoted}"
