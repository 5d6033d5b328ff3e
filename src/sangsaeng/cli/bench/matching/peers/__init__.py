"""Other ways to find the same offers: each given its best, and the same tokens."""
