"""What the exchange declines to do, by theme."""
