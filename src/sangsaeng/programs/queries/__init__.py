"""How programs, calls and entries are read."""
