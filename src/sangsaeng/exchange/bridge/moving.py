"""What moved among needs and offers since the last look."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db.models import Count, Func, IntegerField, Max, Sum

from sangsaeng.exchange.models import Listing

# A row may be committed this much later than the moment it carries; until then it is looked for.
LATEST_COMMIT: Final = timedelta(minutes=10)


class Look(NamedTuple):
    """What was seen: the rows touched since a moment, each with its own, and their stamp."""

    since: datetime | None = None
    stamp: tuple[int, datetime | None, int] | None = None
    rows: dict[int, datetime] = {}


class _Microseconds(Func):
    """The part of a moment below the second, which any touching changes."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Take it from the text that the moment is kept as."""
        template = "CAST(substr(%(expressions)s, 21, 6) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Ask for it by its name."""
        template = "MOD(CAST(EXTRACT(MICROSECONDS FROM %(expressions)s) AS BIGINT), 1000000)"
        return self.as_sql(compiler, connection, template=template, **context)


def look_again(last: Look) -> tuple[Look, set[int]]:
    """Look at what was touched since the last look; return the new look and the rows that moved.

    One statement on the index of the moments where nothing moved. A row that is named may not
    have moved at all, or be gone: whoever hears of it reads it again.
    """
    touched = Listing.objects.all()
    if last.since is not None:
        touched = touched.filter(touched_at__gte=last.since)
    seen = touched.aggregate(
        number=Count("touched_at"),
        latest=Max("touched_at"),
        parts=Sum(_Microseconds("touched_at")),
    )
    if (seen["number"], seen["latest"], seen["parts"] or 0) == last.stamp:
        return last, set()
    rows = dict(touched.values_list("pk", "touched_at"))
    moved = {pk for pk, at in rows.items() if last.rows.get(pk) != at}
    return _look_at(rows), moved | (last.rows.keys() - rows.keys())


def _look_at(rows: dict[int, datetime]) -> Look:
    """Return what the next look is compared with: the rows that may still be followed by others."""
    if not rows:
        return Look()
    latest = max(rows.values())
    since = latest - LATEST_COMMIT
    recent = {pk: at for pk, at in rows.items() if at >= since}
    return Look(since, (len(recent), latest, sum(at.microsecond for at in recent.values())), recent)
