"""Compiled loops over the arrays of an index."""
