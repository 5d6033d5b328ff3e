"""A fair small enough to be counted by hand: twelve requests, each with a fate of its own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.factories import make_organization
from tests.fairs.after_the_day import leave, mark, mark_both, note
from tests.fairs.factories import (
    PUBLISHED,
    make_buyer,
    make_fair,
    make_meeting,
    make_published,
    make_request,
    make_slots,
    make_supplier,
)

from sangsaeng.fairs.models import Opening

ON_THE_DAY = PUBLISHED + timedelta(days=5)


@dataclass
class SmallFair:
    """The fair, its parties and its requests by what became of them."""

    fair: Any
    large: Any
    public: Any
    suppliers: dict[str, Any]
    requests: dict[str, Any]
    slots: list[Any]


def make_small_fair(**fields):
    """Two buyers with two and one tables, six suppliers, three slots.

    ==============  ==========  ==========================================================
    fate            buyer       what happened
    ==============  ==========  ==========================================================
    ordered         large       placed, held, both note it: ordered and agreed, a next step
    quoted          public      placed, held, one note without a next step
    marked          large       placed, both marked present, no note
    absent          large       placed, the supplier absent, place given to «walk-in»
    walk-in         large       entered on the day into that place, held, a next step
    late            public      placed, called off because of lateness, place stays free
    unmarked        large       placed, nobody marked anything
    full            public      accepted, the buyer was full
    listed          large       entered by an officer for both, came after planning
    declined        public      declined
    expired         public      expired
    withdrawn       large       withdrawn
    ==============  ==========  ==========================================================
    """
    fair = make_fair("작은 상담회", **fields)
    slots = make_slots(fair, 3)
    large = make_buyer(
        fair, tables=2, organization=make_organization("한빛전자", size_class="large")
    )
    public = make_buyer(
        fair, organization=make_organization("한국물공사", kind="public_institution")
    )
    suppliers = {
        "steady": make_supplier(fair, "가온정밀"),
        "new": make_supplier(fair, "나래소재", is_first_timer=True),
        "startup": make_supplier(
            fair, organization=make_organization("다솜로봇", size_class="startup", sector="C29")
        ),
        "other": make_supplier(
            fair, organization=make_organization("라온화학", sector="20129"), is_first_timer=True
        ),
    }
    one = SmallFair(fair, large, public, suppliers, {}, slots)
    _ask(one)
    _plan(one)
    _hold(one)
    return one


def _ask(one):
    def ask(fate, buyer, supplier, **fields):
        fields.setdefault("state", "accepted")
        fields.setdefault("asking_side", "supplier")
        one.requests[fate] = make_request(buyer, one.suppliers[supplier], **fields)

    ask("ordered", one.large, "steady")
    ask("quoted", one.public, "steady")
    ask("marked", one.large, "new", asking_side="buyer")
    ask("absent", one.large, "startup")
    ask("late", one.public, "startup")
    ask("unmarked", one.large, "other")
    ask("full", one.public, "new")
    ask("declined", one.public, "other", state="declined")
    ask("expired", one.public, "other", state="expired", asking_side="buyer")
    ask("withdrawn", one.large, "new", state="withdrawn")


def _plan(one):
    requests, (first, second, third) = one.requests, one.slots
    tables = list(one.large.tables.all())
    one.timetable = make_published(
        one.fair,
        [
            (requests["ordered"], first, tables[0]),
            (requests["marked"], second, tables[0]),
            (requests["absent"], third, tables[0]),
            (requests["unmarked"], first, tables[1]),
            (requests["quoted"], second),
            (requests["late"], first),
        ],
        [(requests["full"], "buyer_full")],
    )
    one.requests["listed"] = make_request(one.large, make_supplier(one.fair, "마루금속"))


def _hold(one):
    requests = one.requests
    for fate in ("ordered", "quoted", "marked"):
        mark_both(requests[fate])
    note(
        requests["ordered"],
        one.large,
        rung="agreed",
        amount=50_000_000,
        next_step="단가 계약",
    )
    note(requests["ordered"], one.suppliers["steady"], rung="ordered", amount=30_000_000)
    note(requests["quoted"], one.suppliers["steady"], rung="quoted", amount=7_000_000)
    mark(requests["absent"], one.large, "present")
    mark(requests["absent"], one.suppliers["startup"], "absent")
    walk_in = make_request(one.large, make_supplier(one.fair, "바다기계"), asking_side="supplier")
    requests["walk-in"] = walk_in
    place = requests["absent"].meetings.get()
    leave(place, "absent", filled_by=walk_in)
    booked = make_meeting(one.timetable, walk_in, one.slots[2], place.table)
    booked.booked_at = ON_THE_DAY
    booked.save()
    note(walk_in, one.large, rung="talked", next_step="시료 보내기")
    leave(requests["late"].meetings.get(), Opening.Cause.LATE)
