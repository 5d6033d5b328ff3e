"""A ledger that only grows: what was written cannot be changed, cut or replaced unnoticed."""
