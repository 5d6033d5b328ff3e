"""From a stage's panel to a plan of who judges what."""

import pytest
from tests.factories import MOMENT, make_organization
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import call_world, make_entry, make_stage

from sangsaeng.judging.bridge.assigning import plan_assignment
from sangsaeng.judging.models import Conflict, Decision, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return call_world()


@pytest.fixture
def stage(world):
    """A stage in which two judges look at each entry."""
    return world.call.stages.get()


def tie(judge, entry, **fields):
    return Conflict.objects.create(
        judge=judge,
        entry=entry,
        organization=entry.lead,
        kind="employer",
        origin=fields.pop("origin", "computed"),
        path="",
        found_at=MOMENT,
        **fields,
    )


def pairs(plan):
    return {(entry.pk, judge.pk) for entry, judge in plan.added}


def test_every_entry_gets_its_minimum(world, stage):
    for _ in range(3):
        make_judge(world.call, stage)
    plan = plan_assignment(stage)

    assert len(plan.added) == 4
    assert {entry for entry, _ in plan.added} == {world.entry, world.rival}
    assert plan.lacks == ()
    assert sum(plan.loads.values()) == 4


def test_conflict_is_never_assigned_and_a_lifted_one_may_be(world, stage):
    tied, free = make_judge(world.call, stage), make_judge(world.call, stage)
    conflict = tie(tied, world.entry)
    plan = plan_assignment(stage)

    assert (world.entry.pk, tied.pk) not in pairs(plan)
    assert [(one.entry, one.missing, one.free, one.reason) for one in plan.lacks] == [
        (world.entry, 1, 1, "too_few_free")
    ]

    Conflict.objects.filter(pk=conflict.pk).update(
        lifted_at=MOMENT, lifted_by=world.officer, lifted_because="동명이인"
    )
    assert pairs(plan_assignment(stage)) >= {
        (world.entry.pk, tied.pk),
        (world.entry.pk, free.pk),
    }


def test_conflict_not_yet_written_down_counts_when_told(world, stage):
    one, two = make_judge(world.call, stage), make_judge(world.call, stage)
    plan = plan_assignment(stage, also_forbidden=[(world.entry.pk, one.pk)])

    assert (world.entry.pk, one.pk) not in pairs(plan)
    assert (world.entry.pk, two.pk) in pairs(plan)


def test_exhausted_caps_are_named(world, stage):
    make_judge(world.call, stage, most_entries=1)
    make_judge(world.call, stage, most_entries=1)
    plan = plan_assignment(stage)

    assert len(plan.added) == 2
    assert [(one.missing, one.reason) for one in plan.lacks] == [(1, "no_room"), (1, "no_room")]


def test_own_cap_spans_all_stages(world, stage):
    judge = make_judge(world.call, stage, most_entries=1)
    later = make_stage(world.call, 2, "evaluation", "2차 전문가 평가")
    make_review(judge, world.entry, later)

    assert plan_assignment(stage).added == ()


@pytest.mark.parametrize("state", ["named", "invited", "declined", "left"])
def test_only_judges_who_accepted_are_assigned(world, stage, state):
    make_judge(world.call, stage, state=state)

    assert plan_assignment(stage).added == ()


def test_dry_run_may_count_on_invited_judges(world, stage):
    make_judge(world.call, stage, state="invited")

    assert len(plan_assignment(stage, judge_states=("accepted", "invited")).added) == 2


def test_what_is_assigned_stays_when_another_judge_joins(world, stage):
    for entry in (world.entry, world.rival):
        make_review(make_judge(world.call, stage), entry, stage)
        make_review(make_judge(world.call, stage), entry, stage)
    make_judge(world.call, stage)
    plan = plan_assignment(stage)

    assert (plan.added, plan.released) == ((), ())
    assert len(plan.kept) == 4


