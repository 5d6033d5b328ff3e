"""What happens elsewhere, turned into news for those it concerns."""

from sangsaeng.notices.listening import afterward, interest, requests, the_day, timetables

__all__ = ["afterward", "interest", "requests", "the_day", "timetables"]
