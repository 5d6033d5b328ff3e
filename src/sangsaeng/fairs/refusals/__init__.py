"""What a fair declines, each with its reason and what to do next."""
