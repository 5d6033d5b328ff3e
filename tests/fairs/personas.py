"""One published fair and everybody who may come to its doors."""

from dataclasses import dataclass, field
from typing import Any

from tests.factories import MOMENT, make_operator, make_person
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_feed,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_timetable,
)

PERSONAS = (
    "anonymous",
    "outsider",
    "supplier_staff",
    "other_supplier",
    "buyer_staff",
    "fair_officer",
    "fair_desk",
    "other_officer",
    "ex_member",
    "operator",
)


@dataclass
class World:
    """A fair with a version in force and a draft; the supplier meets the buyer."""

    fair: Any
    supplier: Any
    buyer: Any
    request: Any
    published: Any
    draft: Any
    feed: Any
    people: dict[str, Any] = field(default_factory=dict)


def make_world():
    """The fair, with a person for every persona but the anonymous one."""
    fair = make_fair("기술협력 상담회")
    slots = make_slots(fair)
    supplier, other = make_supplier(fair, "한빛정밀"), make_supplier(fair, "나래소재")
    buyer = make_buyer(fair, "한국수력원자력")
    request, others = make_request(buyer, supplier), make_request(buyer, other)
    published = make_published(fair, [(request, slots[0]), (others, slots[1])])
    draft = make_timetable(fair, [(request, slots[2])], [(others, "outranked")])
    staff, former = make_staff(supplier), make_staff(supplier)
    former.memberships.update(ended_at=MOMENT)
    people = {
        "outsider": make_person(),
        "supplier_staff": staff,
        "other_supplier": make_staff(other),
        "buyer_staff": make_staff(buyer),
        "fair_officer": make_officer(fair),
        "fair_desk": make_desk(fair),
        "other_officer": make_officer(make_fair()),
        "ex_member": former,
        "operator": make_operator(),
    }
    feed = make_feed(supplier, staff)
    return World(fair, supplier, buyer, request, published, draft, feed, people)
