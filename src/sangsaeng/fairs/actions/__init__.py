"""Every business verb of a fair, by what it is about."""
