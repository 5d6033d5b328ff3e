"""Needs, offers and interest for tests."""

from datetime import date, timedelta
from itertools import count

from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person

from sangsaeng.exchange.models import Admission, Appointment, Competitor, Interest, Listing

TODAY = date(2026, 11, 2)
_number = count(1)


def make_listing(side="need", owner=None, state="published", **fields):
    """A published need of a technology that everybody may read, unless told otherwise."""
    owner = owner or make_organization()
    fields.setdefault("author", make_person())
    fields.setdefault("kind", "technology")
    fields.setdefault("title", f"{'수요' if side == 'need' else '제안'} {next(_number)}")
    fields.setdefault("abstract", "배터리 셀 외관 불량을 빠르게 찾는 비전 검사 기술")
    fields.setdefault("detail", "검사 대상은 파우치형 셀이며 속도는 분당 60개 이상이어야 합니다.")
    fields.setdefault("entered_at", MOMENT)
    fields.setdefault("touched_at", MOMENT)
    if state in {"checked", "published", "closed", "expired"}:
        fields.setdefault("checked_by", make_operator())
        fields.setdefault("checked_at", MOMENT)
    if state in {"published", "closed", "expired"}:
        fields.setdefault("published_at", MOMENT)
        fields.setdefault("expires_on", TODAY + timedelta(days=180))
    return Listing.objects.create(side=side, owner=owner, state=state, **fields)


def make_need(owner=None, **fields):
    """A need."""
    return make_listing("need", owner, **fields)


def make_offer(owner=None, **fields):
    """An offer."""
    return make_listing("offer", owner, **fields)


def make_competitor(owner, competitor):
    """The owner shows the competitor nothing."""
    return Competitor.objects.create(
        owner=owner, competitor=competitor, named_by=make_member(owner), named_at=MOMENT
    )


def let_in(listing, organization):
    """The organization reads the detail."""
    return Admission.objects.create(
        listing=listing,
        organization=organization,
        let_in_by=make_member(listing.owner),
        let_in_at=MOMENT,
    )


def make_interest(listing, organization=None, state="asked", **fields):
    """Interest that waits for an answer."""
    fields.setdefault("asked_by", make_person())
    return Interest.objects.create(
        listing=listing,
        organization=organization or make_organization(),
        state=state,
        asked_at=MOMENT,
        answer_by=TODAY + timedelta(days=14),
        **fields,
    )


def make_appointment(interest, state="proposed", **fields):
    """A talk that the owner of the need or offer proposed for the next day."""
    fields.setdefault("proposing", interest.listing.owner)
    return Appointment.objects.create(
        interest=interest,
        state=state,
        proposed_by=make_person(),
        proposed_at=MOMENT,
        starts_at=MOMENT + timedelta(days=1),
        ends_at=MOMENT + timedelta(days=1, hours=1),
        place="화성 본사 2층 회의실",
        **fields,
    )
