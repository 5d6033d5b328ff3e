"""What goes wrong on the day, and a fair's rows as they are with it, before anything is saved."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace

from sangsaeng.fairs.bridge.rows import FairRows
from sangsaeng.fairs.models import Hall, Participant, Slot, Table


@dataclass(frozen=True)
class Missing:
    """Somebody comes late, or comes no more: these slots pass without them."""

    participant: Participant
    slots: tuple[Slot, ...]
    cause: str


@dataclass(frozen=True)
class Back:
    """Somebody who was late or away is there after all."""

    participant: Participant


@dataclass(frozen=True)
class TableLost:
    """A table cannot be used from a slot on."""

    table: Table
    since: Slot


@dataclass(frozen=True)
class TableBack:
    """A table that was lost can be used again."""

    table: Table


@dataclass(frozen=True)
class Delay:
    """A hall runs so many minutes behind; with none it is on time again."""

    hall: Hall
    minutes: int


Disturbance = Missing | Back | TableLost | TableBack | Delay


def disturbed(rows: FairRows, disturbances: Iterable[Disturbance], now: int) -> FairRows:
    """Return the rows as they would be; what has begun is not touched by any of it."""
    gone = {participant: set(slots) for participant, slots in rows.gone.items()}
    tables = {table.pk: table for table in rows.tables}
    for one in disturbances:
        match one:
            case Missing(participant, slots):
                still = {slot.pk for slot in slots if rows.number.get(slot.pk, -1) > now}
                gone.setdefault(participant.pk, set()).update(still)
            case Back(participant):
                gone[participant.pk] = {
                    slot
                    for slot in gone.get(participant.pk, set())
                    if rows.number.get(slot, -1) <= now
                }
            case TableLost(table, since):
                tables[table.pk] = _table(tables[table.pk], since)
            case TableBack(table):
                tables[table.pk] = _table(tables[table.pk], None)
            case Delay():
                pass
    return replace(rows, gone=gone, tables=list(tables.values()))


def minutes_behind(rows: FairRows, disturbances: Iterable[Disturbance] = ()) -> Mapping[int, int]:
    """Return, by the primary key of each hall with a table, how far behind it runs."""
    behind = {table.hall_id: table.hall.behind_minutes for table in rows.tables}
    return behind | {one.hall.pk: one.minutes for one in disturbances if isinstance(one, Delay)}


def _table(table: Table, since: Slot | None) -> Table:
    other = copy(table)
    other.lost_from = since
    return other
