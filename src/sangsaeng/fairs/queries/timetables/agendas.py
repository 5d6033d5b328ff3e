"""The timetable of a participant: its meetings, side sessions and free stretches, day by day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

from django.db.models import QuerySet

from sangsaeng.fairs.models import Meeting, Participant, Session, Slot, Timetable, Unavailability
from sangsaeng.fairs.queries.timetables.names import name_of
from sangsaeng.fairs.queries.timetables.own import OwnMeetings

EntryKind = Literal["meeting", "session", "free", "away"]


@dataclass(frozen=True)
class Entry:
    """One stretch of a participant's day, in the fair's own time zone.

    A meeting names its counterpart, hall and table; a session its title and place; ``free`` and
    ``away`` stretches are neighboring slots without anything, joined into one. Where its hall runs
    behind today, a meeting says by how many minutes; its announced hours stay as they are.
    """

    kind: EntryKind
    starts_at: datetime
    ends_at: datetime
    title: str = ""
    hall: str = ""
    table: str = ""
    purpose: str = ""
    topic: str = ""
    request_code: str = ""
    counterpart_code: str = ""
    behind: int = 0

    @property
    def expected_at(self) -> datetime:
        """When it begins as its hall runs now."""
        return self.starts_at + timedelta(minutes=self.behind)

    @property
    def expected_until(self) -> datetime:
        """When it ends as its hall runs now."""
        return self.ends_at + timedelta(minutes=self.behind)

    @property
    def place(self) -> str:
        """Where it happens, in one phrase."""
        return " · ".join(part for part in (self.hall, self.table) if part)

    @property
    def ends_another_day(self) -> bool:
        """Tell whether it runs past midnight."""
        return self.ends_at.date() != self.starts_at.date()


@dataclass(frozen=True)
class AgendaDay:
    """What a participant has on one day."""

    date: date
    entries: tuple[Entry, ...]

    @property
    def meetings(self) -> tuple[Entry, ...]:
        """The day's meetings."""
        return tuple(entry for entry in self.entries if entry.kind == "meeting")


@dataclass(frozen=True)
class Agenda:
    """A participant's own timetable."""

    participant_code: str
    name: str
    side: str
    side_label: str
    days: tuple[AgendaDay, ...]

    @property
    def meetings(self) -> tuple[Entry, ...]:
        """The meetings of all days."""
        return tuple(entry for day in self.days for entry in day.meetings)


def agenda_of(
    timetable: Timetable,
    participant: Participant,
    own: OwnMeetings | None = None,
    *,
    at: datetime | None = None,
) -> Agenda:
    """Return one participant's timetable, without reading those of the others.

    With a moment it also says which of that day's meetings begin late; without, what was announced.
    """
    own = own or OwnMeetings(participant)
    meetings = timetable.meetings.filter(pk__in=[one.meeting for one in own.of(timetable)])
    return _Rows(timetable, [participant], meetings, at).agenda(participant)


def agendas_of(
    timetable: Timetable, participants: Sequence[Participant] | None = None
) -> list[Agenda]:
    """Return the timetables of these participants, or of all, in as many queries as for one."""
    if participants is None:
        everybody = timetable.fair.participants.select_related("organization")
        participants = list(everybody.order_by("side", "organization__name", "pk"))
    rows = _Rows(timetable, participants, timetable.meetings.all())
    return [rows.agenda(participant) for participant in participants]


