"""Spreadsheets in and out: hostile files refused, rows typed, user text never a formula."""
