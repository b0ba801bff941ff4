"""Printed editions: blocks on pages, measured, broken and painted as tagged PDF."""
