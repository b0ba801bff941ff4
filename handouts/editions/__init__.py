"""A `Handout` as a file, in one edition or another."""
