"""Fairs, who takes part, what they wish for, and the timetables made of it."""

from sangsaeng.fairs.models.afterward import MeetingNote, NoShow
from sangsaeng.fairs.models.briefing import ChecklistItem, KeptItem, Material, Session, Talk
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
from sangsaeng.fairs.models.fit import Fit
from sangsaeng.fairs.models.participation import (
    CalendarFeed,
    Participant,
    ParticipantQuerySet,
    Side,
    Table,
    Unavailability,
)
from sangsaeng.fairs.models.request import (
    STANDING,
    AskingRule,
    CompanyClass,
    ForbiddenPair,
    Pin,
    Purpose,
    Request,
    RequestQuerySet,
    Wish,
)
from sangsaeng.fairs.models.the_day import Mark, Offer, Opening
from sangsaeng.fairs.models.timetable import Meeting, Seat, Timetable, Unplaced

__all__ = [
    "STANDING",
    "AskingRule",
    "CalendarFeed",
    "ChecklistItem",
    "CompanyClass",
    "Day",
    "Fair",
    "FairQuerySet",
    "FairRole",
    "Fit",
    "ForbiddenPair",
    "Hall",
    "KeptItem",
    "Mark",
    "Material",
    "Meeting",
    "MeetingNote",
    "NoShow",
    "Offer",
    "Opening",
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
    "Talk",
    "Timetable",
    "Unavailability",
    "Unplaced",
    "Wish",
]
