"""What happens elsewhere, turned into news for those it concerns."""

from sangsaeng.notices.listening import afterward, requests, searches, the_day, timetables

__all__ = ["afterward", "requests", "searches", "the_day", "timetables"]
