"""Pages of a fair up to its planning: set up, people, days, participants, requests."""
