"""The HTML pages of this project: one Jinja2 environment, one base page, one style sheet.

A page is a template beside the code that fills it (`reports/facts.html`). It extends
`html/base.html`, which gives it its landmarks, its one `h1` and its style; tables and the marking
of languages come from `html/macros.html`. Reports are single files without scripts that ask no
other machine for anything, the same bytes for the same data; they are XML too, so that tests can
parse them strictly.
"""

from handouts.html.environment import in_colors, render

__all__ = ["in_colors", "render"]
