"""Programs, calls and entries: a scheme is a set of settings, one round of it, and who applies."""
