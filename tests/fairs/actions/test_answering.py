"""Answering: accepted or declined with a reason that may be shared, ended when nobody answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_person
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_officer,
    make_pin,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.actions import answering
from sangsaeng.fairs.actions.answering import Answer, answer_request, expire_unanswered
from sangsaeng.fairs.actions.planning import ask_for_plan, plan_fair
from sangsaeng.fairs.actions.publishing import publish
from sangsaeng.fairs.actions.requesting import Wishes, enter_request, state_wish
from sangsaeng.fairs.actions.setting_up import step_fair
from sangsaeng.fairs.events import RequestAnswered, RequestExpired
from sangsaeng.fairs.models import Meeting, Pin, Request, Seat, Unavailability
from sangsaeng.fairs.queries.requests import free_slots
from sangsaeng.fairs.refusals.asking import AlreadyRequested, WishUnknown, WithdrawInstead
from sangsaeng.fairs.refusals.planning import NothingToPlan, TimetableOutdated
from sangsaeng.fairs.tasks import look_after_answers
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed, NotFound

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def fair(at):
    return make_fair(state="collecting", answer_by=at + 5 * DAY)


@pytest.fixture
def request_(fair):
    return make_request(
        make_buyer(fair), make_supplier(fair), asking_side="supplier", supplier_wish="want"
    )


@pytest.fixture
def announced(monkeypatch):
    """Everything that answering announces."""
    heard = []
    monkeypatch.setattr(answering, "announce", heard.append)
    return heard


def test_asked_side_accepts_with_its_own_wish(request_, announced, at):
    buyer = make_staff(request_.buyer)

    answer_request(request_, "buyer", Answer("must"), actor=buyer, at=at)

    request_.refresh_from_db()
    assert (request_.state, request_.buyer_wish, request_.answered_at) == ("accepted", "must", at)
    assert announced == [RequestAnswered(request_, buyer, at)]


@pytest.mark.parametrize("shares", [True, False])
def test_reason_is_kept_and_shared_only_if_said_so(request_, at, shares):
    answer = Answer("no_thanks", " 올해는 신규 등록이 없습니다. ", shares)

    answer_request(request_, "buyer", answer, actor=make_staff(request_.buyer), at=at)

    request_.refresh_from_db()
    assert (request_.state, request_.answer_note) == ("declined", "올해는 신규 등록이 없습니다.")
    assert request_.shares_answer_note is shares


def test_answer_may_be_changed_while_requests_are_taken(request_, announced, at):
    buyer = make_staff(request_.buyer)
    answer_request(request_, "buyer", Answer("no_thanks", "바쁨", True), actor=buyer, at=at)
    answer_request(request_, "buyer", Answer("want"), actor=buyer, at=at)
    answer_request(request_, "buyer", Answer("possible"), actor=buyer, at=at)

    request_.refresh_from_db()
    assert (request_.state, request_.answer_note) == ("accepted", "")
    assert len(announced) == 2, "a change of the wish alone is nobody else's business"


def test_only_the_asked_side_answers_and_never_the_asking_one(request_, at):
    for actor in (make_staff(request_.supplier), make_person()):
        for side in ("buyer", "supplier"):
            with pytest.raises(NotAllowed):
                answer_request(request_, side, Answer("want"), actor=actor, at=at)


def test_who_asked_takes_back_instead_of_declining(request_, at):
    with pytest.raises(WithdrawInstead):
        state_wish(request_, "supplier", "no_thanks", actor=make_staff(request_.supplier), at=at)


def test_after_requests_are_closed_only_an_officer_answers(fair, request_, at):
    fair.state = "planning"
    fair.save()
    request_.refresh_from_db()

    with pytest.raises(NotAllowed):
        answer_request(request_, "buyer", Answer("want"), actor=make_staff(request_.buyer), at=at)
    answer_request(request_, "buyer", Answer("want"), actor=make_officer(fair), at=at)

    assert request_.state == "accepted"


def test_answer_that_is_none_is_refused():
    for wish in ("unstated", "very much", ""):
        with pytest.raises(WishUnknown):
            Answer(wish)


def test_stating_a_wish_from_the_asked_side_is_its_answer(request_, announced, at):
    state_wish(request_, "buyer", "possible", actor=make_staff(request_.buyer), at=at)

    assert (request_.state, request_.answered_at) == ("accepted", at)
    assert len(announced) == 1


def test_request_of_an_officer_has_no_reason_to_share_and_tells_nobody(fair, announced, at):
    request = make_request(make_buyer(fair), make_supplier(fair))
    answer = Answer("no_thanks", "경쟁사", shares_note=True)

    answer_request(request, "buyer", answer, actor=make_staff(request.buyer), at=at)

    assert (request.state, request.shares_answer_note, announced) == ("declined", False, [])


def test_unanswered_requests_end_when_their_time_is_over(fair, request_, announced):
    by_officer = make_request(make_buyer(fair), make_supplier(fair))
    answered = make_request(
        make_buyer(fair), make_supplier(fair), asking_side="supplier", state="accepted"
    )
    make_pin(request_, make_slots(fair)[0])

    look_after_answers(Tick(fair.answer_by - timedelta(seconds=1)))
    assert not Request.objects.filter(state="expired").exists()
    look_after_answers(Tick(fair.answer_by))

    states = {one.pk: one.state for one in Request.objects.all()}
    assert states == {request_.pk: "expired", by_officer.pk: "asked", answered.pk: "accepted"}
    assert not Pin.objects.exists()
    assert [type(one) for one in announced][-1] is RequestExpired
    assert AuditEvent.objects.filter(actor=the_house(), subject_id=str(request_.pk)).exists()


@pytest.mark.usefixtures("request_")
def test_looking_when_nothing_is_due_is_one_query(at):
    with CaptureQueriesContext(connection) as seen:
        look_after_answers(Tick(at))

    assert len(seen) == 1


def test_expired_request_may_be_answered_late(fair, request_, at):
    expire_unanswered(fair, actor=the_house(), at=fair.answer_by)

    answer_request(
        request_, "buyer", Answer("want"), actor=make_staff(request_.buyer), at=at + 6 * DAY
    )

    assert request_.state == "accepted"


def test_late_answer_does_not_stand_beside_a_request_that_took_its_place(fair, request_, at):
    expire_unanswered(fair, actor=the_house(), at=fair.answer_by)
    make_request(request_.buyer, request_.supplier)

    with pytest.raises(AlreadyRequested):
        answer_request(
            request_, "buyer", Answer("want"), actor=make_staff(request_.buyer), at=at + 6 * DAY
        )

    request_.refresh_from_db()
    assert request_.state == "expired"


def test_closing_requests_ends_what_a_sleeping_worker_left(fair, request_):
    step_fair(fair, "close_requests", actor=make_officer(fair), at=fair.answer_by)

    request_.refresh_from_db()
    assert (fair.state, request_.state) == ("planning", "expired")


@pytest.mark.usefixtures("request_")
def test_planning_counts_on_nothing_whose_time_is_over(fair):
    make_slots(fair)

    with pytest.raises(NothingToPlan):
        ask_for_plan(fair, actor=make_officer(fair), at=fair.answer_by)
    with pytest.raises(NothingToPlan):
        plan_fair(fair, actor=make_officer(fair), at=fair.answer_by)


def test_draft_with_a_request_whose_time_is_over_is_not_published(fair, request_, at):
    [slot] = make_slots(fair, 1)
    make_request(request_.buyer, make_supplier(fair))
    draft = make_timetable(fair, [(request_, slot)])

    with pytest.raises(TimetableOutdated):
        publish(draft, actor=make_officer(fair), at=fair.answer_by)
    publish(draft, actor=make_officer(fair), at=at)

    assert draft.fair.timetables.get().state == "published"


@pytest.mark.usefixtures("request_")
def test_the_twin_without_looking_first_would_plan_it(fair, monkeypatch):
    make_slots(fair)
    monkeypatch.setattr("sangsaeng.fairs.actions.planning.expire_overdue", lambda *_, **__: None)

    timetable = plan_fair(fair, actor=make_officer(fair), at=fair.answer_by)

    assert timetable.meeting_count == 1


def test_answers_are_called_for_once_three_days_and_once_a_day_before(fair, request_, announced):
    second = make_request(
        request_.buyer, make_supplier(fair), asking_side="supplier", supplier_wish="must"
    )
    own = make_request(make_buyer(fair), make_supplier(fair), asking_side="buyer")
    by = fair.answer_by

    for moment in (by - 4 * DAY, by - 3 * DAY, by - 2.5 * DAY, by - DAY, by - 0.5 * DAY):
        look_after_answers(Tick(moment))

    assert [(one.participant, set(one.requests), one.at) for one in announced] == [
        (request_.buyer, {request_, second}, by - 3 * DAY),
        (own.supplier, {own}, by - 3 * DAY),
        (request_.buyer, {request_, second}, by - DAY),
        (own.supplier, {own}, by - DAY),
    ]


@pytest.mark.usefixtures("request_")
def test_deadline_that_is_moved_is_reminded_of_anew(fair, announced):
    look_after_answers(Tick(fair.answer_by - DAY))
    fair.answer_by += 2 * DAY
    fair.save()
    look_after_answers(Tick(fair.answer_by - 3 * DAY))

    assert len(announced) == 2


@pytest.mark.usefixtures("request_")
def test_two_workers_at_once_remind_once(fair, announced, monkeypatch):
    """Both saw that nobody was reminded; the look under the lock still finds the first one."""
    at = fair.answer_by - DAY
    answering.remind(fair, 1, actor=the_house(), at=at)
    answering.remind(fair, 1, actor=the_house(), at=at)
    assert len(announced) == 1

    monkeypatch.setattr(answering, "_has_reminded", lambda *_: False)
    answering.remind(fair, 1, actor=the_house(), at=at)

    assert len(announced) == 2, "the twin: without the look it is said twice"


def test_request_never_holds_a_slot(fair, request_, at):
    """Asked and accepted alike take no seat: more are accepted than the buyer has slots."""
    make_slots(fair, 1)
    buyer = make_staff(request_.buyer)
    for _ in range(2):
        supplier = make_supplier(fair)
        asked = enter_request(supplier, request_.buyer, Wishes(), actor=make_staff(supplier), at=at)
        answer_request(asked, "buyer", Answer("must"), actor=buyer, at=at)

    assert [len(free_slots(one)) for one in Request.objects.all()] == [1, 1, 1]
    assert not Seat.objects.exists()
    assert not Meeting.objects.exists()
    assert not Unavailability.objects.exists()


def test_answer_leaves_what_the_meeting_is_for_as_it_was_written_meanwhile(fair, at):
    buyer = make_buyer(fair)
    request = make_request(buyer, make_supplier(fair), asking_side="supplier", topic="펌프")
    read = Request.objects.get(pk=request.pk)
    Request.objects.filter(pk=request.pk).update(topic="밸브", purpose="purchase")

    answer_request(read, "buyer", Answer("want"), actor=make_staff(buyer), at=at)

    request.refresh_from_db()
    assert (request.topic, request.purpose, request.state) == ("밸브", "purchase", "accepted")


def test_request_taken_back_this_moment_is_answered_no_more(fair, at):
    buyer = make_buyer(fair)
    request = make_request(buyer, make_supplier(fair), asking_side="supplier")
    read = Request.objects.get(pk=request.pk)
    Request.objects.filter(pk=request.pk).update(state="withdrawn")

    with pytest.raises(NotFound):
        answer_request(read, "buyer", Answer("want"), actor=make_staff(buyer), at=at)
