"""Needs, offers and the interest that begins a cooperation."""
