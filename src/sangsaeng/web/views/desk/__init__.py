"""The desk on the day of a fair."""
