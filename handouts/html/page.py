"""What the pages of the reports share: one file each, no scripts, readable with a screen reader,
without colours, and on paper.

Words are put in with `Markup.format`, which escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 "Noto Sans", system-ui, sans-serif; color: #1b1f23; background: #fff;
  margin: 0 auto; padding: 1rem; max-width: 75rem; }
h1, h2, h3 { line-height: 1.25; color: #12455b; }
a { color: #12455b; }
a:focus-visible { outline: 3px solid #12455b; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: start; font-weight: bold; padding: .25rem 0; }
th, td { border: 1px solid #6f7c84; padding: .3rem .6rem; text-align: start; vertical-align: top; }
thead th { background: #e8f1f4; }
tbody th { font-weight: 600; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bad { font-weight: bold; color: #8c2a1c; }
td ul { margin: 0; padding-inline-start: 1.1rem; }
code { font-size: .95em; }
@media print { body { max-width: none; } a { color: inherit; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; } }
"""

_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><h1>{title}</h1></header>
<main id="main">
{body}
</main>
</body>
</html>
""")


def page(title: str, body: Iterable[Markup], style: str = "") -> str:
    """A whole page; `style` is added to what all pages share."""
    return str(
        _PAGE.format(title=title, style=Markup(_STYLE + style), body=Markup("\n").join(body))
    )


def heading(level: int, words: str, anchor: str = "") -> Markup:
    """A heading, with the name that links lead to."""
    place = Markup(' id="{}"').format(anchor) if anchor else Markup("")
    return Markup("<h{0}{1}>{2}</h{0}>").format(level, place, words)


def paragraph(words: str | Markup) -> Markup:
    """A paragraph."""
    return Markup("<p>{}</p>").format(words)


def listing(items: Iterable[str | Markup]) -> Markup:
    """A bulleted list."""
    inner = Markup("").join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup("<ul>{}</ul>").format(inner)


def link(anchor: str, words: str) -> Markup:
    """A link within the page."""
    return Markup('<a href="#{}">{}</a>').format(anchor, words)


def code(words: str) -> Markup:
    """A name as the project's files have it."""
    return Markup("<code>{}</code>").format(words)


def verdict(passed: bool, words: str) -> Markup:
    """A judgement in words; colour only stresses it."""
    return Markup("{}").format(words) if passed else Markup('<b class="bad">{}</b>').format(words)


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str | Markup]],
    numbers: frozenset[int] = frozenset(),
) -> Markup:
    """A table whose first column names its rows; the columns in `numbers` are set flush right.

    It stands in a region that scrolls by keyboard too, for narrow screens (WCAG 2.1, 1.4.10 and
    2.1.1)."""
    names = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in head)
    body = Markup("\n").join(_row(row, numbers) for row in rows)
    return Markup(
        '<div class="wide" role="region" aria-label="{0}" tabindex="0"><table>'
        "<caption>{0}</caption><thead><tr>{1}</tr></thead>\n<tbody>\n{2}\n</tbody></table></div>"
    ).format(caption, names, body)


def _row(cells: Sequence[str | Markup], numbers: frozenset[int]) -> Markup:
    first, *rest = cells
    cells_ = [
        Markup('<td class="number">{}</td>' if place in numbers else "<td>{}</td>").format(cell)
        for place, cell in enumerate(rest, 1)
    ]
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(first, Markup("").join(cells_))