def test_judge_who_left_is_replaced_and_nothing_else_changes(world, stage):
    gone, stays = make_judge(world.call, stage), make_judge(world.call, stage)
    lost = make_review(gone, world.entry, stage)
    kept = make_review(stays, world.entry, stage)
    fresh = make_judge(world.call, stage)
    type(gone).objects.filter(pk=gone.pk).update(state="left")
    plan = plan_assignment(stage, entries=[world.entry])

    assert plan.released == (lost,)
    assert plan.kept == (kept,)
    assert plan.added == ((world.entry, fresh),)


def test_review_handed_in_by_a_judge_who_left_still_counts(world, stage):
    gone, other = make_judge(world.call, stage), make_judge(world.call, stage)
    done = make_review(gone, world.entry, stage, "submitted", (5, 5))
    type(gone).objects.filter(pk=gone.pk).update(state="left")
    plan = plan_assignment(stage, entries=[world.entry])

    assert plan.kept == (done,)
    assert plan.added == ((world.entry, other),)
    assert plan.lacks == ()


def test_late_conflict_releases_what_is_not_handed_in(world, stage):
    judge = make_judge(world.call, stage)
    review = make_review(judge, world.entry, stage, "begun")
    tie(judge, world.entry)

    assert plan_assignment(stage, entries=[world.entry]).released == (review,)


def test_late_conflict_leaves_what_is_handed_in_to_its_own_decision(world, stage):
    judge = make_judge(world.call, stage)
    make_review(judge, world.entry, stage, "submitted", (5, 5))
    tie(judge, world.entry)
    plan = plan_assignment(stage, entries=[world.entry])

    assert (plan.kept, plan.released) == ((), ())
    assert [one.missing for one in plan.lacks] == [2]


@pytest.mark.parametrize("state", ["released", "excluded"])
def test_pair_once_taken_back_does_not_come_again(world, stage, state):
    judge = make_judge(world.call, stage)
    make_review(judge, world.entry, stage, state)

    assert pairs(plan_assignment(stage)) == {(world.rival.pk, judge.pk)}


def test_entry_turned_down_before_is_not_judged(world, stage):
    later = make_stage(world.call, 2, "evaluation", "2차 전문가 평가")
    make_judge(world.call, later)
    Decision.objects.create(
        stage=stage,
        entry=world.rival,
        verdict="fail",
        reason="기준 점수 미달",
        decided_by=world.officer,
        decided_at=MOMENT,
    )

    assert {entry for entry, _ in plan_assignment(later).added} == {world.entry}


def test_reviews_of_entries_not_asked_about_stay_and_take_up_room(world, stage):
    judge = make_judge(world.call, stage, most_entries=1)
    make_review(judge, world.entry, stage)
    plan = plan_assignment(stage, entries=[world.rival])

    assert (plan.added, plan.released) == ((), ())


def test_expert_of_the_field_is_taken_first(world, stage):
    type(world.large).objects.filter(pk=world.large.pk).update(sector="26")
    stranger = make_judge(world.call, stage, sectors=["A"])
    second = make_judge(world.call, stage, sectors=["A"])
    expert = make_judge(world.call, stage, sectors=["C26"])
    plan = plan_assignment(stage, entries=[world.entry])
    chosen = {judge for _, judge in plan.added}

    assert expert in chosen
    assert len(chosen & {stranger, second}) == 1


def test_panel_without_judges_lacks_everything(world, stage):
    plan = plan_assignment(stage)

    assert {(one.entry, one.missing) for one in plan.lacks} == {(world.entry, 2), (world.rival, 2)}


def test_queries_do_not_grow_with_the_panel(world, stage, django_assert_num_queries):
    make_judge(world.call, stage)
    with django_assert_num_queries(6):
        plan_assignment(stage)
    for _ in range(3):
        judge = make_judge(world.call, stage)
        tie(judge, world.rival)
        make_review(judge, world.entry, stage)
    make_entry(world.call, make_organization("다온정밀", size_class="large"))
    fresh = type(stage).objects.select_related("call").get(pk=stage.pk)
    with django_assert_num_queries(6):
        plan_assignment(fresh)
    assert Review.objects.count() == 3
