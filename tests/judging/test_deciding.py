"""From the ranking to decisions: what has to come before, and that a dry run tells the truth."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories import MOMENT, make_member
from tests.judging.deciding_world import (
    MET,
    discussed,
    judging_world,
    make_ranking,
    wishes,
    with_second_stage,
)
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import make_entry

from sangsaeng.judging import rules
from sangsaeng.judging.actions import deciding
from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.deliberating import (
    close_minutes,
    discuss,
    open_minutes,
    write_minutes,
)
from sangsaeng.judging.actions.sealing import lift_seal, seal_judging
from sangsaeng.judging.bridge.ranking import scores_digest
from sangsaeng.judging.models import Decision, Discussed, Minutes, Score
from sangsaeng.judging.queries.plans import Wish, plan_decisions
from sangsaeng.judging.queries.stages import entries_in, gaps_in
from sangsaeng.judging.refusals import (
    CutNotDiscussed,
    DecisionsFaulty,
    MinutesClosed,
    MinutesIncomplete,
    NotDeliberated,
    NotJudgingNow,
    RankingOutdated,
    StageBeforeOpen,
    StandsStill,
)
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import ChangedMeanwhile, NotAllowed, NotFound
from sangsaeng.organizations.models import Membership, Role
from sangsaeng.programs.models import Call, Officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return judging_world()


def decided(world, stage=None):
    found = Decision.objects.filter(stage=stage or world.stage)
    return {one.entry: (one.verdict, one.reason) for one in found.select_related("entry")}


def choose_first(world, **fields):
    return decide(
        world.stage,
        wishes([world.entry], [world.rival, world.third]),
        actor=world.officer,
        at=MOMENT,
        **fields,
    )


def test_decisions_hold_their_reason_and_leave_a_trace_each(world):
    make_ranking(world.stage, world)
    choose_first(world)

    assert decided(world)[world.entry] == ("select", "점수와 논의에 따라 선정")
    assert decided(world)[world.rival][0] == "pass_over"
    trail = AuditEvent.objects.filter(action__endswith="decide", subject_type="judging.decision")
    assert trail.count() == 3


def test_without_a_ranking_of_the_present_scores_nothing_is_decided(world):
    with pytest.raises(RankingOutdated):
        choose_first(world)
    make_ranking(world.stage, world)
    Score.objects.filter(review__entry=world.entry).update(points=1)

    with pytest.raises(RankingOutdated):
        choose_first(world)
    assert decided(world) == {}


def test_cut_is_discussed_in_closed_minutes_before_it_is_decided(world):
    make_ranking(world.stage, world, across=[world.rival])
    with pytest.raises(CutNotDiscussed) as refused:
        choose_first(world)
    assert refused.value.params == {"count": 1}

    minutes = open_minutes(world.stage, MET, actor=world.officer, at=MOMENT)
    discuss(minutes, world.rival, "성과의 근거를 다시 보았다.", actor=world.officer, at=MOMENT)
    with pytest.raises(CutNotDiscussed):
        choose_first(world)
    close_minutes(minutes, 1, actor=world.officer, at=MOMENT)
    choose_first(world)
    assert len(decided(world)) == 3


def test_minutes_about_somebody_else_do_not_count(world):
    make_ranking(world.stage, world, across=[world.rival])
    discussed(world, world.stage, world.third)

    with pytest.raises(CutNotDiscussed):
        choose_first(world)


def test_without_the_guard_the_cut_would_be_decided_undiscussed(world, monkeypatch):
    make_ranking(world.stage, world, across=[world.rival])
    monkeypatch.setattr(deciding, "not_discussed", lambda stage: entries_in(stage).none())
    choose_first(world)
    assert len(decided(world)) == 3


def test_deliberation_needs_a_meeting_even_where_nothing_straddles(world):
    with_second_stage(world)
    make_ranking(world.stage, world)
    decide(world.stage, wishes(world.entries, [], "pass"), actor=world.officer, at=MOMENT)
    final = wishes([world.entry], [world.rival, world.third])
    with pytest.raises(NotDeliberated):
        decide(world.second, final, actor=world.officer, at=MOMENT)
    discussed(world, world.second)
    decide(world.second, final, actor=world.officer, at=MOMENT)
    assert len(decided(world, world.second)) == 3


def test_deliberation_speaks_of_those_across_the_cut_of_the_evaluation(world):
    with_second_stage(world)
    make_ranking(world.stage, world, across=[world.rival, world.third])
    discussed(world, world.stage, world.rival, world.third)
    passing = wishes([world.entry, world.rival], [world.third], "pass", "fail")
    decide(world.stage, passing, actor=world.officer, at=MOMENT)
    discussed(world, world.second, world.entry)

    with pytest.raises(CutNotDiscussed) as refused:
        decide(world.second, wishes([world.entry], [world.rival]), actor=world.officer, at=MOMENT)
    # Who failed the stage before is not spoken of again.
    assert refused.value.params == {"count": 1}


def test_only_those_that_passed_stand_in_the_next_stage(world):
    with_second_stage(world)
    make_ranking(world.stage, world)
    passing = wishes([world.entry], [world.rival, world.third], "pass", "fail")
    decide(world.stage, passing, actor=world.officer, at=MOMENT)

    assert set(entries_in(world.stage)) == set(world.entries)
    assert set(entries_in(world.second)) == {world.entry}


def test_stage_waits_for_the_one_before(world):
    with_second_stage(world)
    discussed(world, world.second)

    with pytest.raises(StageBeforeOpen):
        decide(world.second, wishes([], []), actor=world.officer, at=MOMENT)


@pytest.mark.parametrize("state", ["draft", "withdrawn", "screened_out"])
def test_who_is_not_in_judging_stands_in_no_stage(world, state):
    gone = make_entry(
        world.call, world.large, world.small, state=state, title="없는 것", remark="철회"
    )

    assert gone not in entries_in(world.stage)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish("pass", "까닭"), "가운데 하나로"),
        (Wish("select", "  "), "까닭을 적어야"),
        (Wish("select", "가" * 1001), "1000자까지"),
        (Wish("", "까닭"), "가운데 하나로"),
    ],
)
def test_one_faulty_row_stops_all_and_is_named(world, wish, said):
    make_ranking(world.stage, world)
    asked = wishes([world.entry], [world.third]) | {world.rival.code: wish}
    plan = plan_decisions(world.stage, asked)

    assert [row.code for row in plan.faults] == [world.rival.code]
    assert said in plan.faults[0].fault
    with pytest.raises(DecisionsFaulty):
        decide(world.stage, asked, actor=world.officer, at=MOMENT)
    assert decided(world) == {}


def test_entry_of_another_call_is_a_fault(world):
    make_ranking(world.stage, world)
    plan = plan_decisions(world.stage, {"nowhere": Wish("select", "까닭")})

    assert plan.count("fault") == 1


def test_dry_run_says_what_the_commit_does(world):
    make_ranking(world.stage, world)
    decide(world.stage, wishes([world.entry], []), actor=world.officer, at=MOMENT)
    asked = wishes([world.entry, world.rival], [world.third]) | {
        world.entry.code: Wish("reserve", "자리가 모자람")
    }
    seen = plan_decisions(world.stage, asked)
    done = decide(world.stage, asked, seen.digest, actor=world.officer, at=MOMENT)

    assert [(row.code, row.kind) for row in seen.rows] == [(r.code, r.kind) for r in done.rows]
    assert (seen.count("add"), seen.count("change")) == (2, 1)
    assert {one.code: given[0] for one, given in decided(world).items()} == {
        code: wish.verdict for code, wish in asked.items()
    }
    assert plan_decisions(world.stage, asked).count("same") == 3


def test_plan_that_changed_since_it_was_looked_at_is_not_done(world):
    make_ranking(world.stage, world)
    asked = wishes([world.entry], [world.rival, world.third])
    seen = plan_decisions(world.stage, asked).digest
    decide(world.stage, wishes([world.rival], []), actor=world.officer, at=MOMENT)

    with pytest.raises(ChangedMeanwhile):
        decide(world.stage, asked, seen, actor=world.officer, at=MOMENT)


def test_who_was_decided_in_the_next_stage_keeps_the_verdict_of_this_one(world):
    with_second_stage(world)
    make_ranking(world.stage, world)
    decide(world.stage, wishes(world.entries, [], "pass"), actor=world.officer, at=MOMENT)
    discussed(world, world.second)
    decide(world.second, wishes(world.entries, []), actor=world.officer, at=MOMENT)

    with pytest.raises(DecisionsFaulty):
        decide(world.stage, wishes([], [world.entry], no="fail"), actor=world.officer, at=MOMENT)


def test_missing_reviews_are_named(world):
    late = make_judge(world.call, world.stage)
    make_review(late, world.third, world.stage, "begun")
    lonely = make_entry(world.call, world.other, world.small, title="아무도 보지 않은 것")

    gaps = {gap.entry: (gap.submitted, gap.missing) for gap in gaps_in(world.stage)}
    assert gaps == {world.third: (3, 1), lonely: (0, 2)}


# Who may


def officer_with_a_case(world):
    """A second officer, who is a partner's employee."""
    person = make_member(world.host, Role.STAFF, name="얽힌담당")
    Officer.objects.create(program=world.program, person=person, began_at=MOMENT)
    Membership.objects.create(
        organization=world.small, person=person, role=Role.STAFF, began_at=MOMENT
    )
    return person


