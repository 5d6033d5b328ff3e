"""What is done in the exchange, by theme."""
