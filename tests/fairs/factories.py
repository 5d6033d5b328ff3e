"""Rows of fairs for tests: one function each, only what is required, names by sequence."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import uuid4

from django.db.models import Max
from tests.factories import MOMENT, make_member, make_organization, make_person

from sangsaeng.fairs.models import (
    AskingRule,
    CalendarFeed,
    Day,
    Fair,
    FairRole,
    Fit,
    ForbiddenPair,
    Hall,
    Mark,
    Meeting,
    Offer,
    Opening,
    Participant,
    Pin,
    Population,
    Request,
    Seat,
    Session,
    Side,
    Slot,
    Table,
    Timetable,
    Unavailability,
    Unplaced,
)

FAIR_DAY = date(2026, 11, 25)
PUBLISHED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
_number = count(1)


def make_fair(name=None, **fields):
    """An announced fair in Seoul with an organizer of its own, without days or people."""
    number = next(_number)
    if "organizer" not in fields:
        fields["organizer"] = make_organization(f"주최기관{number}", kind="association")
    fields.setdefault("slug", f"fair-{number}")
    fields.setdefault("place", "코엑스")
    fields.setdefault("state", "planning")
    fields.setdefault("entered_at", MOMENT)
    return Fair.objects.create(name=name or f"상담회{number}", **fields)


def make_fair_role(fair, role=FairRole.Role.OFFICER, person=None):
    """A person with a part in running the fair."""
    person = person or make_person()
    FairRole.objects.create(fair=fair, person=person, role=role, began_at=MOMENT)
    return person


def make_officer(fair, **fields):
    """An officer of the fair."""
    return make_fair_role(fair, FairRole.Role.OFFICER, make_person(**fields))


def make_desk(fair, **fields):
    """A person at the fair's desk."""
    return make_fair_role(fair, FairRole.Role.DESK, make_person(**fields))


def make_hall(fair, name=None):
    """A hall, after the fair's others."""
    position = fair.halls.count()
    return Hall.objects.create(fair=fair, name=name or f"상담장 {position + 1}", position=position)


def make_slots(fair, number=4, *, on=FAIR_DAY, begins=time(10), minutes=30):
    """Slots of a day, one right after the other, in the fair's own zone."""
    day, _made = Day.objects.get_or_create(fair=fair, date=on)
    first = datetime.combine(on, begins, fair.tz).astimezone(UTC)
    length = timedelta(minutes=minutes)
    return [
        Slot.objects.create(
            fair=fair,
            day=day,
            starts_at=first + place * length,
            ends_at=first + (place + 1) * length,
        )
        for place in range(number)
    ]


def make_participant(fair, side=None, name=None, **fields):
    """An organization's place in the fair; a supplier, or a member where anybody meets anybody."""
    if side is None:
        side = Side.MEMBER if fair.population == Population.ONE else Side.SUPPLIER
    if "organization" not in fields:
        fields["organization"] = make_organization(name)
    return Participant.objects.create(fair=fair, side=side, **fields)


def make_supplier(fair, name=None, **fields):
    """A supplier of the fair."""
    return make_participant(fair, Side.SUPPLIER, name, **fields)


def make_buyer(fair, name=None, *, tables=1, hall=None, **fields):
    """A buyer of the fair with its tables, in the fair's first hall unless told otherwise."""
    buyer = make_participant(fair, Side.BUYER, name, **fields)
    make_tables(fair, tables, participant=buyer, hall=hall)
    return buyer


def make_tables(fair, number=1, *, participant=None, hall=None):
    """Tables, labeled on from those that stand."""
    hall = hall or fair.halls.first() or make_hall(fair)
    standing = fair.tables.count()
    return [
        Table.objects.create(
            fair=fair, hall=hall, label=f"{place:02d}", position=place, participant=participant
        )
        for place in range(standing + 1, standing + 1 + number)
    ]


def make_staff(participant, **fields):
    """A person of the participating organization."""
    return make_member(participant.organization, **fields)


def make_request(buyer, supplier, **fields):
    """A standing request without stated wishes."""
    fields.setdefault("entered_at", MOMENT)
    return Request.objects.create(fair=buyer.fair, buyer=buyer, supplier=supplier, **fields)


def make_away(participant, *slots):
    """Say that the participant cannot meet in these slots."""
    for slot in slots:
        Unavailability.objects.create(participant=participant, slot=slot)


def make_forbidden(buyer, supplier, reason=""):
    """Keep the two apart."""
    return ForbiddenPair.objects.create(
        fair=buyer.fair, buyer=buyer, supplier=supplier, reason=reason
    )


def make_pin(request, slot):
    """Fix the request to a slot."""
    return Pin.objects.create(request=request, slot=slot)


def make_session(fair, *attendees, title="구매방침설명회", **fields):
    """A side session over the fair's first slot unless told otherwise."""
    if "starts_at" not in fields:
        first = fair.slots.first()
        fields |= {"starts_at": first.starts_at, "ends_at": first.ends_at}
    fields.setdefault("kind", Session.Kind.PURCHASING_BRIEFING)
    session = Session.objects.create(fair=fair, title=title, **fields)
    session.attendees.set(attendees)
    return session


