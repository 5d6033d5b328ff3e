"""Assignment: one guard for plan, bulk and hand; what is short is named; labels lead nowhere."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_operator, make_organization
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import call_world, make_entry, make_stage

from sangsaeng.judging.actions import assigning
from sangsaeng.judging.actions.assigning import (
    apply_plan,
    assign,
    plan_of,
    release_review,
    replace_judge,
    sign_of,
)
from sangsaeng.judging.actions.conflicts import lift_conflict
from sangsaeng.judging.actions.panels import SaidTie, leave_panel, state_tie
from sangsaeng.judging.kinds import TieKind
from sangsaeng.judging.labels import new_label
from sangsaeng.judging.models import Conflict, Decision, Review
from sangsaeng.judging.queries.pool import read_pool
from sangsaeng.judging.queries.stages import entries_in
from sangsaeng.judging.refusals import JudgeUnfit, NothingToAssign, NotInJudging, PlanChanged
from sangsaeng.kernel.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A call whose entries are in."""
    return call_world()


@pytest.fixture
def stage(world):
    """Its only stage, which asks for two judges an entry."""
    return world.call.stages.get()


@pytest.fixture
def judges(world, stage):
    """Three judges without ties."""
    return [make_judge(world.call, stage) for _each in range(3)]


def planned(stage):
    """The plan as it is now."""
    return plan_of(read_pool(stage))


def pairs():
    """What is assigned."""
    return {(one.judge, one.entry) for one in Review.objects.standing()}


class TestPlan:
    """The plan gives each entry its least number of judges and spreads the load."""

    @pytest.mark.usefixtures("judges")
    def test_every_entry_gets_its_judges(self, stage):
        plan = planned(stage)
        entries = Counter(entry for entry, _judge in plan.added)

        assert set(entries.values()) == {2}
        assert plan.lacks == ()

    @pytest.mark.usefixtures("judges")
    def test_load_is_spread(self, world, stage):
        for _each in range(4):
            make_entry(world.call, make_organization())
        load = Counter(judge for _entry, judge in planned(stage).added)

        assert max(load.values()) - min(load.values()) <= 1

    def test_what_is_short_is_named_with_its_reason(self, world, stage, judges, at):
        for judge in judges[:2]:
            state_tie(judge, world.small, SaidTie(TieKind.ADVICE), actor=judge.person, at=at)
        (lack,) = planned(stage).lacks

        assert (lack.entry, lack.missing, lack.free) == (world.entry, 1, 1)
        assert lack.reason == "too_few_free"

    def test_cap_of_a_judge_is_kept_and_named(self, stage, judges):
        for judge in judges:
            judge.most_entries = 1
            judge.save()
        plan = planned(stage)

        assert max(Counter(judge for _entry, judge in plan.added).values()) == 1
        assert [(one.missing, one.reason) for one in plan.lacks] == [(1, "no_room")]

    def test_judges_own_cap_counts_over_all_stages(self, world, stage):
        first = make_stage(world.call, 5, "evaluation", "다른 평가", least_judges=1)
        judge = make_judge(world.call, stage, most_entries=1)
        make_review(judge, world.entry, first)

        assert planned(stage).added == ()

    @pytest.mark.usefixtures("judges")
    def test_what_is_assigned_stays_when_the_plan_is_made_again(self, world, stage, at):
        apply_plan(stage, sign_of(planned(stage)), actor=world.officer, at=at)
        before = pairs()
        late = make_entry(world.call, make_organization("뒤늦은회사"))
        plan = planned(stage)

        assert {entry for entry, _judge in plan.added} == {late}
        apply_plan(stage, sign_of(plan), actor=world.officer, at=at)
        assert before < pairs()

    def test_judges_who_know_the_field_come_first(self, world, stage, judges):
        world.small.sector = "C2611"
        world.small.save()
        judges[2].sectors = ["C26"]
        judges[2].save()

        assert (world.entry, judges[2]) in planned(stage).added

    def test_only_entries_that_went_on_are_judged_in_a_later_stage(self, world, stage, at):
        second = make_stage(world.call, 2, "evaluation", "2차 전문가 평가")
        for entry, verdict in ((world.entry, "pass"), (world.rival, "fail")):
            Decision.objects.create(
                stage=stage,
                entry=entry,
                verdict=verdict,
                reason="까닭",
                decided_by=world.officer,
                decided_at=at,
            )

        assert list(read_pool(second).entries.values()) == [world.entry]


