"""What all HTML pages of this project share."""
