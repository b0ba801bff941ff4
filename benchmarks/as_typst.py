"""A sheet as Typst markup."""

from __future__ import annotations

from collections.abc import Iterable

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

#: By default Typst counts a line from the top of the capitals to the baseline; this part of an em.
_CAPITALS = 0.714

_PREAMBLE = """
#set document(title: {title})
#let brand = rgb("{brand}")
#let tint = rgb("{tint}")
#let ink = rgb("{ink}")
#let rule = rgb("{rule}")
#set page("us-letter", margin: (x: 46pt, top: 56pt, bottom: 62pt),
  header: text(brand, weight: "bold", {clinic}),
  footer: context text(rgb("{muted}"),
    [#{foot} #h(1fr) #counter(page).display("1 / 1", both: true)]))
#set text(font: ({families}), size: {size}pt, fill: ink, lang: "{lang}", dir: {dir})
#set par(leading: {leading}em, spacing: {spacing}em)
#show heading: set text(brand)
#show heading.where(level: 1): set text(1.6em)
#show heading.where(level: 2): set block(above: 12pt, below: 6pt)
#let note(body) = block(fill: tint, stroke: (left: 6pt + brand), inset: 8pt, width: 100%, body)
#let call(body) = block(stroke: 1.2pt + brand, radius: 4pt, inset: 8pt, width: 100%, body)
#let beside(body, picture) = grid(columns: (1fr, 100pt), gutter: 14pt, body, picture)
#let tick = box(width: 10pt, height: 10pt, stroke: 1pt + ink)
#let blank = block(height: 22pt, width: 100%, stroke: (bottom: 0.8pt + ink))
"""


def typst(handout: Handout, appearance: Appearance, clinic: str) -> str:
    """The whole source."""
    leading = appearance.leading - _CAPITALS
    parts = [
        _PREAMBLE.format(
            **appearance.colors,
            title=_string(handout.title.plain),
            clinic=_string(clinic),
            foot=_string(
                f"{handout.title_en} · {handout.code}-{handout.language.tag} {handout.version}"
            ),
            families=", ".join(map(_string, appearance.families)),
            size=appearance.size,
            lang=handout.language.tag.split("-")[0],
            dir="rtl" if handout.language.right_to_left else "ltr",
            leading=leading,
            spacing=leading + 0.3,
        ),
        f"= {_text(handout.title)}",
        _text(handout.subtitle),
    ]
    if handout.draft:
        notices = "\n\n".join(f"*{_text(notice)}*" for notice in handout.draft_notice)
        parts.append(f"#call[{notices}]")
    parts.append(_callout(handout.summary, "=="))
    for section in handout.sections:
        inside = "\n\n".join(map(_block, section.blocks))
        parts.append(f"== {_text(section.heading)}\n\n{_beside(inside, section.figure)}")
    return "\n\n".join(parts)


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(text: Text) -> str:
    return (
        "".join(
            f"#strong({_string(span.text)})" if span.bold or span.term else f"#{_string(span.text)}"
            for span in text.spans
        ).replace("#", ";#")[1:]
        + ";"
    )


def _beside(inside: str, figure: Figure | None) -> str:
    return inside if figure is None else f"#beside([{inside}], [{_figure(figure)}])"


def _figure(figure: Figure) -> str:
    name = _string(f"{figure.art}.svg")
    if figure.alt:
        image = f"#image({name}, width: 100pt, alt: {_string(figure.alt.plain)})"
    else:
        image = f"#pdf.artifact(image({name}, width: 100pt))"
    return image + (f"\n\n{_text(figure.caption)}" if figure.caption else "")


def _items(items: Iterable[Item]) -> str:
    return ", ".join(f"[{_beside(_text(item.text), item.figure)}]" for item in items)


def _callout(block: Callout, level: str = "===") -> str:
    heading = f"{level} {_text(block.heading)}\n\n" if block.heading else ""
    inside = heading + "\n\n".join(map(_block, block.blocks))
    kind = "call" if block.kind == "call" else "note"
    return f"#{kind}[\n{_beside(inside, block.figure)}\n]"


def _cells(texts: Iterable[Text]) -> str:
    return ", ".join(f"[{_text(text)}]" for text in texts)


def _block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return _text(text)
        case Bullets(items):
            return f"#list({_items(items)})"
        case Steps(items):
            return f"#enum({_items(items)})"
        case Checklist(items):
            return f"#list(marker: tick, {_items(items)})"
        case DoDont(do_heading, do, dont_heading, dont):
            halves = ((do_heading, do), (dont_heading, dont))
            inside = ", ".join(
                f"[\n=== {_text(heading)}\n#list({_items(items)})]" for heading, items in halves
            )
            return f"#grid(columns: (1fr, 1fr), gutter: 14pt, {inside})"
        case Callout():
            return _callout(block)
        case Timeline(events):
            cells = ", ".join(f"[*{_text(one.when)}*], [{_text(one.what)}]" for one in events)
            return f"#grid(columns: (110pt, 1fr), gutter: 8pt, {cells})"
        case Diary(caption, columns, rows):
            before = f"{_text(caption)}\n\n" if caption else ""
            empty = ", []" * (len(columns) - 1)
            lines = ", ".join(f"[{_text(row)}]{empty}" for row in rows)
            return (
                f"{before}#table(columns: (1fr,) * {len(columns)}, stroke: 0.8pt + rule, "
                f"table.header({_cells(columns)}), {lines})"
            )
        case FillIn(label, value):
            return f"{_text(label)} #{_string(value)};\n#blank"
        case WriteLines(label, count):
            return f"{_text(label)}\n" + "#blank\n" * count
        case Figure():
            return _figure(block)
    raise AssertionError(f"no Typst for {type(block).__name__}")
