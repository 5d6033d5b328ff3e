"""Talks outside any fair: proposed by one side, answered by the other, called off by either."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.exchange.factories import make_appointment, make_interest, make_need
from tests.factories import MOMENT, make_member, make_organization, make_person

from sangsaeng.exchange.actions.arranging import (
    Talk,
    answer_appointment,
    call_off,
    propose_appointment,
)
from sangsaeng.exchange.actions.interest import withdraw_interest
from sangsaeng.exchange.models import Appointment
from sangsaeng.exchange.refusals.interest import (
    TalkEndsFirst,
    TalkIsPast,
    TalkNeedsAcceptance,
    TalkNeedsPlace,
    TalkRuns,
)
from sangsaeng.exchange.states import APPOINTMENT_STATES, INTEREST_STATES
from sangsaeng.kernel.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SOON = Talk(MOMENT + 24 * HOUR, MOMENT + 25 * HOUR, "화성 본사 2층")


@pytest.fixture
def interest():
    return make_interest(make_need(), make_organization("한빛정밀"), state="accepted")


def people(interest):
    return {
        "owner": make_member(interest.listing.owner),
        "guest": make_member(interest.organization),
        "stranger": make_person(),
    }


@pytest.mark.parametrize("persona", ["owner", "guest"])
def test_either_side_proposes_in_its_own_name(interest, persona):
    actor = people(interest)[persona]

    talk = propose_appointment(interest, SOON, actor=actor, at=MOMENT)

    own = {"owner": interest.listing.owner, "guest": interest.organization}[persona]
    assert (talk.state, talk.proposing, talk.place) == ("proposed", own, SOON.place)


@pytest.mark.parametrize("state", [one for one in INTEREST_STATES.states if one != "accepted"])
def test_talk_needs_accepted_interest(state):
    interest = make_interest(make_need(), state=state)

    with pytest.raises(TalkNeedsAcceptance):
        propose_appointment(interest, SOON, actor=people(interest)["guest"], at=MOMENT)


@pytest.mark.parametrize(
    ("talk", "refusal"),
    [
        (Talk(MOMENT, MOMENT + HOUR, "회의실"), TalkIsPast),
        (Talk(SOON.starts_at, SOON.starts_at, "회의실"), TalkEndsFirst),
        (Talk(SOON.starts_at, SOON.starts_at + 25 * HOUR, "회의실"), TalkEndsFirst),
        (Talk(SOON.starts_at, SOON.ends_at, "  "), TalkNeedsPlace),
    ],
)
def test_unsound_talk_is_refused(interest, talk, refusal):
    with pytest.raises(refusal):
        propose_appointment(interest, talk, actor=people(interest)["owner"], at=MOMENT)


@pytest.mark.parametrize("state", ["proposed", "agreed"])
def test_one_talk_at_a_time(interest, state):
    make_appointment(interest, state=state)

    with pytest.raises(TalkRuns):
        propose_appointment(interest, SOON, actor=people(interest)["owner"], at=MOMENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_appointment(interest)


@pytest.mark.parametrize("verb", ["agree", "decline", "call_off"])
@pytest.mark.parametrize("state", APPOINTMENT_STATES.states)
@pytest.mark.parametrize("persona", ["owner", "guest", "stranger"])
def test_asked_side_answers_and_either_calls_off(interest, verb, state, persona):
    # The owner proposed, so the guest answers.
    talk = make_appointment(interest, state=state)
    actor = people(interest)[persona]
    may = {"agree": {"guest"}, "decline": {"guest"}, "call_off": {"guest", "owner"}}[verb]

    def press():
        if verb == "call_off":
            call_off(talk, actor=actor, at=MOMENT)
        else:
            answer_appointment(talk, agrees=verb == "agree", actor=actor, at=MOMENT)

    if persona not in may:
        with pytest.raises(NotAllowed):
            press()
    elif not APPOINTMENT_STATES.allows(state, verb):
        with pytest.raises(WrongState):
            press()
    else:
        press()
        state = APPOINTMENT_STATES.after(state, verb)
    assert Appointment.objects.get(pk=talk.pk).state == state


def test_time_that_is_over_is_not_agreed_to(interest):
    talk = make_appointment(interest)

    with pytest.raises(TalkIsPast):
        answer_appointment(talk, agrees=True, actor=people(interest)["guest"], at=talk.starts_at)


def test_of_two_answers_the_first_stands(interest):
    talk = make_appointment(interest)
    stale = Appointment.objects.get(pk=talk.pk)
    guest = people(interest)["guest"]

    answer_appointment(talk, agrees=False, actor=guest, at=MOMENT)
    with pytest.raises(WrongState):
        answer_appointment(stale, agrees=True, actor=guest, at=MOMENT)

    assert Appointment.objects.get(pk=talk.pk).state == "declined"


@pytest.mark.parametrize("state", ["proposed", "agreed"])
def test_talk_falls_with_the_interest(interest, state):
    talk = make_appointment(interest, state=state)

    withdraw_interest(interest, actor=people(interest)["guest"], at=MOMENT)

    assert Appointment.objects.get(pk=talk.pk).state == "called_off"
