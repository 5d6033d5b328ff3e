"""Random days of small fairs: planned, published, and then something goes wrong."""

from tests.factories import MOMENT
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_hall,
    make_officer,
    make_pin,
    make_slots,
    make_supplier,
)

from sangsaeng.fairs.actions.planning import plan_fair
from sangsaeng.fairs.actions.publishing import publish
from sangsaeng.fairs.bridge.disturbing import Delay, Missing, TableLost
from sangsaeng.fairs.models import Request, Table, Unavailability, Wish

WISHES = (Wish.MUST, Wish.WANT, Wish.POSSIBLE)


def make_day(rng, *, buyers=3, suppliers=6, slots=5, density=0.6):
    """A published fair with random wishes, in two halls; the last buyer has two tables."""
    fair = make_fair(supplier_limit=int(rng.integers(2, slots + 1)))
    halls = [make_hall(fair), make_hall(fair)]
    fair.made_slots = make_slots(fair, slots)
    fair.buyers = [
        make_buyer(fair, tables=1 + (number == buyers - 1), hall=halls[number % 2])
        for number in range(buyers)
    ]
    fair.suppliers = [make_supplier(fair) for _number in range(suppliers)]
    pairs = [(buyer, one) for buyer in fair.buyers for one in fair.suppliers]
    chosen = [pair for pair in pairs if rng.random() < density] or pairs[:1]
    Request.objects.bulk_create(
        Request(
            fair=fair,
            buyer=buyer,
            supplier=supplier,
            buyer_wish=WISHES[rng.integers(3)],
            supplier_wish=WISHES[rng.integers(3)],
            state="accepted",
            entered_at=MOMENT,
        )
        for buyer, supplier in chosen
    )
    if rng.random() < 0.4:
        make_away(fair.suppliers[0], fair.made_slots[0])
    if rng.random() < 0.3:
        make_pin(fair.requests.last(), fair.made_slots[-1])
    fair.officer = make_officer(fair)
    publish(plan_fair(fair, actor=fair.officer, at=MOMENT), actor=fair.officer, at=MOMENT)
    fair.refresh_from_db()
    return fair


def random_moment(rng, fair):
    """A moment in the middle of one of the slots, or before the first of them."""
    slot = fair.made_slots[rng.integers(len(fair.made_slots))]
    middle = slot.starts_at + (slot.ends_at - slot.starts_at) / 2
    return MOMENT if rng.random() < 0.2 else middle


def random_disturbances(rng, fair):
    """One to three things that go wrong."""
    kinds = (_late, _gone, _lost_table, _delay)
    return tuple(kinds[rng.integers(len(kinds))](rng, fair) for _one in range(rng.integers(1, 4)))


def _somebody(rng, fair):
    people = [*fair.buyers, *fair.suppliers]
    return people[rng.integers(len(people))]


def _late(rng, fair):
    slots = tuple(fair.made_slots[: rng.integers(1, len(fair.made_slots) + 1)])
    return Missing(_somebody(rng, fair), slots, Unavailability.Cause.LATE)


def _gone(rng, fair):
    slots = tuple(fair.made_slots[rng.integers(len(fair.made_slots)) :])
    return Missing(_somebody(rng, fair), slots, Unavailability.Cause.ABSENT)


def _lost_table(rng, fair):
    tables = list(Table.objects.filter(fair=fair))
    since = fair.made_slots[rng.integers(len(fair.made_slots))]
    return TableLost(tables[rng.integers(len(tables))], since)


def _delay(rng, fair):
    halls = list(fair.halls.all())
    return Delay(halls[rng.integers(len(halls))], int(rng.integers(1, 4)) * 10)
