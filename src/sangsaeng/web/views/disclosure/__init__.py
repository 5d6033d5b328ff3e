"""Pages of technical material: the owner's own, and what passes between two sides."""
