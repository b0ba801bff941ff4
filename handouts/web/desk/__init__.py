"""The front desk, served: the same page, and the print job with what is typed."""
