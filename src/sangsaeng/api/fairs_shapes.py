"""Fairs as programs read them: ISO 8601 moments with offset, names in both languages."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from sangsaeng.fairs.models import Fair, Meeting, Participant, Request, Side, Timetable, Unplaced
from sangsaeng.fairs.queries.requests import SealedRequest
from sangsaeng.fairs.queries.timetables import Agenda, Left
from sangsaeng.fairs.reasons import Names, reason_label, reason_sentence
from sangsaeng.fairs.weights import SCALE

ONE_LINE = r"^[^\x00-\x1f\x7f]*$"


class Both(Schema):
    """A name in Korean and in English; the Korean one where there is no other."""

    ko: str
    en: str


class FairOut(Schema):
    """A fair."""

    slug: str
    name: Both
    organizer: Both
    place: str
    zone: str
    state: str
    population: str
    is_sample: bool


class SlotOut(Schema):
    """A stretch of time in which every table holds at most one meeting."""

    number: int
    date: date
    starts_at: datetime
    ends_at: datetime


class FairDetail(FairOut):
    """A fair with its slots and halls."""

    about: str
    slots: list[SlotOut]
    halls: list[str]


class ParticipantOut(Schema):
    """An organization's place in a fair."""

    code: str
    name: Both
    side: str
    interests: str
    is_sample: bool


class RequestOut(Schema):
    """A wish to meet.

    A party reads the wish with which it was asked. Of what it asked itself it reads whether it was
    accepted and the reason that was shared. What else the other side said is null.
    """

    code: str
    buyer: ParticipantOut
    supplier: ParticipantOut
    asking_side: str
    state: str
    buyer_wish: str | None
    supplier_wish: str | None
    answer_note: str | None
    purpose: str
    topic: str
    entered_at: datetime


class RequestIn(Schema):
    """A request entered for a participant that the caller speaks for."""

    asking: str = Field(pattern=r"^[0-9A-Z]{1,12}$")
    asked: str = Field(pattern=r"^[0-9A-Z]{1,12}$")
    wish: str = Field("unstated", pattern="^(must|want|possible|unstated)$")
    purpose: str = Field(
        "other", pattern="^(purchase|joint_rnd|technology|supplier_entry|sales_channel|other)$"
    )
    topic: str = Field("", max_length=300, pattern=ONE_LINE)


class WishIn(Schema):
    """How much one side wishes a meeting."""

    side: str = Field(pattern="^(buyer|supplier)$")
    wish: str = Field(pattern="^(must|want|possible|no_thanks|unstated)$")


class Figures(Schema):
    """What a timetable reaches, or the most that any could reach."""

    suppliers_met: int
    weight: float
    gaps: int


class TimetableOut(Schema):
    """A timetable; its figures and its number among drafts are the officers' to read."""

    number: int | None
    state: str
    published_at: datetime | None
    serial: int | None = None
    meeting_count: int | None = None
    reached: Figures | None = None
    bound: Figures | None = None
    is_proved_best: bool | None = None


class MeetingOut(Schema):
    """Two parties at one table in one slot."""

    request: str
    buyer: ParticipantOut
    supplier: ParticipantOut
    starts_at: datetime
    ends_at: datetime
    hall: str
    table: str
    purpose: str
    topic: str


class UnplacedOut(Schema):
    """A request without a meeting and the reason, for officers."""

    request: str
    buyer: ParticipantOut
    supplier: ParticipantOut
    reason: str
    label: str
    sentence: str
    facts: dict[str, Any]


class EntryOut(Schema):
    """One stretch of a participant's day."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    title: str
    hall: str
    table: str
    purpose: str
    topic: str
    request: str


class LeftOut(Schema):
    """A request without a meeting, as its own party may know of it."""

    request: str
    counterpart: str
    own_wish: str
    code: str
    sentence: str


class AgendaOut(Schema):
    """A participant's own timetable, and its requests that found no place."""

    participant: str
    name: str
    number: int | None
    entries: list[EntryOut]
    unplaced: list[LeftOut]


def both(korean: str, english: str) -> Both:
    """Return a name in both languages."""
    return Both(ko=korean, en=english or korean)


def fair_out(fair: Fair) -> FairOut:
    """Return a fair."""
    return FairOut(**_frame(fair))


def fair_detail(fair: Fair) -> FairDetail:
    """Return a fair with its slots and halls."""
    slots = [
        SlotOut(
            number=number,
            date=slot.starts_at.astimezone(fair.tz).date(),
            starts_at=slot.starts_at.astimezone(fair.tz),
            ends_at=slot.ends_at.astimezone(fair.tz),
        )
        for number, slot in enumerate(fair.slots.all())
    ]
    halls = [hall.name for hall in fair.halls.all()]
    return FairDetail(**_frame(fair), about=fair.about, slots=slots, halls=halls)


