"""What happens elsewhere, turned into news for those it concerns."""

from sangsaeng.notices.listening import (
    afterward,
    calls,
    disclosure,
    entries,
    honors,
    interest,
    judging,
    listings,
    requests,
    searches,
    the_day,
    timetables,
)

__all__ = [
    "afterward",
    "calls",
    "disclosure",
    "entries",
    "honors",
    "interest",
    "judging",
    "listings",
    "requests",
    "searches",
    "the_day",
    "timetables",
]
