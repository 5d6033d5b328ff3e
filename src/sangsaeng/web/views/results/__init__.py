"""What came of a fair, and next year's fair made from it."""
