"""One project folder, read: brand, guides, glossary, signatures. Only this package knows where
its files lie."""
