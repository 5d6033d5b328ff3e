"""Pages of programs, calls and entries."""
