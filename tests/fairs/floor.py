"""A fair on its day, small enough to read: one buyer's table, one who does not come, two who wait."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.actions.the_day.placing import Place
from sangsaeng.fairs.actions.the_day.vacating import vacate


@dataclass
class Day:
    """The fair's rows under the names the tests use."""

    fair: Any
    slots: list[Any]
    buyer: Any
    table: Any
    absent: Any
    first: Any
    second: Any
    desk: Any
    people: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self):
        """A minute after the first slot began."""
        return self.slots[0].starts_at + timedelta(minutes=1)

    def place(self, slot=0, table=None):
        """A slot at the buyer's table."""
        return Place(self.slots[slot], table or self.table)

    def vacate(self, request=None, cause="absent", at=None):
        """Free a meeting's place, as the desk does when somebody does not come."""
        with transaction.atomic():
            return vacate(lock(self.fair), request or self.absent, cause, at=at or self.at)


def make_day(*, minutes=30, tables=1, **fields):
    """The absent supplier meets the buyer first; two wait, the first of them wishes it more."""
    fair = make_fair("상담회", **fields)
    slots = make_slots(fair, 4, minutes=minutes)
    buyer = make_buyer(fair, "한빛전자", tables=tables)
    absent = make_request(buyer, make_supplier(fair, "가온정밀"), supplier_wish="must")
    first = make_request(buyer, make_supplier(fair, "나래소재"), supplier_wish="must")
    second = make_request(buyer, make_supplier(fair, "다솔화학"), supplier_wish="want")
    make_published(fair, [(absent, slots[0])])
    people = {
        "buyer": make_staff(buyer),
        "first": make_staff(first.supplier),
        "second": make_staff(second.supplier),
        "absent": make_staff(absent.supplier),
    }
    table = buyer.tables.first()
    return Day(fair, slots, buyer, table, absent, first, second, make_desk(fair), people)


def make_day_of_one_population(**fields):
    """The same where anybody meets anybody, at two tables that belong to nobody."""
    fair = make_fair("교류회", population="one", **fields)
    slots = make_slots(fair, 4)
    tables = make_tables(fair, 2)
    names = ("가온정밀", "나래소재", "다솔화학", "한빛전자")
    absent, first, second, buyer = (make_participant(fair, name=name) for name in names)
    lost = make_request(absent, buyer, supplier_wish="must")
    waiting = [
        make_request(first, second, supplier_wish="must"),
        make_request(second, buyer, supplier_wish="want"),
    ]
    make_published(fair, [(lost, slots[0], tables[0])])
    people = {
        "buyer": make_staff(waiting[0].supplier),
        "first": make_staff(waiting[0].buyer),
    }
    return Day(fair, slots, buyer, tables[0], lost, *waiting, make_desk(fair), people)
