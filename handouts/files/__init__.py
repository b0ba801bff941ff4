"""Reading and writing files: whole, atomically, with a finding for what cannot be read."""
