"""A press plans the fair in the background and keeps the result as a draft."""

import pytest
from tests.factories import make_person
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_desk,
    make_fair,
    make_forbidden,
    make_officer,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
    make_timetable,
)

from sangsaeng.fairs.actions.planning import (
    PLANNING,
    ask_for_plan,
    draw_up,
    keep_plan,
    plan_fair,
)
from sangsaeng.fairs.models import Population
from sangsaeng.fairs.refusals.planning import CannotBeAdapted, ChangedWhilePlanning, NothingToPlan
from sangsaeng.fairs.refusals.setting_up import NotOfThisFair
from sangsaeng.kernel import jobs
from sangsaeng.kernel.models import AuditEvent, Job
from sangsaeng.kernel.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    fair = make_fair()
    make_slots(fair, 2)
    buyer = make_buyer(fair)
    for _number in range(3):
        make_request(buyer, make_supplier(fair))
    return fair


def test_plan_is_kept_as_a_draft_with_its_proof_and_every_reason(fair, at):
    timetable = plan_fair(fair, actor=make_officer(fair), at=at)

    assert (timetable.state, timetable.serial, timetable.number) == ("draft", 1, None)
    assert (timetable.meeting_count, timetable.meetings.count()) == (2, 2)
    assert timetable.is_proved_best
    assert timetable.bound_suppliers_met == timetable.suppliers_met == 2
    assert [one.reason for one in timetable.unplaced.all()] == ["buyer_full"]


def test_each_plan_gets_the_next_serial(fair, at):
    officer = make_officer(fair)

    serials = [plan_fair(fair, actor=officer, at=at).serial for _press in range(2)]

    assert serials == [1, 2]


@pytest.mark.parametrize("make", [make_desk, lambda _fair: make_person()])
def test_only_officers_plan(fair, at, make):
    with pytest.raises(NotAllowed):
        plan_fair(fair, actor=make(fair), at=at)
    with pytest.raises(NotAllowed):
        ask_for_plan(fair, actor=make(fair), at=at)

    assert not fair.timetables.exists()


def test_press_asks_the_worker_and_a_second_press_waits_for_the_same(fair, at):
    officer = make_officer(fair)

    first = ask_for_plan(fair, actor=officer, at=at)
    second = ask_for_plan(fair, actor=officer, at=at)

    assert first == second
    assert Job.objects.count() == 1


def test_worker_plans_and_says_which_draft_it_made(fair, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask_for_plan(fair, actor=make_officer(fair), at=at)

    job.refresh_from_db()
    assert (job.state, job.progress, job.result) == ("done", 100, {"serial": 1})


def test_worker_refuses_for_somebody_who_is_no_officer_any_more(fair, at):
    officer = make_officer(fair)
    job = jobs.ask(PLANNING, fair, actor=officer, at=at)
    fair.roles.update(ended_at=at)

    jobs.run_job.call(job.pk)

    job.refresh_from_db()
    assert job.state == "failed"
    assert not fair.timetables.exists()


def test_fair_that_lacks_something_is_refused_at_the_press(at):
    fair = make_fair()

    with pytest.raises(NothingToPlan):
        ask_for_plan(fair, actor=make_officer(fair), at=at)

    assert not Job.objects.exists()


def test_plan_of_rows_that_changed_meanwhile_is_not_kept(fair, at):
    drawn = draw_up(fair)
    make_away(fair.participants.filter(side="supplier").first(), fair.slots.first())

    with pytest.raises(ChangedWhilePlanning):
        keep_plan(fair, drawn, actor=make_officer(fair), at=at)

    assert not fair.timetables.exists()


def test_kept_plan_leaves_the_meetings_that_nothing_changed(fair, at):
    officer = make_officer(fair)
    first = plan_fair(fair, actor=officer, at=at)
    kept, gone = first.meetings.order_by("pk")
    make_forbidden(gone.buyer, gone.supplier)

    made = plan_fair(fair, actor=officer, at=at, keeping=first)

    assert (made.state, made.origin, made.based_on) == ("draft", "adapted", first)
    assert made.meetings.get(request=kept.request).slot == kept.slot
    assert not made.meetings.filter(request=gone.request).exists()
    assert made.meeting_count == 2


def test_worker_keeps_the_timetable_that_was_named(fair, at, django_capture_on_commit_callbacks):
    officer = make_officer(fair)
    first = plan_fair(fair, actor=officer, at=at)

    with django_capture_on_commit_callbacks(execute=True):
        job = ask_for_plan(fair, actor=officer, at=at, keeping=first)

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"keeping": 1, "serial": 2})
    assert fair.timetables.get(serial=2).based_on == first


def test_press_that_keeps_waits_for_its_like_and_not_for_a_plan_from_nothing(fair, at):
    officer = make_officer(fair)
    first = plan_fair(fair, actor=officer, at=at)

    anew = ask_for_plan(fair, actor=officer, at=at)
    keeping = ask_for_plan(fair, actor=officer, at=at, keeping=first)

    assert anew != keeping
    assert ask_for_plan(fair, actor=officer, at=at, keeping=first) == keeping


@pytest.mark.parametrize("make", [make_desk, lambda _fair: make_person()])
def test_only_officers_plan_around_a_timetable(fair, at, make):
    first = make_timetable(fair)

    with pytest.raises(NotAllowed):
        plan_fair(fair, actor=make(fair), at=at, keeping=first)
    with pytest.raises(NotAllowed):
        ask_for_plan(fair, actor=make(fair), at=at, keeping=first)

    assert fair.timetables.get() == first


@pytest.mark.parametrize("plan", [ask_for_plan, plan_fair])
def test_timetable_that_is_replaced_or_of_another_fair_is_not_kept(fair, at, plan):
    officer = make_officer(fair)
    earlier = make_published(fair)
    make_published(fair)
    earlier.refresh_from_db()

    with pytest.raises(WrongState):
        plan(fair, actor=officer, at=at, keeping=earlier)
    with pytest.raises(NotOfThisFair):
        plan(fair, actor=officer, at=at, keeping=make_timetable(make_fair()))

    assert not Job.objects.exists()


@pytest.mark.parametrize("plan", [ask_for_plan, plan_fair])
def test_fair_in_which_anybody_meets_anybody_keeps_nothing(at, plan):
    fair = make_fair(population=Population.ONE)
    make_slots(fair, 2)
    make_tables(fair, 1)
    make_request(make_participant(fair), make_participant(fair))

    with pytest.raises(CannotBeAdapted):
        plan(fair, actor=make_officer(fair), at=at, keeping=make_timetable(fair))

    assert not Job.objects.exists()


def test_planning_is_on_record(fair, at):
    officer = make_officer(fair)

    timetable = plan_fair(fair, actor=officer, at=at)

    event = AuditEvent.objects.get(subject_type="fairs.timetable", subject_id=str(timetable.pk))
    assert (event.actor, event.new["meetings"]) == (officer, 2)
