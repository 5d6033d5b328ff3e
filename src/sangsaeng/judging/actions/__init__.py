"""What is done in judging: one function per business verb."""
