"""Fairs, who takes part, what they wish for, and the timetables made of it."""

from sangsaeng.fairs.models.fair import (
    Day,
    Fair,
    FairQuerySet,
    FairRole,
    Hall,
    Order,
    Population,
    Slot,
)
from sangsaeng.fairs.models.participation import (
    CalendarFeed,
    Participant,
    ParticipantQuerySet,
    Session,
    Side,
    Table,
    Unavailability,
)
from sangsaeng.fairs.models.request import (
    ForbiddenPair,
    Pin,
    Purpose,
    Request,
    RequestQuerySet,
    Wish,
)
from sangsaeng.fairs.models.timetable import Meeting, Seat, Timetable, Unplaced

__all__ = [
    "CalendarFeed",
    "Day",
    "Fair",
    "FairQuerySet",
    "FairRole",
    "ForbiddenPair",
    "Hall",
    "Meeting",
    "Order",
    "Participant",
    "ParticipantQuerySet",
    "Pin",
    "Population",
    "Purpose",
    "Request",
    "RequestQuerySet",
    "Seat",
    "Session",
    "Side",
    "Slot",
    "Table",
    "Timetable",
    "Unavailability",
    "Unplaced",
    "Wish",
]
