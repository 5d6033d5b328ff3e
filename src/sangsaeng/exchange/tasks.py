"""What the worker does for the exchange."""
