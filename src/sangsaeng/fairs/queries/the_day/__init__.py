"""What is read on the day: marks, places, who waits for them, and what went wrong."""