def officer_who_judges(world):
    """A second officer, who is a judge of an entry."""
    person = make_member(world.host, Role.STAFF, name="심사담당")
    Officer.objects.create(program=world.program, person=person, began_at=MOMENT)
    make_review(make_judge(world.call, person=person), world.rival, world.stage)
    return person


@pytest.mark.parametrize("who", [officer_with_a_case, officer_who_judges])
def test_officer_with_a_case_of_their_own_decides_nothing(world, who):
    make_ranking(world.stage, world)
    person = who(world)

    assert not rules.may_decide(person, world.call)
    with pytest.raises(NotAllowed):
        decide(world.stage, wishes([world.rival], []), actor=person, at=MOMENT)
    with pytest.raises(NotAllowed):
        open_minutes(world.stage, MET, actor=person, at=MOMENT)
    assert rules.may_run(person, world.call)


@pytest.mark.parametrize("who", [officer_with_a_case, officer_who_judges])
def test_without_that_rule_they_would(world, who, monkeypatch):
    make_ranking(world.stage, world)
    person = who(world)
    monkeypatch.setattr(rules, "has_own_case", lambda *_any: False)

    decide(world.stage, wishes([world.rival], []), actor=person, at=MOMENT)
    assert world.rival in decided(world)


def test_nobody_of_a_team_decides(world):
    make_ranking(world.stage, world)
    with pytest.raises(NotAllowed):
        decide(world.stage, wishes([world.entry], []), actor=world.large_lead, at=MOMENT)


