"""What is done with honors: one function per business verb."""
