"""A timetable as it is read: by a participant, on the wall, against an earlier version, as a whole."""

from sangsaeng.fairs.queries.timetables.agendas import (
    Agenda,
    AgendaDay,
    Entry,
    agenda_of,
    agendas_of,
)
from sangsaeng.fairs.queries.timetables.changes import (
    Change,
    Changes,
    Spot,
    changes,
    own_changes,
)
from sangsaeng.fairs.queries.timetables.charts import (
    Cell,
    ChartDay,
    HallChart,
    TableRow,
    WallChart,
    wall_chart,
)
from sangsaeng.fairs.queries.timetables.fairness import Fairness, PartyLoad, SlotLoad, fairness
from sangsaeng.fairs.queries.timetables.histories import Announced, history_of
from sangsaeng.fairs.queries.timetables.left import Left, unplaced_for
from sangsaeng.fairs.queries.timetables.names import name_of
from sangsaeng.fairs.queries.timetables.own import OwnMeetings

__all__ = [
    "Agenda",
    "AgendaDay",
    "Announced",
    "Cell",
    "Change",
    "Changes",
    "ChartDay",
    "Entry",
    "Fairness",
    "HallChart",
    "Left",
    "OwnMeetings",
    "PartyLoad",
    "SlotLoad",
    "Spot",
    "TableRow",
    "WallChart",
    "agenda_of",
    "agendas_of",
    "changes",
    "fairness",
    "history_of",
    "name_of",
    "own_changes",
    "unplaced_for",
    "wall_chart",
]
