"""The one place that reads the clock; the doors call it and pass the moment on as `at=`."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the door the rule points to


def day_of(at: datetime) -> date:
    """Return the day on which a moment falls in Seoul, where terms begin and end."""
    return at.astimezone(SEOUL).date()
