"""Pages of needs, offers and what follows from them."""
