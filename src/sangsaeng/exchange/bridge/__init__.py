"""From needs and offers to the matching engine and back; only here the engine is opened."""
