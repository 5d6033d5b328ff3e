"""What happens elsewhere, turned into news for those it concerns."""

from sangsaeng.notices.listening import afterward, requests, the_day, timetables

__all__ = ["afterward", "requests", "the_day", "timetables"]