def participant_out(participant: Participant) -> ParticipantOut:
    """Return a participant."""
    organization = participant.organization
    return ParticipantOut(
        code=participant.code,
        name=both(organization.name, organization.name_en),
        side=participant.side,
        interests=participant.interests,
        is_sample=participant.is_sample,
    )


def request_out(request: Request, fair: Fair, seen: SealedRequest | None) -> RequestOut:
    """Return a request whole, or as far as one of its parties has seen it."""
    wishes = {Side.BUYER: request.buyer_wish, Side.SUPPLIER: request.supplier_wish}
    if seen is not None:
        other = Side.SUPPLIER if seen.own_side == Side.BUYER else Side.BUYER
        wishes = {Side(seen.own_side): seen.own_wish, other: seen.other_wish}
    return RequestOut(
        code=request.code,
        buyer=participant_out(request.buyer),
        supplier=participant_out(request.supplier),
        asking_side=request.asking_side,
        state=request.state if seen is None else seen.state,
        buyer_wish=wishes[Side.BUYER] or None,
        supplier_wish=wishes[Side.SUPPLIER] or None,
        answer_note=(request.answer_note if seen is None else seen.reason) or None,
        purpose=request.purpose,
        topic=request.topic,
        entered_at=request.entered_at.astimezone(fair.tz),
    )


def timetable_out(timetable: Timetable, fair: Fair, *, with_figures: bool) -> TimetableOut:
    """Return a timetable, with what it reaches for those who run the fair."""
    at = timetable.published_at
    plain: dict[str, Any] = {
        "number": timetable.number,
        "state": timetable.state,
        "published_at": at.astimezone(fair.tz) if at else None,
    }
    if not with_figures:
        return TimetableOut(**plain)
    return TimetableOut(
        **plain,
        serial=timetable.serial,
        meeting_count=timetable.meeting_count,
        reached=Figures(
            suppliers_met=timetable.suppliers_met,
            weight=timetable.weight / SCALE,
            gaps=timetable.gaps,
        ),
        bound=Figures(
            suppliers_met=timetable.bound_suppliers_met,
            weight=timetable.bound_weight / SCALE,
            gaps=timetable.bound_gaps,
        ),
        is_proved_best=timetable.is_proved_best,
    )


def meeting_out(meeting: Meeting, fair: Fair) -> MeetingOut:
    """Return a meeting."""
    return MeetingOut(
        request=meeting.request.code,
        buyer=participant_out(meeting.buyer),
        supplier=participant_out(meeting.supplier),
        starts_at=meeting.slot.starts_at.astimezone(fair.tz),
        ends_at=meeting.slot.ends_at.astimezone(fair.tz),
        hall=meeting.table.hall.name,
        table=meeting.table.label,
        purpose=meeting.request.purpose,
        topic=meeting.request.topic,
    )


def unplaced_out(unplaced: Unplaced, names: Names) -> UnplacedOut:
    """Return a request without a meeting, with its reason in words."""
    return UnplacedOut(
        request=unplaced.request.code,
        buyer=participant_out(unplaced.request.buyer),
        supplier=participant_out(unplaced.request.supplier),
        reason=unplaced.reason,
        label=reason_label(unplaced.reason),
        sentence=reason_sentence(unplaced, names),
        facts=unplaced.detail,
    )


def agenda_out(agenda: Agenda, left: list[Left], number: int | None) -> AgendaOut:
    """Return a participant's timetable and what of its wishes found no place."""
    return AgendaOut(
        participant=agenda.participant_code,
        name=agenda.name,
        number=number,
        entries=[
            EntryOut(
                kind=entry.kind,
                starts_at=entry.starts_at,
                ends_at=entry.ends_at,
                title=entry.title,
                hall=entry.hall,
                table=entry.table,
                purpose=entry.purpose,
                topic=entry.topic,
                request=entry.request_code,
            )
            for day in agenda.days
            for entry in day.entries
        ],
        unplaced=[
            LeftOut(
                request=one.request_code,
                counterpart=one.counterpart,
                own_wish=one.own_wish,
                code=one.code,
                sentence=one.sentence,
            )
            for one in left
        ],
    )


def _frame(fair: Fair) -> dict[str, Any]:
    return {
        "slug": fair.slug,
        "name": both(fair.name, fair.name_en),
        "organizer": both(fair.organizer.name, fair.organizer.name_en),
        "place": fair.place,
        "zone": fair.zone,
        "state": fair.state,
        "population": fair.population,
        "is_sample": fair.is_sample,
    }
