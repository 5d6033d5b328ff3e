"""A hand moves a meeting: the effect is foretold, and the result is a draft of its own."""

import pytest
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_pin,
    make_request,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.actions.moving import foresee_move, move_meeting
from sangsaeng.fairs.bridge import problem_of
from sangsaeng.fairs.queries.planning import spots_for
from sangsaeng.fairs.refusals.planning import MoveImpossible, TimetableOutdated
from sangsaeng.kernel.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """가 meets 다 at ten and 라 at half past; 나 meets 다 at half past; 11:00 and 11:30 are free."""
    fair = make_fair()
    slots = make_slots(fair, 4)
    first, second = make_buyer(fair, "가전자"), make_buyer(fair, "나전자")
    da, ra = make_supplier(fair, "다정밀"), make_supplier(fair, "라정밀")
    requests = [make_request(first, da), make_request(first, ra), make_request(second, da)]
    timetable = make_timetable(
        fair,
        [(requests[0], slots[0]), (requests[1], slots[1]), (requests[2], slots[1])],
    )
    timetable.problem_digest = problem_of(fair).digest
    timetable.save()
    fair.made_slots = slots
    fair.timetable = timetable
    fair.table = first.tables.get()
    fair.meeting = timetable.meetings.get(request=requests[0])
    fair.swap_partner = timetable.meetings.get(request=requests[1])
    fair.officer = make_officer(fair)
    return fair


def test_move_to_a_free_place_disturbs_nobody(world):
    move = foresee_move(world.meeting, world.made_slots[3], world.table)

    assert move.spot.swapped is None
    assert (move.before.gaps, move.after.gaps) == (0, 1)
    assert move.gaps_change == 1


def test_foretold_figures_are_those_of_the_draft_that_is_made(world, at):
    slot = world.made_slots[3]
    foretold = foresee_move(world.meeting, slot, world.table).after

    made = move_meeting(world.meeting, slot, world.table, actor=world.officer, at=at)

    kept = (made.suppliers_met, made.meeting_count, made.weight, made.gaps)
    assert kept == (foretold.suppliers_met, foretold.meetings, foretold.weight, foretold.gaps)
    assert (made.state, made.origin, made.based_on) == ("draft", "moved", world.timetable)
    assert made.meetings.get(request=world.meeting.request).slot == slot


def test_old_timetable_stays_as_it_was(world, at):
    before = set(world.timetable.meetings.values_list("request", "slot", "table"))

    move_meeting(world.meeting, world.made_slots[2], world.table, actor=world.officer, at=at)

    assert set(world.timetable.meetings.values_list("request", "slot", "table")) == before


def test_meeting_in_the_place_changes_places(world, at):
    make_away(world.swap_partner.supplier, world.made_slots[3])
    world.timetable.meetings.get(request__buyer__organization__name="나전자").delete()

    made = move_meeting(world.meeting, world.made_slots[1], world.table, actor=world.officer, at=at)

    assert made.meetings.get(request=world.swap_partner.request).slot == world.made_slots[0]
    assert made.meetings.get(request=world.meeting.request).slot == world.made_slots[1]


def test_proof_is_kept_only_for_the_rows_it_was_made_of(world, at):
    slot = world.made_slots[2]
    same = move_meeting(world.meeting, slot, world.table, actor=world.officer, at=at)
    assert same.bound_weight == world.timetable.bound_weight

    make_request(world.meeting.buyer, make_supplier(world))
    other = move_meeting(world.meeting, slot, world.table, actor=world.officer, at=at)

    assert other.bound_suppliers_met == 3
    assert not other.is_proved_best


def test_supplier_who_meets_somebody_else_then_cannot_come(world):
    with pytest.raises(MoveImpossible) as refused:
        foresee_move(world.meeting, world.made_slots[1], world.table)

    assert "다정밀에게 그 시간에 다른 상담이 있습니다: 나전자 – 다정밀" in refused.value.sentence


def test_party_who_is_away_cannot_come(world):
    make_away(world.meeting.supplier, world.made_slots[3])

    with pytest.raises(MoveImpossible) as refused:
        foresee_move(world.meeting, world.made_slots[3], world.table)

    assert "다정밀이 그 시간에 없습니다" in refused.value.sentence


def test_pinned_meeting_stays(world):
    make_pin(world.meeting.request, world.made_slots[0])

    with pytest.raises(MoveImpossible) as refused:
        foresee_move(world.meeting, world.made_slots[3], world.table)

    assert "고정" in refused.value.sentence


def test_table_of_another_buyer_is_no_place(world):
    table = world.timetable.meetings.get(request__buyer__organization__name="나전자").table

    with pytest.raises(MoveImpossible):
        foresee_move(world.meeting, world.made_slots[3], table)


def test_timetable_that_no_longer_holds_is_not_moved_about_in(world):
    make_away(world.swap_partner.supplier, world.made_slots[1])

    with pytest.raises(TimetableOutdated):
        foresee_move(world.meeting, world.made_slots[3], world.table)


def test_every_place_called_open_can_be_taken_and_no_other(world):
    for spot in spots_for(world.meeting):
        if spot.is_open:
            foresee_move(world.meeting, spot.slot, spot.table)
        else:
            with pytest.raises(MoveImpossible):
                foresee_move(world.meeting, spot.slot, spot.table)


def test_only_officers_move(world, at):
    slot = world.made_slots[3]

    with pytest.raises(NotAllowed):
        move_meeting(world.meeting, slot, world.table, actor=make_desk(world), at=at)


def test_discarded_draft_is_not_moved_about_in(world):
    world.timetable.state = "discarded"
    world.meeting.timetable = world.timetable

    with pytest.raises(WrongState):
        foresee_move(world.meeting, world.made_slots[3], world.table)
