"""Template + catalog → `Handout`."""
