"""Words out of a project and in again, in the formats of translators' other tools: catalogs as
XLIFF 2, the glossary as TBX.

What comes from outside is not trusted: a file is read whole or not at all, and what is wrong with
it is findings.
"""