class TestGuard:
    """Whatever the path, the same things stand in the way."""

    def paths(self, world, stage, judge, entry, at):
        """The ways by which a judge might come to an entry."""
        other = make_judge(world.call, stage)
        held = make_review(other, entry, stage)
        return {
            "hand": lambda: assign(stage, [(judge, entry)], actor=world.officer, at=at),
            "bulk": lambda: assign(
                stage, [(other, world.rival), (judge, entry)], actor=world.officer, at=at
            ),
            "replace": lambda: replace_judge(held, judge, "", actor=world.officer, at=at),
        }

    def barred(self, world, stage, how, at):
        """A judge who must not see the entry, for one of several reasons."""
        if how == "employer":
            return make_judge(world.call, stage, person=world.large_staff)
        if how == "lifted employer":
            judge = make_judge(world.call, stage, person=world.large_staff)
            assigning.look_again(world.call, at=at)
            for one in Conflict.objects.all():
                lift_conflict(one, "착오", actor=world.officer, at=at)
            return judge
        judge = make_judge(world.call, stage, None, *([how] if how in _STATES else []))
        if how == "declared":
            state_tie(judge, world.small, SaidTie(TieKind.FAMILY), actor=judge.person, at=at)
        if how == "excluded":
            make_review(judge, world.entry, stage)
            state_tie(judge, world.small, SaidTie(TieKind.ADVICE), actor=world.officer, at=at)
            for one in Conflict.objects.all():
                lift_conflict(one, "착오", actor=world.officer, at=at)
        if how == "no seat":
            judge.seats.all().delete()
        return judge

    @pytest.mark.parametrize("path", ["hand", "bulk", "replace"])
    @pytest.mark.parametrize(
        "how",
        ["employer", "lifted employer", "declared", "excluded", "no seat", "invited", "left"],
    )
    def test_no_path_leads_a_barred_judge_to_the_entry(self, world, stage, at, how, path):
        judge = self.barred(world, stage, how, at)
        before = pairs()
        deed = self.paths(world, stage, judge, world.entry, at)[path]
        standing = pairs()

        with pytest.raises(JudgeUnfit):
            deed()
        assert pairs() == standing >= before
        assert (world.entry, judge) not in planned(stage).added

    def test_with_the_guard_off_the_barred_judge_gets_the_entry(
        self, world, stage, at, monkeypatch
    ):
        """The twin: it is the guard that stands in the way, and nothing else."""
        monkeypatch.setattr(assigning, "_refuse_unfit", lambda *_args: None)
        judge = make_judge(world.call, stage, person=world.large_staff)
        assign(stage, [(judge, world.entry)], actor=world.officer, at=at)

        assert (judge, world.entry) in pairs()

    def test_conflict_nobody_looked_for_yet_is_found_by_assigning(self, world, stage, at):
        judge = make_judge(world.call, stage, person=world.large_staff)
        assert not Conflict.objects.exists()
        with pytest.raises(JudgeUnfit):
            assign(stage, [(judge, world.entry)], actor=world.officer, at=at)

    def test_full_judge_gets_no_more_by_hand_either(self, world, stage, at):
        judge = make_judge(world.call, stage, most_entries=1)
        with pytest.raises(JudgeUnfit):
            assign(stage, [(judge, world.entry), (judge, world.rival)], actor=world.officer, at=at)
        assert pairs() == set()

    def test_entry_of_another_call_is_not_assigned(self, world, stage, at, judges):
        other = make_entry(_other_call(world), make_organization())
        with pytest.raises(JudgeUnfit):
            assign(stage, [(judges[0], other)], actor=world.officer, at=at)

    def test_nobody_else_assigns(self, world, stage, at, judges):
        for actor in (make_operator(), world.large_lead, judges[0].person):
            with pytest.raises(NotAllowed):
                assign(stage, [(judges[0], world.entry)], actor=actor, at=at)

    @pytest.mark.parametrize("state", ["open", "published"])
    def test_only_between_the_close_and_the_results(self, world, stage, at, judges, state):
        world.call.state, world.call.published_at = state, at
        world.call.save()
        with pytest.raises(NotInJudging):
            assign(stage, [(judges[0], world.entry)], actor=world.officer, at=at)


_STATES = ("invited", "left")


def _other_call(world):
    from tests.programs.factories import make_call

    return make_call(world.program, slug="another")