@pytest.mark.parametrize("state", ["closed", "published"])
def test_decisions_belong_to_judging(world, state):
    make_ranking(world.stage, world)
    Call.objects.filter(pk=world.call.pk).update(state=state, published_at=MOMENT)

    with pytest.raises(NotJudgingNow):
        choose_first(world)


# Minutes


def test_closed_minutes_stay_as_they_were(world):
    minutes = discussed(world, world.stage, world.entry)

    assert minutes.rules_sha256 == world.call.editions.get().sha256
    with pytest.raises(MinutesClosed):
        write_minutes(minutes, MET, 2, actor=world.officer, at=MOMENT)
    with pytest.raises(MinutesClosed):
        discuss(minutes, world.rival, "더", actor=world.officer, at=MOMENT)


@pytest.mark.parametrize(
    "deed",
    [
        lambda one: Minutes.objects.filter(pk=one.pk).update(text="달리"),
        lambda one: Minutes.objects.filter(pk=one.pk).update(state="open"),
        lambda one: Discussed.objects.filter(minutes=one).update(text="달리"),
        lambda one: Discussed.objects.filter(minutes=one).delete(),
        lambda one: one.delete(),
    ],
)
def test_not_even_the_database_lets_closed_minutes_change(world, deed):
    minutes = discussed(world, world.stage, world.entry)

    with pytest.raises(Exception, match="never edited"), transaction.atomic():
        deed(minutes)


