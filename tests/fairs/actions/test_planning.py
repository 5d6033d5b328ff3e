"""A press plans the fair in the background and keeps the result as a draft."""

import pytest
from tests.factories import make_person
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_request,
    make_slots,
    make_supplier,
)

from sangsaeng.fairs.actions.planning import (
    PLANNING,
    ask_for_plan,
    draw_up,
    keep_plan,
    plan_fair,
)
from sangsaeng.fairs.refusals import ChangedWhilePlanning, NothingToPlan
from sangsaeng.kernel import jobs
from sangsaeng.kernel.models import AuditEvent, Job
from sangsaeng.kernel.refusals import NotAllowed

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


def test_planning_is_on_record(fair, at):
    officer = make_officer(fair)

    timetable = plan_fair(fair, actor=officer, at=at)

    event = AuditEvent.objects.get(subject_id=str(timetable.pk))
    assert (event.actor, event.new["meetings"]) == (officer, 2)
