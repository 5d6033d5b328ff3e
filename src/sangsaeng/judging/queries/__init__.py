"""How judging is read: one projection per audience."""
