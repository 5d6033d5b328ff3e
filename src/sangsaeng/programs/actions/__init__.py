"""What people do with programs, calls and entries: one function per business verb."""
