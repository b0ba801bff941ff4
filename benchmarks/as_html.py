"""A sheet as HTML and CSS, for WeasyPrint."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from benchmarks.sheets import Appearance
from handouts.model.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    Diary,
    DoDont,
    Figure,
    FillIn,
    Item,
    Paragraph,
    Steps,
    Text,
    Timeline,
    WriteLines,
)
from handouts.model.document import Handout

_STYLE = """
@page {{ size: letter; margin: 56pt 46pt 62pt;
  @top-left {{ content: "{name}"; color: {brand}; font-weight: bold }}
  @bottom-left {{ content: "{foot}"; color: {muted} }}
  @bottom-right {{ content: counter(page) " / " counter(pages); color: {muted} }} }}
html {{ font: {size}pt/{leading} {families}; color: {ink} }}
body, p, ul, ol, table, h1, h2, h3 {{ margin: 0 }}
p, ul, ol, table, .row {{ margin-top: 4pt }}
h1 {{ font-size: 200%; line-height: 1.2; color: {brand}; bookmark-level: none }}
h2 {{ font-size: 134%; line-height: 1.3; color: {brand}; margin-top: 8pt; break-after: avoid }}
h3 {{ font-size: 100% }}
ul, ol {{ padding-inline-start: 18pt }}
li {{ margin-top: 2pt }}
.row {{ display: flex; gap: 14pt }} .row > div {{ flex: 1 }}
.box {{ padding: 6pt 10pt; margin-top: 6pt; background: {tint};
  border-inline-start: 6pt solid {brand} }}
.call {{ background: none; border: 1.2pt solid {brand}; border-radius: 4pt }}
.boxes {{ list-style: none }} .boxes li::before {{ content: ""; display: inline-block;
  width: 10pt; height: 10pt; border: 1pt solid {ink}; margin-inline-end: 6pt }}
img {{ width: 100pt }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: .8pt solid {rule}; padding: 2pt 5pt; height: 16pt; text-align: start }}
th {{ background: {tint} }}
.blank {{ border-bottom: .8pt solid {ink}; height: 22pt }}
"""


def html(handout: Handout, appearance: Appearance, clinic: str) -> str:
    """The whole page."""
    families = ", ".join(f'"{family}"' for family in appearance.families)
    style = _STYLE.format(
        **appearance.colors,
        size=appearance.size,
        leading=appearance.leading,
        families=families,
        name=clinic,
        foot=f"{handout.title_en} · {handout.code}-{handout.language.tag} {handout.version}",
    )
    direction = "rtl" if handout.language.right_to_left else "ltr"
    body = [f"<h1>{_text(handout.title)}</h1>", f"<p>{_text(handout.subtitle)}</p>"]
    notices = "".join(f"<p><b>{_text(notice)}</b></p>" for notice in handout.draft_notice)
    if notices:
        body.append(f'<div class="box call">{notices}</div>')
    body.append(_callout(handout.summary, "h2"))
    for section in handout.sections:
        inside = "".join(map(_block, section.blocks))
        body.append(
            f"<section><h2>{_text(section.heading)}</h2>{_beside(inside, section.figure)}</section>"
        )
    return (
        f'<!DOCTYPE html><html lang="{handout.language.tag}" dir="{direction}"><head>'
        f"<meta charset=utf-8><title>{escape(handout.title.plain)}</title>"
        f"<style>{style}</style></head><body>{''.join(body)}</body></html>"
    )


def _text(text: Text) -> str:
    return "".join(
        f"<b>{escape(span.text)}</b>" if span.bold or span.term else escape(span.text)
        for span in text.spans
    )


def _beside(inside: str, figure: Figure | None) -> str:
    if figure is None:
        return inside
    return f'<div class="row"><div>{inside}</div>{_figure(figure)}</div>'


def _figure(figure: Figure) -> str:
    alt = escape(figure.alt.plain) if figure.alt else ""
    caption = f"<p>{_text(figure.caption)}</p>" if figure.caption else ""
    return f'<div style="flex: 0 0 100pt"><img src="{figure.art}.svg" alt="{alt}">{caption}</div>'


def _items(items: Iterable[Item]) -> str:
    return "".join(f"<li>{_beside(_text(item.text), item.figure)}</li>" for item in items)


def _callout(block: Callout, level: str = "h3") -> str:
    heading = f"<{level}>{_text(block.heading)}</{level}>" if block.heading else ""
    inside = heading + "".join(map(_block, block.blocks))
    kind = "box call" if block.kind == "call" else "box"
    return f'<div class="{kind}">{_beside(inside, block.figure)}</div>'


def _row(cells: Iterable[Text], tag: str) -> str:
    return "".join(f'<th scope="{tag}">{_text(cell)}</th>' for cell in cells)


def _block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{_text(text)}</p>"
        case Bullets(items):
            return f"<ul>{_items(items)}</ul>"
        case Steps(items):
            return f"<ol>{_items(items)}</ol>"
        case Checklist(items):
            return f'<ul class="boxes">{_items(items)}</ul>'
        case DoDont(do_heading, do, dont_heading, dont):
            halves = ((do_heading, do), (dont_heading, dont))
            inside = "".join(
                f"<div><h3>{_text(heading)}</h3><ul>{_items(items)}</ul></div>"
                for heading, items in halves
            )
            return f'<div class="row">{inside}</div>'
        case Callout():
            return _callout(block)
        case Timeline(events):
            rows = "".join(
                f'<div class="row"><div style="flex: 0 0 110pt"><b>{_text(event.when)}</b></div>'
                f"<div>{_text(event.what)}</div></div>"
                for event in events
            )
            return f"<div>{rows}</div>"
        case Diary(caption, columns, rows):
            before = f"<p>{_text(caption)}</p>" if caption else ""
            empty = "<td></td>" * (len(columns) - 1)
            lines = "".join(f"<tr>{_row([row], 'row')}{empty}</tr>" for row in rows)
            return f"{before}<table><tr>{_row(columns, 'col')}</tr>{lines}</table>"
        case FillIn(label, value):
            return f'<p>{_text(label)} {escape(value)}</p><div class="blank"></div>'
        case WriteLines(label, count):
            return f"<p>{_text(label)}</p>" + '<div class="blank"></div>' * count
        case Figure():
            return _figure(block)
    raise AssertionError(f"no HTML for {type(block).__name__}")
