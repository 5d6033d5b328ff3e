"""Whatever happens in whatever order: nobody in two places, no table twice, no limit passed."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_organization
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.actions.the_day.answering_offers import answer_offer
from sangsaeng.fairs.actions.the_day.booking import book_place, call_off
from sangsaeng.fairs.actions.the_day.offering import keep_up, offer_to, take_back
from sangsaeng.fairs.actions.the_day.placing import Place
from sangsaeng.fairs.actions.the_day.vacating import vacate, withdraw_from_rest
from sangsaeng.fairs.actions.the_day.walking_in import WalkIn, welcome_walk_in
from sangsaeng.fairs.models import Meeting, Offer, Opening, Seat
from sangsaeng.fairs.queries.availability import away_slots, limit_of
from sangsaeng.fairs.queries.the_day.floor import Floor, read_floor
from sangsaeng.fairs.queries.the_day.waiting import places_for
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

STEP = st.tuples(
    st.sampled_from(
        ("absent", "left", "off", "yes", "no", "back", "book", "give", "walk_in", "wait", "look")
    ),
    st.integers(0, 11),
)


class Floorplay:
    """A small fair on which the steps are played; what is refused is simply refused."""

    def __init__(self, population):
        """Lay out two buyers, one with two tables, and suppliers who wait; some with limits."""
        self.fair = make_fair(population=population, supplier_limit=2)
        self.slots = make_slots(self.fair, 3)
        if population == "one":
            make_tables(self.fair, 2)
            people = [make_participant(self.fair) for _each in range(6)]
            self.hosts = people[:2]
            pairs = [(one, two) for one in people[:2] for two in people[2:]]
        else:
            self.hosts = [make_buyer(self.fair, tables=2, limit=4), make_buyer(self.fair)]
            suppliers = [make_supplier(self.fair) for _each in range(4)]
            pairs = [(buyer, one) for buyer in self.hosts for one in suppliers]
        self.requests = [make_request(*pair) for pair in pairs]
        tables = list(self.fair.tables.all())
        first, second = self.requests[0], self.requests[5]
        spare = tables[-1]
        make_published(
            self.fair, [(first, self.slots[0], tables[0]), (second, self.slots[1], spare)]
        )
        self.desk, self.at = make_desk(self.fair), self.slots[0].starts_at
        self.newcomers = 0

    def play(self, step, number):
        """Do one step; time goes on a little with each."""
        self.at += timedelta(seconds=40)
        try:
            with transaction.atomic():
                getattr(self, step)(number)
        except Refusal:
            pass

    def request(self, number):
        return self.requests[number % len(self.requests)]

    def offer(self, number):
        offers = list(Offer.objects.filter(state="open").order_by("pk"))
        return offers[number % len(offers)] if offers else None

    def absent(self, number):
        vacate(lock(self.fair), self.request(number), "absent", at=self.at)

    def left(self, number):
        slot = self.slots[number % len(self.slots)]
        party = self.request(number).supplier
        withdraw_from_rest(party, slot, "absent", fair=lock(self.fair), at=self.at)

    def off(self, number):
        call_off(self.request(number), actor=self.desk, at=self.at)

    def yes(self, number):
        if offer := self.offer(number):
            answer_offer(offer, "accept", actor=self.desk, at=self.at)

    def no(self, number):
        if offer := self.offer(number):
            answer_offer(offer, "decline", actor=self.desk, at=self.at)

    def back(self, number):
        if offer := self.offer(number):
            take_back(offer, actor=self.desk, at=self.at)

    def book(self, number):
        tables = list(self.fair.tables.select_related("hall", "lost_from"))
        place = Place(self.slots[number % 3], tables[number % len(tables)])
        book_place(self.request(number), place, actor=self.desk, at=self.at)

    def give(self, number):
        opening = Opening.objects.open().order_by("pk").first()
        if opening:
            offer_to(opening, self.request(number), actor=self.desk, at=self.at)

    def walk_in(self, number):
        walk_in = WalkIn(make_organization(), (self.hosts[number % 2],))
        welcomed = welcome_walk_in(self.fair, walk_in, actor=self.desk, at=self.at)
        self.requests += welcomed.requests
        for place in places_for(welcomed.requests[0], self.at)[:1]:
            there = Place(place.slot, place.table)
            book_place(welcomed.requests[0], there, actor=self.desk, at=self.at)

    def wait(self, number):
        self.at += timedelta(minutes=number)
        keep_up(self.fair, actor=the_house(), at=self.at)

    def look(self, _number):
        keep_up(self.fair, actor=the_house(), at=self.at)


def check(play):
    """Everything that must hold after every step, read from the rows."""
    meetings = list(
        Meeting.objects.filter(timetable__state="published").select_related(
            "buyer__fair", "supplier__fair", "request"
        )
    )
    both = play.fair.population == "one"
    at_tables = Counter((one.slot_id, one.table_id) for one in meetings)
    in_slots = Counter(
        (one.slot_id, party)
        for one in meetings
        for party in ((one.buyer_id, one.supplier_id) if both else (one.supplier_id,))
    )
    load = Counter(party for one in meetings for party in (one.buyer, one.supplier))
    assert max(at_tables.values(), default=0) <= 1
    assert max(in_slots.values(), default=0) <= 1
    assert set(Seat.objects.filter(meeting__in=meetings).values_list("slot", "participant")) == set(
        in_slots
    )
    for party, number in load.items():
        limit = limit_of(play.fair, party)
        assert limit is None or number <= limit
    away = away_slots(play.fair, play.slots)
    for one in meetings:
        assert one.slot_id not in away.get(one.supplier_id, ())
    open_openings = list(Opening.objects.open())
    assert not {(one.slot_id, one.table_id) for one in open_openings} & set(at_tables)
    check_offers(play)


def check_offers(play):
    """No two open offers of one place, nor two to one who comes, in one slot."""
    pending = read_floor(play.fair, play.at).pending
    movers = Counter(
        (one.opening.slot_id, party)
        for one in pending
        for party in (
            (one.request.buyer_id, one.request.supplier_id)
            if play.fair.population == "one"
            else (one.request.supplier_id,)
        )
    )
    assert max(Counter(one.opening_id for one in pending).values(), default=0) <= 1
    assert max(movers.values(), default=0) <= 1


@pytest.mark.parametrize("population", ["two_sided", "one"])
@settings(max_examples=12)
@given(steps=st.lists(STEP, min_size=3, max_size=12))
def test_any_sequence_keeps_the_fair_whole(population, steps):
    with transaction.atomic():
        play = Floorplay(population)
        for step, number in steps:
            play.play(step, number)
            check(play)
        transaction.set_rollback(True)


def test_twin_without_the_limit_the_same_check_fails(monkeypatch):
    monkeypatch.setattr(Floor, "_is_full", lambda *_: False)
    play = Floorplay("two_sided")
    play.fair.supplier_limit = 0
    play.fair.save()

    play.play("book", 2)

    with pytest.raises(AssertionError):
        check(play)
