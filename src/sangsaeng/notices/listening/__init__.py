"""What happens elsewhere, turned into news for those it concerns."""

from sangsaeng.notices.listening import (
    afterward,
    interest,
    listings,
    requests,
    searches,
    the_day,
    timetables,
)

__all__ = [
    "afterward",
    "interest",
    "listings",
    "requests",
    "searches",
    "the_day",
    "timetables",
]
