"""The front desk: its page, and what it fills in."""
