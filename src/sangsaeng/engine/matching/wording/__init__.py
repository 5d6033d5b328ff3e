"""Korean texts: read into terms and pairs of letters, kept compactly, quoted in a reason."""
