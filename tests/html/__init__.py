"""The pages of this project, as HTML."""
