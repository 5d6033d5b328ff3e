"""What a fair tells whoever listens."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.fairs.models import (
    Fair,
    Hall,
    Meeting,
    MeetingNote,
    NoShow,
    Offer,
    Opening,
    Participant,
    Request,
    Session,
    Timetable,
)
from sangsaeng.kernel.models import Person


@dataclass(frozen=True)
class RequestEntered:
    """One side asked for a meeting; the other has to answer."""

    request: Request
    actor: Person
    at: datetime


@dataclass(frozen=True)
class RequestAnswered:
    """The side that was asked accepted or declined, as the request's state says."""

    request: Request
    actor: Person
    at: datetime


@dataclass(frozen=True)
class AnswersAwaited:
    """A participant has requests without an answer, and the day to answer is near."""

    participant: Participant
    requests: tuple[Request, ...]
    at: datetime


@dataclass(frozen=True)
class RequestExpired:
    """Nobody answered in time."""

    request: Request
    at: datetime


@dataclass(frozen=True)
class ProfileWritten:
    """A participant changed what it says of itself."""

    participant: Participant
    at: datetime


@dataclass(frozen=True)
class ProfileSentBack:
    """An officer asks a participant to complete its profile."""

    participant: Participant
    at: datetime


@dataclass(frozen=True)
class TimetablePublished:
    """A version is in force."""

    timetable: Timetable
    actor: Person
    at: datetime


@dataclass(frozen=True)
class MeetingCalledOff:
    """On the day a meeting of the version in force does not take place; its place is free."""

    opening: Opening
    at: datetime


@dataclass(frozen=True)
class OfferMade:
    """A free place is offered to a waiting pair, until the offer's own time."""

    offer: Offer
    at: datetime


@dataclass(frozen=True)
class MeetingBooked:
    """A waiting or walk-in pair got a place of the version in force."""

    meeting: Meeting
    at: datetime


@dataclass(frozen=True)
class HallBehind:
    """A hall runs late, or is on time again, as its own minutes say."""

    hall: Hall
    at: datetime


@dataclass(frozen=True)
class SessionChanged:
    """A side session that a participant attends changed its hours or place, or is called off."""

    session: Session
    participants: tuple[Participant, ...]
    is_called_off: bool
    at: datetime


@dataclass(frozen=True)
class NextStepDue:
    """A next step is due, or was not taken for so many days."""

    note: MeetingNote
    days_late: int
    at: datetime


@dataclass(frozen=True)
class NoShowRecorded:
    """A participant's absence went on its record; it may answer."""

    no_show: NoShow
    at: datetime


@dataclass(frozen=True)
class FairEnded:
    """The fair is over."""

    fair: Fair
    actor: Person
    at: datetime
