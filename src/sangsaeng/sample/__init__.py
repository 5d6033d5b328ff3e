"""Sample data: published facts with their source, and generated parties marked as sample."""
