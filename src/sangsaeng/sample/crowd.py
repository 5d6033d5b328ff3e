"""A large published fair with a signed-in person for every participant, to measure the site with."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session as SignedIn
from django.db import transaction
from django.urls import reverse

from sangsaeng.fairs.models import (
    Day,
    Fair,
    FairRole,
    Hall,
    Meeting,
    Participant,
    Request,
    Seat,
    Session,
    Side,
    Slot,
    Table,
    Timetable,
    Wish,
)
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Kind, Membership, Organization, Role, SizeClass

SLOTS = 16
ROUND = 4
LENGTH = timedelta(minutes=25)


@dataclass(frozen=True)
class Phone:
    """What one participant's phone knows: whom to ask for news, its page, and who holds it."""

    live: str
    page: str
    session: str


@dataclass(frozen=True)
class Crowd:
    """The phones of a fair, and its desk: who signed in there, and what it may mark."""

    phones: list[Phone]
    desk: str
    marks: str
    meetings: list[tuple[str, str]]


@transaction.atomic
def gather_crowd(number: int, *, at: datetime) -> Crowd:
    """Enter a fair of so many participants, a fifth of them buyers, published in two versions.

    Each supplier meets up to four buyers and has one request without a place; all tables are full.
    """
    fair, officer = _fair(at)
    people, participants = _participants(fair, number, at)
    buyers = [one for one in participants if one.side == Side.BUYER]
    suppliers = [one for one in participants if one.side == Side.SUPPLIER]
    slots, tables = _day(fair, at), _tables(fair, buyers)
    placed = _requests(fair, buyers, suppliers, at)
    for version, state in enumerate(("superseded", "published"), start=1):
        _fill(_version(fair, version, state, officer, at), _Grid(placed, slots, tables))
    _briefing(fair, slots[-1], suppliers)
    *sessions, desk = _sessions([*people, officer], at)
    return Crowd(
        phones=[
            Phone(
                reverse("live", args=[participant.live_code]),
                reverse("participant_timetable", args=[fair.slug, participant.code]),
                session,
            )
            for participant, session in zip(participants, sessions, strict=True)
        ],
        desk=desk,
        marks=reverse("desk_marks", args=[fair.slug]),
        meetings=[(request.supplier.code, request.code) for request, _slot in placed],
    )


@dataclass(frozen=True)
class _Grid:
    """Requests with the number of their slot, the slots, and each buyer's table."""

    placed: list[tuple[Request, int]]
    slots: list[Slot]
    tables: dict[int, Table]


def _fair(at: datetime) -> tuple[Fair, Person]:
    officer = Person.objects.create(email="officer@crowd.example", name="담당자")
    organizer = _organization("주최 기관", Kind.ASSOCIATION, at)
    organizer.save()
    fair = Fair.objects.create(
        slug="crowd",
        name="2천 명의 상담회",
        organizer=organizer,
        place="킨텍스",
        state="published",
        entered_at=at,
        is_sample=True,
    )
    FairRole.objects.create(fair=fair, person=officer, role=FairRole.Role.OFFICER, began_at=at)
    return fair, officer


def _briefing(fair: Fair, last: Slot, suppliers: list[Participant]) -> None:
    """Enter what all suppliers go to after their meetings."""
    briefing = Session.objects.create(
        fair=fair,
        kind=Session.Kind.PURCHASING_BRIEFING,
        title="구매방침설명회",
        starts_at=last.ends_at,
        ends_at=last.ends_at + LENGTH,
    )
    briefing.attendees.set(suppliers)


def _participants(fair: Fair, number: int, at: datetime) -> tuple[list[Person], list[Participant]]:
    organizations = Organization.objects.bulk_create(
        _organization(f"예시기업 {place:04d}", Kind.COMPANY, at) for place in range(number)
    )
    secret = make_password(None)
    people = Person.objects.bulk_create(
        Person(email=f"person{place}@crowd.example", name=f"참가자{place}", password=secret)
        for place in range(number)
    )
    Membership.objects.bulk_create(
        Membership(organization=organization, person=person, role=Role.MANAGER, began_at=at)
        for organization, person in zip(organizations, people, strict=True)
    )
    participants = Participant.objects.bulk_create(
        Participant(
            fair=fair,
            organization=organization,
            side=Side.BUYER if place < number // 5 else Side.SUPPLIER,
        )
        for place, organization in enumerate(organizations)
    )
    return people, participants


