"""Pages that a program on this machine serves, on the loopback address: for translators and for the
front desk."""
