"""Rows of the exchange: needs and offers, who is let in, interest, and what people follow."""

from sangsaeng.exchange.models.following import SavedSearch, Watch
from sangsaeng.exchange.models.interest import Appointment, Interest
from sangsaeng.exchange.models.learning import MatchSetting, Verdict
from sangsaeng.exchange.models.listing import (
    Admission,
    Attachment,
    Audience,
    Competitor,
    Listing,
    ListingQuerySet,
)

__all__ = [
    "Admission",
    "Appointment",
    "Attachment",
    "Audience",
    "Competitor",
    "Interest",
    "Listing",
    "ListingQuerySet",
    "MatchSetting",
    "SavedSearch",
    "Verdict",
    "Watch",
]