class TestApplying:
    """What is applied is what was seen."""

    @pytest.mark.usefixtures("judges")
    def test_plan_seen_by_two_is_applied_once(self, world, stage, at):
        seen = sign_of(planned(stage))
        apply_plan(stage, seen, actor=world.officer, at=at)
        with pytest.raises(PlanChanged):
            apply_plan(stage, seen, actor=world.officer, at=at)

        assert Review.objects.count() == 4

    def test_conflict_that_came_meanwhile_changes_the_plan(self, world, stage, judges, at):
        seen = planned(stage)
        judge = next(one for one in judges if (world.entry, one) in seen.added)
        state_tie(judge, world.small, SaidTie(TieKind.FAMILY), actor=judge.person, at=at)
        with pytest.raises(PlanChanged):
            apply_plan(stage, sign_of(seen), actor=world.officer, at=at)

    @pytest.mark.usefixtures("judges")
    def test_empty_plan_says_so(self, world, stage, at):
        apply_plan(stage, sign_of(planned(stage)), actor=world.officer, at=at)
        with pytest.raises(NothingToAssign):
            apply_plan(stage, sign_of(planned(stage)), actor=world.officer, at=at)

    @pytest.mark.usefixtures("judges")
    def test_statements_do_not_grow_with_entries(self, world, stage):
        def statements():
            with CaptureQueriesContext(connection) as seen:
                planned(stage)
            return len(seen)

        few = statements()
        for _each in range(5):
            make_entry(world.call, make_organization())
            make_judge(world.call, stage)
        assert statements() == few


class TestLater:
    """What is taken back or moved touches nothing else."""

    def test_released_and_given_again_under_another_label(self, world, stage, judges, at):
        assign(stage, [(judges[0], world.entry)], actor=world.officer, at=at)
        review = Review.objects.get()
        release_review(review, "일정", actor=world.officer, at=at)
        assert pairs() == set()

        assign(stage, [(judges[0], world.entry)], actor=world.officer, at=at)
        again = Review.objects.get()
        assert (again.state, again.label != review.label) == ("assigned", True)

    def test_submitted_stays(self, world, stage, judges, at):
        review = make_review(judges[0], world.entry, stage, "submitted", points=(1, 1))
        with pytest.raises(WrongState):
            release_review(review, "", actor=world.officer, at=at)

    def test_replaced_moves_one_review_alone(self, world, stage, judges, at):
        apply_plan(stage, sign_of(planned(stage)), actor=world.officer, at=at)
        before = pairs()
        review = Review.objects.filter(entry=world.entry).first()
        (free,) = {*judges} - {one.judge for one in Review.objects.filter(entry=world.entry)}
        replace_judge(review, free, "일정", actor=world.officer, at=at)

        gone, come = before - pairs(), pairs() - before
        assert (gone, come) == ({(review.judge, world.entry)}, {(free, world.entry)})

    def test_refused_replacement_takes_nothing_away(self, world, stage, at):
        judge = make_judge(world.call, stage)
        assign(stage, [(judge, world.entry)], actor=world.officer, at=at)
        barred = make_judge(world.call, stage, person=world.large_staff)
        with pytest.raises(JudgeUnfit):
            replace_judge(Review.objects.get(), barred, "", actor=world.officer, at=at)

        assert pairs() == {(judge, world.entry)}

    def test_entries_of_a_judge_who_left_are_planned_for_others(self, world, stage, judges, at):
        apply_plan(stage, sign_of(planned(stage)), actor=world.officer, at=at)
        lost = Review.objects.filter(judge=judges[0]).count()
        leave_panel(judges[0], "일정", actor=world.officer, at=at)

        assert len(planned(stage).added) + len(planned(stage).lacks) >= lost > 0


class TestLabels:
    """A label is chance: it tells nothing of who judges."""

    def test_never_one_that_is_taken(self):
        taken = {new_label() for _each in range(100)}

        assert new_label(taken) not in taken

    def test_judge_has_another_label_on_every_entry(self, world, stage, at):
        judge = make_judge(world.call, stage, most_entries=40)
        for _each in range(10):
            make_entry(world.call, make_organization())
        chosen = [(judge, entry) for entry in entries_in(stage)]
        assign(stage, chosen, actor=world.officer, at=at)
        labels = list(Review.objects.values_list("label", flat=True))

        assert len(set(labels)) == len(labels) == 12

    def test_label_is_not_the_address_of_anything(self, world, stage, judges, at):
        apply_plan(stage, sign_of(planned(stage)), actor=world.officer, at=at)
        codes = {
            *Review.objects.values_list("code", flat=True),
            *(one.code for one in judges),
        }

        assert not any(one.label in codes for one in Review.objects.all())

    def test_order_of_rows_tells_nothing_of_the_judge(self, world, stage, at):
        """Were the rows in the judges' order, the first judge would come first every time."""
        pair = [make_judge(world.call, stage) for _each in range(2)]
        for _each in range(30):
            make_entry(world.call, make_organization())
        apply_plan(stage, sign_of(planned(stage)), actor=world.officer, at=at)
        first = Counter(
            Review.objects.filter(entry=entry).order_by("pk").first().judge_id
            for entry in entries_in(stage)
        )

        assert min(first[judge.pk] for judge in pair) >= 3
