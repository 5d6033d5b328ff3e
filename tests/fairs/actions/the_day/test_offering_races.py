"""Whoever comes at the same moment: one place, one meeting, one answer; the twins show each guard."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from tests.fairs.factories import make_officer, make_timetable
from tests.fairs.floor import make_day

from sangsaeng.fairs.actions.publishing import publish
from sangsaeng.fairs.actions.the_day import answering_offers, booking
from sangsaeng.fairs.actions.the_day.answering_offers import answer_offer
from sangsaeng.fairs.actions.the_day.booking import book_place
from sangsaeng.fairs.actions.the_day.offering import keep_up
from sangsaeng.fairs.models import Meeting, Offer, Seat
from sangsaeng.fairs.queries.the_day.floor import Floor
from sangsaeng.fairs.refusals.planning import BegunWouldMove
from sangsaeng.fairs.refusals.the_day import OfferOver, OfferVoid, PlaceNotFit, PlaceTaken
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.refusals import Refusal, WrongState

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = timedelta(seconds=1)


@pytest.fixture
def day():
    the_house()
    return make_day()


def at_once(*deeds):
    """Do the deeds in threads of their own; return what each was refused with, or nothing."""
    ready, refused = threading.Barrier(len(deeds)), [None] * len(deeds)

    def do(number, deed):
        try:
            ready.wait(timeout=10)
            deed()
        except Refusal as refusal:
            refused[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def nobody_is_in_two_places(day):
    """Check it on the rows themselves, not by the constraints that forbid it."""
    in_force = Meeting.objects.filter(timetable__fair=day.fair, timetable__state="published")
    places = list(in_force.values_list("slot", "table"))
    suppliers = list(in_force.values_list("slot", "supplier"))
    seats = Seat.objects.filter(meeting__in=in_force).values_list("slot", "participant")
    return (
        len(set(places)) == len(places)
        and len(set(suppliers)) == len(suppliers)
        and sorted(seats) == sorted(suppliers)
    )


def test_two_who_accept_one_offer_make_one_meeting(day):
    offer = day.vacate().offers.get()

    refused = at_once(
        lambda: answer_offer(offer, "accept", actor=day.people["first"], at=day.at),
        lambda: answer_offer(Offer.objects.get(), "accept", actor=day.desk, at=day.at),
    )

    assert sorted(type(one) for one in refused if one) == [WrongState]
    assert Meeting.objects.filter(request=day.first).count() == 1
    assert nobody_is_in_two_places(day)


def test_accepting_and_booking_the_same_place_make_one_meeting(day):
    opening = day.vacate()
    offer = opening.offers.get()

    refused = at_once(
        lambda: answer_offer(offer, "accept", actor=day.people["first"], at=day.at),
        lambda: book_place(day.second, day.place(), actor=day.desk, at=day.at),
    )

    [kept_out] = [one for one in refused if one]
    assert isinstance(kept_out, WrongState | OfferVoid | PlaceTaken | PlaceNotFit)
    assert Meeting.objects.filter(slot=day.slots[0], timetable__state="published").count() == 1
    opening.refresh_from_db()
    assert opening.filled_by in {day.first, day.second}
    assert not Offer.objects.filter(state="open", opening=opening).exists()
    assert nobody_is_in_two_places(day)


@pytest.mark.parametrize("turn", range(3))
def test_yes_in_the_last_second_and_the_clock_never_both_hold(day, turn):
    del turn
    opening = day.vacate()
    offer = opening.offers.get()
    until = offer.until

    refused = at_once(
        lambda: answer_offer(offer, "accept", actor=day.people["first"], at=until - SECOND),
        lambda: keep_up(day.fair, actor=the_house(), at=until),
    )

    offer.refresh_from_db()
    met = Meeting.objects.filter(request=day.first).exists()
    assert (offer.state, met) in {("accepted", True), ("lapsed", False)}
    assert isinstance(refused[0], OfferOver) == (offer.state == "lapsed")
    assert Offer.objects.filter(opening=opening, state="open").count() == (not met)


@pytest.mark.parametrize("slot", [0, 2])
def test_accepting_while_a_version_is_published_leaves_one_meeting_for_each(day, slot):
    opening = day.vacate()
    offer = opening.offers.get()
    who = day.second if slot == 0 else day.first
    draft = make_timetable(day.fair, [(who, day.slots[slot])])
    officer = make_officer(day.fair)

    refused = at_once(
        lambda: answer_offer(offer, "accept", actor=day.people["first"], at=day.at),
        lambda: publish(draft, actor=officer, at=day.at),
    )

    assert nobody_is_in_two_places(day)
    in_force = Meeting.objects.filter(timetable__state="published")
    if refused[1] is not None:
        # Who said yes first is under way, and no version moves what has begun.
        assert isinstance(refused[1], BegunWouldMove)
        assert in_force.get(request=day.first).slot == opening.slot
        return
    assert in_force.filter(request=day.first).count() <= 1
    assert in_force.get(request=who).slot == day.slots[slot]


def test_three_who_press_at_once_for_three_pairs_fill_the_place_once(day):
    pairs = (day.first, day.second, day.absent)
    day.vacate(cause="late")

    refused = at_once(
        *(
            lambda pair=pair: book_place(pair, day.place(), actor=day.desk, at=day.at)
            for pair in pairs
        )
    )

    assert sum(one is None for one in refused) == 1
    assert nobody_is_in_two_places(day)


def test_twin_whoever_does_not_look_again_is_stopped_by_the_database(day, monkeypatch):
    """With the look at the floor off, the constraint alone keeps two from one place."""
    offer = day.vacate().offers.get()
    monkeypatch.setattr(Floor, "hindrance", lambda *_: None)
    monkeypatch.setattr(answering_offers, "standing", lambda stale, _at: stale)
    book_place(day.second, day.place(), actor=day.desk, at=day.at)
    Offer.objects.filter(pk=offer.pk).update(state="open")
    offer = Offer.objects.select_related("opening", "request").get(pk=offer.pk)
    offer.opening.closed_at = None

    with pytest.raises(PlaceTaken):
        answer_offer(offer, "accept", actor=day.people["first"], at=day.at)

    assert nobody_is_in_two_places(day)


def test_twin_without_looking_and_without_the_constraint_a_table_is_given_twice(day, monkeypatch):
    """Both guards off: what they keep out does happen, so the tests above can fail."""
    guarded = Meeting._meta.constraints
    [guard] = [one for one in guarded if one.name == "meeting_alone_at_its_table"]
    unguarded = [one for one in guarded if one is not guard]
    monkeypatch.setattr(Floor, "hindrance", lambda *_: None)
    monkeypatch.setattr(booking, "move_on", lambda *_, **__: {})
    monkeypatch.setattr(Meeting._meta, "constraints", unguarded)
    with connection.schema_editor() as schema:
        schema.remove_constraint(Meeting, guard)
    try:
        book_place(day.first, day.place(1), actor=day.desk, at=day.at)
        book_place(day.second, day.place(1), actor=day.desk, at=day.at)

        assert not nobody_is_in_two_places(day)
    finally:
        Seat.objects.all().delete()
        Meeting.objects.all().delete()
        monkeypatch.setattr(Meeting._meta, "constraints", guarded)
        with connection.schema_editor() as schema:
            schema.add_constraint(Meeting, guard)
