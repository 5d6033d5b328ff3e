"""How honors, plaques and benefits are read."""
