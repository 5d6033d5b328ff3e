"""Who looked at what of a call's judging, and whose looking was out of the ordinary."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDate

from sangsaeng.judging.models import Look
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call

Row = dict[str, Any]

# A leak is often found weeks after it began.
WINDOW = timedelta(days=60)
# Out of the ordinary is a day with so many looks, and so many times the usual busiest day.
LEAST, TIMES = 20, 3


@dataclass(frozen=True)
class Looked:
    """What one account looked at."""

    person: Person
    total: int
    entries: int
    days: int
    busiest_on: date
    busiest: int
    kinds: tuple[tuple[str, int], ...]
    is_unusual: bool


def looks_before(call: Call, at: datetime) -> list[Looked]:
    """Return what each account looked at in the sixty days before a moment, the most first."""
    counted = (
        Look.objects.filter(call=call, at__lte=at, at__gt=at - WINDOW)
        .order_by()
        .annotate(day=TruncDate("at", tzinfo=SEOUL))
        .values("person", "person__name", "person__email", "day", "what", "entry")
        .annotate(number=Count("pk"))
    )
    mine: dict[int, list[Row]] = defaultdict(list)
    for row in counted:
        mine[row["person"]].append(dict(row))
    busiest = {one: _busiest(rows) for one, rows in mine.items()}
    looked = [_looked(rows, busiest[one], _usual(busiest, one)) for one, rows in mine.items()]
    return sorted(looked, key=lambda one: (-one.total, one.person.pk))


def unusual_in(looked: Iterable[Looked]) -> list[Looked]:
    """Return those whose looking was out of the ordinary."""
    return [one for one in looked if one.is_unusual]


def _busiest(rows: list[Row]) -> tuple[int, date]:
    days: dict[date, int] = defaultdict(int)
    for row in rows:
        days[row["day"]] += row["number"]
    return max((number, day) for day, number in days.items())


def _usual(busiest: dict[int, tuple[int, date]], one: int) -> float:
    """Return the usual busiest day of all the others."""
    others = [number for other, (number, _day) in busiest.items() if other != one]
    return median(others) if others else 0.0


def _looked(rows: list[Row], busiest: tuple[int, date], usual: float) -> Looked:
    kinds: dict[str, int] = defaultdict(int)
    for row in rows:
        kinds[row["what"]] += row["number"]
    number, day = busiest
    first = rows[0]
    return Looked(
        person=Person(pk=first["person"], name=first["person__name"], email=first["person__email"]),
        total=sum(kinds.values()),
        entries=len({row["entry"] for row in rows if row["entry"] is not None}),
        days=len({row["day"] for row in rows}),
        busiest_on=day,
        busiest=number,
        kinds=tuple(sorted(kinds.items())),
        is_unusual=number >= LEAST and number > TIMES * usual,
    )