def test_ranking_is_kept_as_it_was_computed(world):
    ranking = make_ranking(world.stage, world)
    ranking.rows = []

    with pytest.raises(Exception, match="never edited"), transaction.atomic():
        ranking.save()


@pytest.mark.parametrize("missing", ["text", "attendees"])
def test_minutes_that_say_nothing_are_not_closed(world, missing):
    facts = {"held_at": MOMENT, "attendees": "셋", "text": "논의"} | {missing: " "}
    minutes = open_minutes(world.stage, type(MET)(**facts), actor=world.officer, at=MOMENT)

    with pytest.raises(MinutesIncomplete):
        close_minutes(minutes, 1, actor=world.officer, at=MOMENT)


def test_two_hands_at_the_minutes_do_not_overwrite_each_other(world):
    minutes = open_minutes(world.stage, MET, actor=world.officer, at=MOMENT)
    write_minutes(minutes, MET, 1, actor=world.officer, at=MOMENT)

    with pytest.raises(ChangedMeanwhile):
        write_minutes(minutes, MET, 1, actor=world.officer, at=MOMENT)
    with pytest.raises(ChangedMeanwhile):
        close_minutes(minutes, 1, actor=world.officer, at=MOMENT)


def test_minutes_speak_only_of_entries_of_the_stage(world):
    minutes = open_minutes(world.stage, MET, actor=world.officer, at=MOMENT)
    gone = make_entry(world.call, world.large, world.small, state="withdrawn", title="거둔 것")

    with pytest.raises(NotFound):
        discuss(minutes, gone, "논의", actor=world.officer, at=MOMENT)


# While it stands still


def test_nothing_is_decided_or_written_while_judging_is_sealed(world):
    make_ranking(world.stage, world)
    minutes = open_minutes(world.stage, MET, actor=world.officer, at=MOMENT)
    seal_judging(world.call, "점수가 새어 나감", actor=world.officer, at=MOMENT)

    for deed in (
        lambda: choose_first(world),
        lambda: open_minutes(world.stage, MET, actor=world.officer, at=MOMENT),
        lambda: write_minutes(minutes, MET, 1, actor=world.officer, at=MOMENT),
        lambda: close_minutes(minutes, 1, actor=world.officer, at=MOMENT),
        lambda: discuss(minutes, world.entry, "논의", actor=world.officer, at=MOMENT),
    ):
        with pytest.raises(StandsStill):
            deed()
    lift_seal(world.call, "원인을 고침", actor=world.officer, at=MOMENT)
    choose_first(world)


def test_digest_of_the_scores_moves_with_any_score_and_with_nothing_else(world):
    before = scores_digest(world.stage)
    make_review(
        make_judge(world.call, world.stage), world.third, world.stage, "begun", points=(1, 1)
    )

    assert scores_digest(world.stage) == before
    score = Score.objects.filter(review__state="submitted").first()
    Score.objects.filter(pk=score.pk).update(points=score.points + 1)
    assert scores_digest(world.stage) != before


def test_database_holds_an_entry_to_one_decision_with_a_reason(world):
    make_ranking(world.stage, world)
    choose_first(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            stage=world.stage,
            entry=world.entry,
            verdict="select",
            reason="둘째",
            decided_by=world.officer,
            decided_at=MOMENT,
        )
