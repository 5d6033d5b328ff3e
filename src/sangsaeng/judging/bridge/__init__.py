"""Turns rows into problems for the engine and its answers back into rows."""
