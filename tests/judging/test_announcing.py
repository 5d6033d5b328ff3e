"""Results: all at one moment, once, by hand or at a set time; objections; what a team reads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections, transaction
from tests.factories import MOMENT, make_member, make_operator
from tests.judging.deciding_world import (
    announce_anew,
    discussed,
    judging_world,
    make_ranking,
    wishes,
    with_second_stage,
)
from tests.judging.factories import make_review
from tests.programs.factories import make_entry

from sangsaeng.judging.actions.announcing import announce_results, drop_plan, plan_announcement
from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.objecting import answer_objection, file_objection
from sangsaeng.judging.actions.sealing import seal_judging
from sangsaeng.judging.models import Announcement, Decision, Objection, Review
from sangsaeng.judging.queries.results import (
    figures_of,
    get_published_call_for,
    objections_until,
    result_for,
)
from sangsaeng.judging.refusals import (
    AlreadyAnnounced,
    EntriesUnsettled,
    MomentPassed,
    NotAllDecided,
    ObjectedAlready,
    ObjectionTooLate,
    PlacesDiffer,
    StandsStill,
)
from sangsaeng.judging.tasks import announce_what_is_due
from sangsaeng.kernel.events import _listeners
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.kernel.refusals import NotAllowed, NotFound, Refusal, WrongState
from sangsaeng.organizations.models import Role
from sangsaeng.programs.events import CallPublished
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.queries.shown import all_shown_in_public

HOUR = timedelta(hours=1)
database = pytest.mark.django_db


@pytest.fixture
def world():
    return decided_world()


def decided_world(**fields):
    """Two of three entries are chosen; two places were announced."""
    world = judging_world(**fields)
    make_ranking(world.stage, world)
    asked = wishes([world.entry, world.rival], [world.third])
    decide(world.stage, asked, actor=world.officer, at=MOMENT)
    return world


def published(world):
    announce_results(world.call, actor=world.officer, at=MOMENT)
    return fresh(world)


def fresh(world):
    """The rows as they are now."""
    world.call = Call.objects.select_related("program").get(pk=world.call.pk)
    world.entry, world.rival, world.third = (
        Entry.objects.select_related("call__program", "lead").get(pk=one.pk)
        for one in (world.entry, world.rival, world.third)
    )
    return world


@pytest.fixture
def heard(monkeypatch):
    """What others hear of an announcement."""
    events = []
    monkeypatch.setitem(_listeners, CallPublished, [*_listeners[CallPublished], events.append])
    return events


@database
def test_all_results_are_out_at_one_moment(world, heard):
    announced = announce_results(world.call, actor=world.officer, at=MOMENT)
    fresh(world)

    assert (world.call.state, world.call.published_at) == ("published", MOMENT)
    assert [one.state for one in (world.entry, world.rival, world.third)] == [
        "selected",
        "selected",
        "not_selected",
    ]
    assert announced.figures == {"entered": 3, "checked": 3, "selected": 2}
    assert announced.rules_sha256 == world.call.editions.get().sha256
    assert [event.call for event in heard] == [world.call]


@database
def test_who_was_screened_out_or_withdrew_is_counted_where_it_belongs(world):
    team = (world.call, world.large, world.small)
    make_entry(*team, state="screened_out", remark="대상 아님", title="제외")
    make_entry(*team, state="withdrawn", title="철회")

    announced = announce_results(world.call, actor=world.officer, at=MOMENT)
    assert announced.figures == {"entered": 4, "checked": 3, "selected": 2}
    assert Entry.objects.get(title="제외").state == "screened_out"


@database
def test_everybody_has_a_decision_before_results_are_out(world):
    Decision.objects.filter(entry=world.third).delete()

    with pytest.raises(NotAllDecided) as refused:
        announce_results(world.call, actor=world.officer, at=MOMENT)
    assert refused.value.params == {"count": 1}
    assert fresh(world).call.state == "judging"


@database
def test_supplement_that_is_still_to_come_holds_results_up(world):
    Entry.objects.filter(pk=world.third.pk).update(state="supplementing")

    with pytest.raises(EntriesUnsettled):
        announce_results(world.call, actor=world.officer, at=MOMENT)


@database
def test_more_than_announced_are_chosen_only_with_a_reason(world):
    Call.objects.filter(pk=world.call.pk).update(places=1)
    announce_anew(fresh(world).call)
    with pytest.raises(PlacesDiffer):
        announce_results(world.call, "  ", actor=world.officer, at=MOMENT)

    announced = announce_results(
        world.call, "우수한 사례가 많아 하나 더 선정", actor=world.officer, at=MOMENT
    )
    assert announced.because == "우수한 사례가 많아 하나 더 선정"
    assert announced.figures["selected"] == 2


@database
def test_results_are_announced_once(world):
    published(world)

    with pytest.raises(AlreadyAnnounced):
        announce_results(world.call, actor=world.officer, at=MOMENT)


@database
@pytest.mark.parametrize("who", ["large_lead", "outsider"])
def test_only_officers_without_a_case_announce(world, who):
    with pytest.raises(NotAllowed):
        announce_results(world.call, actor=getattr(world, who), at=MOMENT)


@database
def test_operator_who_runs_no_program_announces_nothing(world):
    with pytest.raises(NotAllowed):
        announce_results(world.call, actor=make_operator(), at=MOMENT)


@database
def test_entry_that_failed_an_earlier_stage_is_not_chosen():
    world = with_second_stage(judging_world(places=1))
    make_ranking(world.stage, world)
    passing = wishes([world.entry], [world.rival, world.third], "pass", "fail")
    decide(world.stage, passing, actor=world.officer, at=MOMENT)
    discussed(world, world.second)
    decide(world.second, wishes([world.entry], []), actor=world.officer, at=MOMENT)
    published(world)

    assert (world.entry.state, world.rival.state) == ("selected", "not_selected")
    said = result_for(Entry.objects.get(pk=world.rival.pk).begun_by, world.rival)
    assert (said.stage, said.reason) == ("1차 전문가 평가", "다른 사례의 성과가 더 뚜렷함")


# At a moment set in advance


@database
def test_house_announces_at_the_moment_that_was_set(world, heard):
    plan_announcement(world.call, MOMENT + HOUR, actor=world.officer, at=MOMENT)
    announce_what_is_due(Tick(MOMENT + HOUR - timedelta(seconds=1)))
    assert fresh(world).call.state == "judging"

    announce_what_is_due(Tick(MOMENT + HOUR))
    announce_what_is_due(Tick(MOMENT + HOUR))
    assert fresh(world).call.published_at == MOMENT + HOUR
    assert [event.actor for event in heard] == [the_house()]


@database
def test_plan_can_be_moved_and_taken_back(world):
    plan_announcement(world.call, MOMENT + HOUR, actor=world.officer, at=MOMENT)
    plan_announcement(world.call, MOMENT + 2 * HOUR, actor=world.officer, at=MOMENT)
    announce_what_is_due(Tick(MOMENT + HOUR))
    assert fresh(world).call.state == "judging"

    drop_plan(world.call, actor=world.officer, at=MOMENT)
    announce_what_is_due(Tick(MOMENT + 3 * HOUR))
    assert fresh(world).call.state == "judging"


@database
def test_what_is_refused_at_the_moment_waits_for_an_officer(world):
    plan_announcement(world.call, MOMENT + HOUR, actor=world.officer, at=MOMENT)
    seal_judging(world.call, "사고", actor=world.officer, at=MOMENT)
    announce_what_is_due(Tick(MOMENT + HOUR))

    assert "멈추었습니다" in Announcement.objects.get().fault
    assert fresh(world).call.state == "judging"


@database
def test_moment_in_the_past_is_refused(world):
    with pytest.raises(MomentPassed):
        plan_announcement(world.call, MOMENT, actor=world.officer, at=MOMENT)


@database
def test_tick_asks_one_question_when_nothing_is_due(django_assert_num_queries):
    with django_assert_num_queries(1):
        announce_what_is_due(Tick(MOMENT))


@database
def test_announced_result_is_kept(world):
    published(world)

    with pytest.raises(Exception, match="never edited"), transaction.atomic():
        Announcement.objects.update(figures={})


# Before publication nobody learns anything


@database
@pytest.mark.parametrize("state", ["closed", "judging", "published", "ended"])
def test_results_are_seen_in_the_states_that_are_out_and_in_no_other(world, state):
    published(world)
    Call.objects.filter(pk=world.call.pk).update(state=state)
    fresh(world)
    people = [AnonymousUser(), world.large_lead, world.small_lead, world.outsider, make_operator()]
    is_out = state in {"published", "ended"}

    assert bool(all_shown_in_public(world.call)) is is_out
    for person in people:
        seen = reads(lambda person=person: get_published_call_for(person, world.call.slug))
        own = reads(lambda person=person: result_for(person, world.entry))
        assert seen is is_out, person
        assert own is (is_out and person in (world.large_lead, world.small_lead)), person


def reads(query):
    """Whether the query answers."""
    try:
        query()
    except NotFound:
        return False
    return True


# What a team reads


@database
def test_team_reads_reason_and_shared_comments_and_never_the_private_ones(world):
    published(world)
    said = result_for(world.large_lead, world.entry)
    text = repr(said)

    assert said.is_selected
    assert said.reason == "점수와 논의에 따라 선정"
    assert len(said.comments) == 3
    assert "평가 1" not in text
    assert "CANARYSHARED0" in text
    assert "PRIVATE" not in text
    assert "CANARYSHARED1" not in text
    for judge in world.judges:
        assert judge.person.name not in text
        assert judge.code not in text


@database
def test_with_fewer_than_three_judges_there_is_no_mean(world):
    gone = Review.objects.filter(entry=world.entry).first()
    Review.objects.filter(pk=gone.pk).update(state="excluded")
    published(world)
    few, enough = (
        result_for(world.large_lead, world.entry),
        result_for(world.other_lead, world.rival),
    )

    assert len(few.comments) == 2
    assert (len(few.means), len(enough.means)) == (0, 2)
    assert [(mean.points, mean.most) for mean in enough.means] == [(8.0, 10), (7.0, 10)]


@database
def test_one_judge_in_two_stages_is_not_three_voices(world):
    """Three reviews of one judge are one voice."""
    second = with_second_stage(world).second
    Review.objects.filter(entry=world.entry).exclude(judge=world.judges[0]).update(state="excluded")
    make_review(world.judges[0], world.entry, second, "submitted", shared_comment="또")
    Call.objects.filter(pk=world.call.pk).update(state="published", published_at=MOMENT)
    Entry.objects.filter(pk=world.entry.pk).update(state="selected")
    said = result_for(world.large_lead, fresh(world).entry)

    assert said.means == []


@database
def test_call_that_gives_no_feedback_gives_the_reason_alone():
    world = published(decided_world(gives_feedback=False))
    said = result_for(world.large_lead, world.entry)

    assert said.reason
    assert (said.comments, said.means) == ((), ())


@database
@pytest.mark.parametrize("who", ["other_lead", "officer", "outsider"])
def test_result_is_the_teams_alone(world, who):
    published(world)

    with pytest.raises(NotFound):
        result_for(getattr(world, who), world.entry)


# Objections


def leader_of_third(world):
    return world.third.lead.memberships.get(role=Role.OWNER).person


@database
def test_objection_is_answered_with_words_and_may_choose_the_entry(world):
    published(world)
    objection = file_objection(
        world.third, "3년 성과를 보지 않음", actor=leader_of_third(world), at=MOMENT
    )
    answer_objection(
        objection,
        "자료를 다시 보아 선정함",
        upholds=True,
        selects=True,
        actor=world.officer,
        at=MOMENT,
    )
    fresh(world)

    assert world.third.state == "selected"
    assert figures_of(world.call)["selected"] == 3
    assert Announcement.objects.get().figures["selected"] == 2
    assert result_for(leader_of_third(world), world.third).reason == "자료를 다시 보아 선정함"


@database
@pytest.mark.parametrize("selects", [True, False])
def test_dismissed_objection_changes_nothing(world, selects):
    published(world)
    objection = file_objection(world.third, "이의", actor=leader_of_third(world), at=MOMENT)
    answered = answer_objection(
        objection, "기준대로 함", upholds=False, selects=selects, actor=world.officer, at=MOMENT
    )

    assert (answered.state, answered.is_selected) == ("dismissed", False)
    assert fresh(world).third.state == "not_selected"
    with pytest.raises(WrongState):
        answer_objection(objection, "또", upholds=True, actor=world.officer, at=MOMENT)


@database
def test_days_to_object_end_at_midnight_in_seoul(world):
    published(world)
    # MOMENT is nine in the morning in Seoul; the call gives seven days.
    last = MOMENT + timedelta(days=7, hours=14, minutes=59)
    assert objections_until(world.call) == last.date()

    with pytest.raises(ObjectionTooLate):
        file_objection(
            world.third, "늦음", actor=leader_of_third(world), at=last + timedelta(minutes=1)
        )
    file_objection(world.third, "제때", actor=leader_of_third(world), at=last)


@database
def test_team_objects_once_and_through_those_who_lead_it(world):
    published(world)
    staff = make_member(world.third.lead, Role.STAFF)
    with pytest.raises(NotAllowed):
        file_objection(world.third, "이의", actor=staff, at=MOMENT)
    file_objection(world.third, "이의", actor=leader_of_third(world), at=MOMENT)

    with pytest.raises(ObjectedAlready):
        file_objection(world.third, "또", actor=leader_of_third(world), at=MOMENT)
    assert Objection.objects.count() == 1


@database
def test_nobody_objects_before_results_are_out_or_for_others(world):
    with pytest.raises(NotAllowed):
        file_objection(world.third, "이의", actor=leader_of_third(world), at=MOMENT)
    published(world)
    with pytest.raises(NotAllowed):
        file_objection(world.third, "이의", actor=world.large_lead, at=MOMENT)


# At the same moment


def at_once(*deeds):
    """Do the deeds at the same moment, each with a connection of its own; return how each ended."""
    start = Barrier(len(deeds))

    def do(deed):
        start.wait()
        try:
            deed()
        except Refusal as refused:
            return type(refused)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(deeds)) as hands:
        return list(hands.map(do, deeds))


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_announce_one_does(heard):
    world = decided_world()
    ends = at_once(
        *(
            lambda: announce_results(
                Call.objects.get(pk=world.call.pk), actor=world.officer, at=MOMENT
            )
            for _ in range(2)
        )
    )

    assert set(ends) == {None, AlreadyAnnounced}
    assert len(heard) == 1
    assert Announcement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_decision_and_seal_never_cross():
    world = judging_world()
    make_ranking(world.stage, world)
    asked = wishes([world.entry], [world.rival, world.third])
    decided_as, sealed_as = at_once(
        lambda: decide(world.stage, asked, actor=world.officer, at=MOMENT),
        lambda: seal_judging(world.call, "사고", actor=world.officer, at=MOMENT),
    )
    seal = world.call.seals.get()

    assert sealed_as is None
    # Whoever was first, the snapshot holds exactly what stands afterward.
    assert decided_as in {None, StandsStill}
    assert len(seal.snapshot["decisions"]) == Decision.objects.count()
