"""Speed, size and memory beside two other makers of tagged PDFs: `make bench`."""
