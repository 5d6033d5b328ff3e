"""Fairs, who takes part, what they wish for, and the timetables made of it."""

from sangsaeng.fairs.models.fair import Day, Fair, FairRole, Hall, Order, Population, Slot
from sangsaeng.fairs.models.participation import (
    CalendarFeed,
    Participant,
    Session,
    Side,
    Table,
    Unavailability,
)
from sangsaeng.fairs.models.request import ForbiddenPair, Pin, Purpose, Request, Wish
from sangsaeng.fairs.models.timetable import Meeting, Seat, Timetable, Unplaced

__all__ = [
    "CalendarFeed",
    "Day",
    "Fair",
    "FairRole",
    "ForbiddenPair",
    "Hall",
    "Meeting",
    "Order",
    "Participant",
    "Pin",
    "Population",
    "Purpose",
    "Request",
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
