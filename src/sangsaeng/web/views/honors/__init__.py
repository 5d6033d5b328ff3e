"""Pages of honors, plaques, benefits and ceremonies."""
