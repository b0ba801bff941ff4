"""The translator's live page: the sheet as it will be printed, beside the list of its messages."""
