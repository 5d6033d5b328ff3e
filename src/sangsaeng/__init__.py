"""Sangsaeng (상생): one cooperation, from the first need to the proven gain of both sides."""
