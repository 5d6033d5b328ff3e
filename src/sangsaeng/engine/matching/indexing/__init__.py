"""The index: documents of terms in, the best of them for a query out; filtered, changed and saved."""
