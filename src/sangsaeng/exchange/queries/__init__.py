"""Which needs, offers and interest a viewer is shown, and how much of each."""