def _organization(name: str, kind: Kind, at: datetime) -> Organization:
    size = SizeClass.SME if kind == Kind.COMPANY else ""
    return Organization(name=name, kind=kind, size_class=size, entered_at=at, is_sample=True)


def _day(fair: Fair, at: datetime) -> list[Slot]:
    """Return the slots of today, so that the page shows a fair that is running."""
    date = at.astimezone(fair.tz).date()
    day = Day.objects.create(fair=fair, date=date)
    first = datetime.combine(date, time(10), fair.tz)
    return Slot.objects.bulk_create(
        Slot(
            fair=fair,
            day=day,
            starts_at=first + place * LENGTH,
            ends_at=first + (place + 1) * LENGTH,
        )
        for place in range(SLOTS)
    )


def _tables(fair: Fair, buyers: list[Participant]) -> dict[int, Table]:
    hall = Hall.objects.create(fair=fair, name="제1전시장")
    tables = Table.objects.bulk_create(
        Table(fair=fair, hall=hall, label=f"{place:03d}", position=place, participant=buyer)
        for place, buyer in enumerate(buyers, start=1)
    )
    return {buyer.pk: table for buyer, table in zip(buyers, tables, strict=True)}


def _requests(
    fair: Fair, buyers: list[Participant], suppliers: list[Participant], at: datetime
) -> list[tuple[Request, int]]:
    """Return the requests that have a place with the number of their slot; enter one more for each."""
    pairs: list[tuple[Participant, Participant, int | None]] = []
    for slot in range(SLOTS):
        for place in range(len(buyers)):
            buyer = buyers[(place + 7 * (slot // ROUND)) % len(buyers)]
            pairs.append((buyer, suppliers[(slot * len(buyers) + place) % len(suppliers)], slot))
    apart = len(buyers) // 2
    for place, supplier in enumerate(suppliers):
        pairs.append((buyers[(place + apart) % len(buyers)], supplier, None))
    requests = Request.objects.bulk_create(
        Request(
            fair=fair,
            buyer=buyer,
            supplier=supplier,
            buyer_wish=Wish.WANT,
            supplier_wish=Wish.MUST,
            topic="불량률을 낮추는 세정 공정",
            state="accepted",
            asking_side=Side.SUPPLIER,
            entered_at=at - timedelta(days=30),
        )
        for buyer, supplier, _slot in pairs
    )
    return [
        (request, slot)
        for request, (_buyer, _supplier, slot) in zip(requests, pairs, strict=True)
        if slot is not None
    ]


def _version(fair: Fair, number: int, state: str, officer: Person, at: datetime) -> Timetable:
    figures: dict[str, Any] = dict.fromkeys(
        (
            "suppliers_met",
            "meeting_count",
            "weight",
            "gaps",
            "bound_suppliers_met",
            "bound_weight",
            "bound_gaps",
            "milliseconds",
        ),
        0,
    )
    return Timetable.objects.create(
        fair=fair,
        serial=number,
        number=number,
        state=state,
        origin=Timetable.Origin.PLANNED,
        made_by=officer,
        made_at=at,
        published_by=officer,
        published_at=at,
        is_proved_best=False,
        problem_digest="",
        **figures,
    )


def _fill(timetable: Timetable, grid: _Grid) -> None:
    meetings = Meeting.objects.bulk_create(
        Meeting(
            timetable=timetable,
            request=request,
            buyer_id=request.buyer_id,
            supplier_id=request.supplier_id,
            slot=grid.slots[slot],
            table=grid.tables[request.buyer_id],
        )
        for request, slot in grid.placed
    )
    Seat.objects.bulk_create(
        Seat(
            timetable=timetable,
            meeting=meeting,
            slot_id=meeting.slot_id,
            participant_id=meeting.supplier_id,
        )
        for meeting in meetings
    )


def _sessions(people: list[Person], at: datetime) -> list[str]:
    """Sign everybody in, as the sign-in page would."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions = SignedIn.objects.bulk_create(
        SignedIn(
            session_key=f"crowd{person.pk:027d}",
            session_data=store.encode(
                {
                    SESSION_KEY: str(person.pk),
                    BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                    HASH_SESSION_KEY: person.get_session_auth_hash(),
                }
            ),
            expire_date=at + timedelta(days=1),
        )
        for person in people
    )
    return [session.session_key for session in sessions]
