"""What happens elsewhere, turned into news for those it concerns."""

from sangsaeng.notices.listening import (
    afterward,
    disclosure,
    interest,
    listings,
    requests,
    searches,
    the_day,
    timetables,
)

__all__ = [
    "afterward",
    "disclosure",
    "interest",
    "listings",
    "requests",
    "searches",
    "the_day",
    "timetables",
]
