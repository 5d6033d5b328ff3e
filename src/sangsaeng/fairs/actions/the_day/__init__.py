"""On the day: who came, which places fell free, who takes them, and what is repaired."""