def make_timetable(fair, placed=(), left=(), **fields):
    """A draft: ``placed`` are (request, slot) or (request, slot, table), ``left`` (request, reason)
    or (request, reason, facts)."""
    serial = (fair.timetables.aggregate(latest=Max("serial"))["latest"] or 0) + 1
    seated = [_with_table(*one) for one in placed]
    met = {request.supplier_id for request, _slot, _table in seated}
    figures = {
        "suppliers_met": len(met),
        "meeting_count": len(seated),
        "weight": 6000 * len(seated),
        "gaps": 0,
    }
    figures |= {name: fields.pop(name) for name in list(figures) if name in fields}
    timetable = Timetable.objects.create(
        fair=fair,
        serial=serial,
        origin=fields.pop("origin", Timetable.Origin.PLANNED),
        made_by=fields.pop("made_by", None) or make_person(),
        made_at=fields.pop("made_at", MOMENT),
        bound_suppliers_met=fields.pop("bound_suppliers_met", figures["suppliers_met"]),
        bound_weight=fields.pop("bound_weight", figures["weight"]),
        bound_gaps=fields.pop("bound_gaps", figures["gaps"]),
        is_proved_best=fields.pop("is_proved_best", True),
        problem_digest="0" * 64,
        milliseconds=fields.pop("milliseconds", 42),
        **figures,
        **fields,
    )
    for request, slot, table in seated:
        make_meeting(timetable, request, slot, table)
    for one in left:
        request, reason, *facts = one
        Unplaced.objects.create(
            timetable=timetable, request=request, reason=reason, detail=facts[0] if facts else {}
        )
    return timetable


def make_meeting(timetable, request, slot, table=None):
    """A meeting of the timetable, with the seats it takes up."""
    table = table or request.buyer.tables.first()
    meeting = Meeting.objects.create(
        timetable=timetable,
        request=request,
        buyer=request.buyer,
        supplier=request.supplier,
        slot=slot,
        table=table,
    )
    one_population = timetable.fair.population == Population.ONE
    for party in (request.buyer, request.supplier) if one_population else (request.supplier,):
        Seat.objects.create(timetable=timetable, meeting=meeting, slot=slot, participant=party)
    return meeting


def put_in_force(timetable, published_at=PUBLISHED):
    """Make the draft the fair's next numbered version, as publishing leaves it."""
    fair = timetable.fair
    fair.timetables.filter(state="published").update(state="superseded")
    latest = fair.timetables.aggregate(latest=Max("number"))["latest"] or 0
    timetable.state, timetable.number = "published", latest + 1
    timetable.published_by, timetable.published_at = timetable.made_by, published_at
    timetable.save()
    fair.state = "published"
    fair.save()
    return timetable


def make_published(fair, placed=(), left=(), *, published_at=PUBLISHED, **fields):
    """A version in force; an earlier one becomes superseded."""
    return put_in_force(make_timetable(fair, placed, left, **fields), published_at)


def make_feed(participant, person=None, **fields):
    """A calendar address of the participant's timetable."""
    number = next(_number)
    fields.setdefault("code", f"feed{number:020d}")
    fields.setdefault("made_at", MOMENT)
    return CalendarFeed.objects.create(
        participant=participant, person=person or make_staff(participant), **fields
    )


def _with_table(request, slot, table=None):
    return request, slot, table or request.buyer.tables.first()


def make_table_row(fair, buyer_class, supplier_class, **fields):
    """A row of the fair's table of who may ask whom."""
    return AskingRule.objects.create(
        fair=fair, buyer_class=buyer_class, supplier_class=supplier_class, **fields
    )


FULL_PROFILE = {
    "headline": "세척 공정용 정밀 노즐을 만듭니다",
    "about": "반도체 세척 공정에 쓰는 정밀 노즐을 만들며, 막힘을 줄이는 공동 기술개발 상대를 찾습니다.",
    "interests": "정밀 가공, 세척 노즐",
    "strengths": "ISO 9001",
}


def make_mark(participant, kind, at, *, request=None, by=None):
    """What the desk saw of a participant."""
    return Mark.objects.create(
        key=uuid4(),
        fair=participant.fair,
        participant=participant,
        request=request,
        kind=kind,
        at=at,
        recorded_at=at,
        by=by or make_person(),
    )


def make_opening(fair, slot, table, left_by, **fields):
    """A place that fell free on the day."""
    fields.setdefault("cause", Opening.Cause.ABSENT)
    fields.setdefault("opened_at", slot.starts_at)
    return Opening.objects.create(fair=fair, slot=slot, table=table, left_by=left_by, **fields)


def make_offer(opening, request, **fields):
    """A free place offered to a pair, for five minutes unless told otherwise."""
    fields.setdefault("made_at", opening.opened_at)
    fields.setdefault("until", fields["made_at"] + timedelta(minutes=5))
    return Offer.objects.create(opening=opening, request=request, **fields)


def make_fit(of, other, score, reasons=()):
    """How well the other fits, as the worker found it."""
    return Fit.objects.create(
        of=of, other=other, score=score, reasons=list(reasons), made_of="", made_at=MOMENT
    )