class _Rows:
    """What the agendas are made of, read once and filed by participant."""

    def __init__(
        self,
        timetable: Timetable,
        participants: Sequence[Participant],
        meetings: QuerySet[Meeting],
        at: datetime | None = None,
    ) -> None:
        self._at = at
        keys = [participant.pk for participant in participants]
        self._zone = timetable.fair.tz
        self._slots = list(timetable.fair.slots.all())
        self._meetings = _meetings_by_party(meetings)
        self._sessions = _sessions_by_attendee(keys)
        self._away: dict[int, set[int]] = defaultdict(set)
        stated = Unavailability.objects.filter(participant__in=keys)
        for participant, slot in stated.values_list("participant", "slot"):
            self._away[participant].add(slot)

    def agenda(self, participant: Participant) -> Agenda:
        entries = [
            *(self._meeting(one, participant) for one in self._meetings[participant.pk]),
            *(self._session(one) for one in self._sessions[participant.pk]),
            *self._idle(participant),
        ]
        entries.sort(key=lambda entry: (entry.starts_at, entry.ends_at, entry.table))
        days = groupby(entries, key=lambda entry: entry.starts_at.date())
        return Agenda(
            participant.code,
            name_of(participant),
            participant.side,
            str(participant.get_side_display()),
            tuple(AgendaDay(day, tuple(of_day)) for day, of_day in days),
        )

    def _meeting(self, meeting: Meeting, participant: Participant) -> Entry:
        at_buyer = meeting.buyer_id == participant.pk
        counterpart = meeting.supplier if at_buyer else meeting.buyer
        return Entry(
            "meeting",
            meeting.slot.starts_at.astimezone(self._zone),
            meeting.slot.ends_at.astimezone(self._zone),
            title=name_of(counterpart),
            hall=meeting.table.hall.name,
            table=meeting.table.label,
            purpose=str(meeting.request.get_purpose_display()),
            topic=meeting.request.topic,
            request_code=meeting.request.code,
            counterpart_code=counterpart.code,
            behind=self._behind(meeting),
        )

    def _behind(self, meeting: Meeting) -> int:
        """Return how late a meeting begins: only today's are, and only until they are over."""
        minutes, zone = meeting.table.hall.behind_minutes, self._zone
        if self._at is None or not minutes:
            return 0
        is_today = (
            meeting.slot.starts_at.astimezone(zone).date() == self._at.astimezone(zone).date()
        )
        is_over = meeting.slot.ends_at + timedelta(minutes=minutes) <= self._at
        return minutes if is_today and not is_over else 0

    def _session(self, session: Session) -> Entry:
        return Entry(
            "session",
            session.starts_at.astimezone(self._zone),
            session.ends_at.astimezone(self._zone),
            title=session.title,
            hall=session.place,
        )

    def _idle(self, participant: Participant) -> list[Entry]:
        """Return the slots without a meeting or session, neighbors of one kind joined."""
        taken = {meeting.slot_id for meeting in self._meetings[participant.pk]}
        sessions = self._sessions[participant.pk]
        stretches: list[tuple[EntryKind, list[Slot]]] = []
        previous: Slot | None = None
        for slot in self._slots:
            if slot.pk in taken or any(_overlap(session, slot) for session in sessions):
                previous = None
                continue
            kind: EntryKind = "away" if slot.pk in self._away[participant.pk] else "free"
            if previous is not None and stretches[-1][0] == kind and _adjoin(previous, slot):
                stretches[-1][1].append(slot)
            else:
                stretches.append((kind, [slot]))
            previous = slot
        return [
            Entry(
                kind,
                slots[0].starts_at.astimezone(self._zone),
                slots[-1].ends_at.astimezone(self._zone),
            )
            for kind, slots in stretches
        ]


# What an agenda tells of a meeting, and no more: whole rows are most of the cost of a phone's page.
_READ = (
    "timetable_id",
    "request_id",
    "request__code",
    "request__purpose",
    "request__topic",
    "slot_id",
    "slot__starts_at",
    "slot__ends_at",
    "table_id",
    "table__label",
    "table__hall__name",
    "table__hall__behind_minutes",
    *(
        f"{side}__{field}"
        for side in ("buyer", "supplier")
        for field in ("code", "organization__name", "organization__name_en")
    ),
)


def _meetings_by_party(meetings: QuerySet[Meeting]) -> dict[int, list[Meeting]]:
    read = meetings.select_related(
        "slot", "table__hall", "request", "buyer__organization", "supplier__organization"
    ).only(*_READ)
    by_party: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in read:
        by_party[meeting.buyer_id].append(meeting)
        by_party[meeting.supplier_id].append(meeting)
    return by_party


def _sessions_by_attendee(keys: list[int]) -> dict[int, list[Session]]:
    by_attendee: dict[int, list[Session]] = defaultdict(list)
    attendance = Session.attendees.through.objects.filter(participant__in=keys)
    for attended in attendance.select_related("session"):
        by_attendee[attended.participant_id].append(attended.session)
    return by_attendee


def _overlap(session: Session, slot: Slot) -> bool:
    return session.starts_at < slot.ends_at and session.ends_at > slot.starts_at


def _adjoin(one: Slot, following: Slot) -> bool:
    """Tell whether the pause between two slots is too short to be a break."""
    pause = following.starts_at - one.ends_at
    return one.day_id == following.day_id and pause < one.ends_at - one.starts_at
