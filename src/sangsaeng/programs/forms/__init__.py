"""How each form of question is answered: read, mended, shown.

A value is plain JSON without floats, so that it can be fingerprinted: a number is exact decimal
text, an amount whole won, a date ISO text, a table a list of rows. Files are rows of their own.
"""

from sangsaeng.programs.forms.asked import (
    PARTNER,
    USUAL,
    Asked,
    Choice,
    Column,
    Partners,
    Value,
    choices_of,
    columns_of,
    day_in,
    is_empty,
    limit_of,
    number_of,
)
from sangsaeng.programs.forms.mending import Reading, fault_in, understood
from sangsaeng.programs.forms.reading import NotReadable, read
from sangsaeng.programs.forms.showing import as_json, fits, show

__all__ = [
    "PARTNER",
    "USUAL",
    "Asked",
    "Choice",
    "Column",
    "NotReadable",
    "Partners",
    "Reading",
    "Value",
    "as_json",
    "choices_of",
    "columns_of",
    "day_in",
    "fault_in",
    "fits",
    "is_empty",
    "limit_of",
    "number_of",
    "read",
    "show",
    "understood",
]
