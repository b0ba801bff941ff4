"""Gettext: from the templates to the catalogs translators fill, and what is right in them.

One module, one step: `extract` reads the templates, `store` loads and saves catalogs (`po` is
their syntax, `wrap` their line breaks), `merge` carries translations over to changed templates,
`checks` and its neighbours judge each entry, `review` knows who signed which words. Nothing here
knows of pages or PDF.
"""
