"""Every check on templates, facts, catalogs and words."""
