"""Gettext: from the templates to the catalogs that translators fill.

One module, one step: `extract` reads the templates, `store` loads and saves catalogs (`po` is
their syntax, `wrap` their line breaks), `merge` carries translations over to changed templates.
Nothing here knows of pages or PDF.
"""
