"""A release as a static site, for any web server: start page, sheets, manifest, comparison."""
