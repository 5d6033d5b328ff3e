"""Copies of files without the marks of who made them; all but `making` runs in a confined process."""
