"""Taking part: participants, tables, limits and the times they cannot meet."""

import pytest
from tests.factories import make_organization, make_person
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_hall,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)

from sangsaeng.fairs.actions.taking_part import (
    Place,
    add_participant,
    edit_participant,
    lay_hall,
    remove_participant,
    set_availabilities,
    set_availability,
)
from sangsaeng.fairs.refusals.setting_up import (
    AlreadyTakesPart,
    NotOfThisFair,
    SidesDoNotMeet,
    StillNeeded,
)
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair(state="collecting")


@pytest.fixture
def officer(fair):
    return make_officer(fair)


def test_buyer_joins_with_its_tables(fair, officer, at):
    hall = make_hall(fair, "A홀")

    buyer = add_participant(
        fair, make_organization(), Place("buyer", tables=2, hall=hall), actor=officer, at=at
    )

    assert [(table.hall, table.label) for table in buyer.tables.all()] == [
        (hall, "01"),
        (hall, "02"),
    ]


def test_organization_takes_part_once(fair, officer, at):
    supplier = make_supplier(fair)

    with pytest.raises(AlreadyTakesPart):
        add_participant(fair, supplier.organization, Place("supplier"), actor=officer, at=at)


def test_side_follows_the_population(fair, officer, at):
    with pytest.raises(SidesDoNotMeet):
        add_participant(fair, make_organization(), Place("member"), actor=officer, at=at)


def test_hall_of_another_fair_is_refused(fair, officer, at):
    foreign = make_hall(make_fair())

    with pytest.raises(NotOfThisFair):
        add_participant(fair, make_organization(), Place("buyer", 1, foreign), actor=officer, at=at)

    assert not fair.participants.exists()


def test_strangers_and_parties_do_not_set_places(fair, at):
    supplier = make_supplier(fair)

    for actor in (make_person(), make_staff(supplier)):
        with pytest.raises(NotAllowed):
            edit_participant(supplier, Place("supplier", limit=9), actor=actor, at=at)
        with pytest.raises(NotAllowed):
            remove_participant(supplier, actor=actor, at=at)


def test_table_with_a_meeting_stays(fair, officer, at):
    buyer = make_buyer(fair, tables=2)
    [slot] = make_slots(fair, 1)
    request = make_request(buyer, make_supplier(fair))
    make_published(fair, [(request, slot, buyer.tables.last())])

    with pytest.raises(StillNeeded):
        edit_participant(buyer, Place("buyer", tables=1), actor=officer, at=at)
    with pytest.raises(StillNeeded):
        remove_participant(buyer, actor=officer, at=at)

    assert buyer.tables.count() == 2


def test_free_participant_leaves_with_its_requests(fair, officer, at):
    supplier = make_supplier(fair)
    make_request(make_buyer(fair), supplier)

    remove_participant(supplier, actor=officer, at=at)

    assert fair.requests.count() == 0


def test_party_states_its_own_times_while_requests_are_collected(fair, at):
    supplier = make_supplier(fair)
    slots = make_slots(fair)

    set_availability(supplier, slots[:2], actor=make_staff(supplier), at=at)

    assert supplier.unavailabilities.count() == 2


def test_party_does_not_change_times_of_others_or_after_the_close(fair, at):
    supplier, other = make_supplier(fair), make_supplier(fair)
    slots = make_slots(fair)

    with pytest.raises(NotAllowed):
        set_availability(supplier, slots, actor=make_staff(other), at=at)
    fair.state = "planning"
    supplier.fair = fair
    with pytest.raises(NotAllowed):
        set_availability(supplier, slots, actor=make_staff(supplier), at=at)


def test_slot_of_another_fair_is_refused(fair, officer, at):
    supplier = make_supplier(fair)
    foreign = make_slots(make_fair())

    with pytest.raises(NotOfThisFair):
        set_availability(supplier, foreign, actor=officer, at=at)


def test_many_times_are_set_at_once_and_those_not_named_stay(fair, officer, at):
    first, second, third = (make_supplier(fair) for _ in range(3))
    slots = make_slots(fair)
    set_availabilities(fair, {third: slots}, actor=officer, at=at)

    set_availabilities(fair, {first: slots[:1], second: []}, actor=officer, at=at)

    counts = [one.unavailabilities.count() for one in (first, second, third)]
    assert counts == [1, 0, 4]


def test_common_tables_belong_to_one_population(fair, officer, at):
    circle = make_fair(population="one")
    hall = make_hall(circle)

    lay_hall(circle, hall, 3, actor=make_officer(circle), at=at)
    lay_hall(circle, hall, 2, actor=circle.roles.get().person, at=at)
    with pytest.raises(SidesDoNotMeet):
        lay_hall(fair, make_hall(fair), 3, actor=officer, at=at)

    assert circle.tables.filter(participant=None).count() == 2
