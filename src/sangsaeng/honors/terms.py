"""How long a benefit runs: its last day, and on which days its holder is reminded."""

import calendar
from datetime import date
from typing import Final

# Days before the end, the earlier reminder first.
REMINDERS: Final = (60, 14)


def last_day(start: date, months: int) -> date:
    """Return the last day of a term of months, on which it still holds.

    The first day is not counted (Civil Act art. 157), so a term ends on the day of the same
    number; where the month has no such day, on the month's last one (art. 160 ③).

    Examples
    --------
    >>> last_day(date(2026, 11, 20), 24)
    datetime.date(2028, 11, 20)
    >>> last_day(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def reminder_for(days_left: int) -> int | None:
    """Return of which reminder so many days are, the latest that has come."""
    return next((mark for mark in reversed(REMINDERS) if 0 <= days_left <= mark), None)
