"""When a next step is asked about, and what a person has to do after their meetings."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q

from sangsaeng.fairs.models import Fair, Meeting, MeetingNote, Participant
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership

ASKED_AFTER: Final = (0, 30, 90)
"""A step is asked about on its day and after so many days more; then no more."""

MORNING: Final = timedelta(hours=9)
"""Nobody is woken: a day begins for the house at this hour of the fair's own time."""

MOST_AT_ONCE: Final = 200
STEPS_SHOWN: Final = 10
SOON: Final = timedelta(days=7)
FRESH: Final = timedelta(days=90)
_MEETING = ("request__fair", "request__buyer__organization", "request__supplier__organization")


def today_at(fair: Fair, at: datetime) -> date:
    """Return the date at the fair's place."""
    return at.astimezone(fair.tz).date()


def stage_of(note: MeetingNote, at: datetime) -> int | None:
    """Return at which of the stages the house asks now; nothing while it is too early."""
    if note.remind_on is None or note.due_on is None:
        return None
    today = today_at(note.request.fair, at - MORNING)
    if today < note.remind_on:
        return None
    return max(days for days in ASKED_AFTER if note.due_on + timedelta(days=days) <= today)


def following_stage(note: MeetingNote, asked: int) -> date | None:
    """Return the day on which the house asks next."""
    later = [days for days in ASKED_AFTER if days > asked]
    return note.due_on + timedelta(days=later[0]) if note.due_on and later else None


def steps_to_ask_about(at: datetime) -> list[MeetingNote]:
    """Return the notes about which the house asks now, by one indexed query."""
    soon = (at + timedelta(days=1)).date()
    due = MeetingNote.objects.filter(remind_on__lte=soon).select_related(
        "participant__organization", *_MEETING
    )
    found = due.order_by("remind_on", "pk")[:MOST_AT_ONCE]
    return [one for one in found if stage_of(one, at) is not None]


@dataclass(frozen=True)
class ToDo:
    """What waits for a person after meetings: notes to write, by fair, and steps to take."""

    unwritten: list[tuple[Fair, int]]
    steps: list[MeetingNote]

    def __bool__(self) -> bool:
        return bool(self.unwritten or self.steps)


def to_do_of(person: Person, *, at: datetime) -> ToDo:
    """Return what waits for the person, in a constant number of queries."""
    own = list(
        Participant.objects.filter(
            organization__in=Membership.objects.organizations_of(person)
        ).values_list("pk", flat=True)
    )
    return ToDo(_unwritten(own, at), _steps(own, at))


def _unwritten(own: list[int], at: datetime) -> list[tuple[Fair, int]]:
    """Count the meetings of the last months that an own side has not noted, by fair."""
    if not own:
        return []
    counted: Counter[int] = Counter()
    for side in ("buyer", "supplier"):
        written = MeetingNote.objects.filter(
            request=OuterRef("request"), participant=OuterRef(side)
        )
        counted.update(
            Meeting.objects.filter(
                ~Exists(written),
                timetable__state="published",
                slot__starts_at__range=(at - FRESH, at),
                **{f"{side}__in": own},
            ).values_list("timetable__fair", flat=True)
        )
    fairs = Fair.objects.filter(pk__in=counted).order_by("-entered_at", "pk")
    return [(fair, counted[fair.pk]) for fair in fairs]


def _steps(own: list[int], at: datetime) -> list[MeetingNote]:
    """Return the own steps that are due within days or late, the oldest first."""
    soon = (at + SOON).date()
    open_steps = MeetingNote.objects.filter(
        ~Q(next_step=""), participant__in=own, done_at__isnull=True
    ).filter(Q(due_on__lte=soon) | Q(due_on__isnull=True))
    found = open_steps.select_related("participant__organization", *_MEETING)
    return list(found.order_by(F("due_on").asc(nulls_last=True), "pk")[:STEPS_SHOWN])
