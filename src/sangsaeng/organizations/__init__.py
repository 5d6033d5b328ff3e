"""Companies and institutions, their people, names and credentials."""
