"""Two worlds that differ only in what a reader may not know give the same notices and mails."""

import re
from datetime import timedelta

import pytest
from tests.factories import MOMENT
from tests.fairs.factories import make_forbidden, make_request
from tests.notices.factories import make_story, publish_story

from sangsaeng.fairs.actions.the_day.vacating import vacate
from sangsaeng.fairs.events import (
    AnswersAwaited,
    FairEnded,
    HallBehind,
    NextStepDue,
    NoShowRecorded,
    OfferMade,
    RequestAnswered,
    TimetablePublished,
)
from sangsaeng.fairs.models import MeetingNote, NoShow, Offer, Opening, Wish
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import OutboxMail
from sangsaeng.notices.actions.mailing import mail_at_once, mail_digests
from sangsaeng.notices.actions.publishing import tell_what_was_published
from sangsaeng.notices.models import Notice

pytestmark = pytest.mark.django_db

CANARY = "카나리아"


@pytest.fixture
def story():
    return make_story()


def keep_secrets(story):
    """What the supplier must never learn: third parties' answers, rulings, rankings, memos."""
    fourth = make_request(story.third_buyer, story.supplier, asking_side="buyer")
    fourth.state, fourth.answer_note = "declined", f"{CANARY} 거절"
    fourth.save()
    make_forbidden(story.third_buyer, story.third_supplier, f"{CANARY} 금지")
    for request in (story.request, story.third_request):
        request.buyer_wish = Wish.POSSIBLE
        request.save()
    story.third_request.topic = f"{CANARY} 내용"
    story.third_request.state = "declined"
    story.third_request.answer_note = f"{CANARY} 이유"
    story.third_request.shares_answer_note = True
    story.third_request.save()
    announce(RequestAnswered(story.third_request, story.officer, MOMENT))


def live_through(story):
    """The whole of a fair, from an answer to the day after."""
    story.request.state = "declined"
    story.request.answer_note = f"{CANARY} 안 알리는 이유"
    announce(RequestAnswered(story.request, story.buyer_person, MOMENT))
    announce(AnswersAwaited(story.supplier, (story.request,), MOMENT))
    announce(TimetablePublished(publish_story(story), story.officer, MOMENT))
    tell_what_was_published(at=MOMENT)
    hall = story.fair.halls.first()
    hall.behind_minutes = 10
    announce(HallBehind(hall, story.slots[0].starts_at))
    opening = vacate(story.fair, story.third_request, Opening.Cause.ABSENT, at=MOMENT)
    offer = Offer.objects.create(
        opening=opening,
        request=story.request,
        made_at=MOMENT,
        until=MOMENT + timedelta(minutes=5),
    )
    announce(OfferMade(offer, MOMENT))
    story.fair.state = "ended"
    story.fair.save()
    announce(FairEnded(story.fair, story.officer, MOMENT))
    for participant, person in (
        (story.buyer, story.buyer_person),
        (story.third_supplier, story.third_person),
    ):
        tell_of_the_note_and_absence(story, participant, person)
    mail_at_once(at=MOMENT)
    mail_digests(at=MOMENT + timedelta(days=30))


def tell_of_the_note_and_absence(story, participant, person):
    request = story.request if participant == story.buyer else story.third_request
    note = MeetingNote.objects.create(
        request=request,
        participant=participant,
        memo=f"{CANARY} 메모",
        next_step=f"{CANARY} 할 일",
        written_by=person,
        written_at=MOMENT,
    )
    announce(NextStepDue(note, 30, MOMENT))
    absence = NoShow.objects.create(
        fair=story.fair,
        request=request,
        participant=participant,
        organization=participant.organization,
        recorded_at=MOMENT,
    )
    announce(NoShowRecorded(absence, MOMENT))


def known_to(person):
    """Everything that reached a person: rows, subjects, bodies and headers."""
    notices = Notice.objects.filter(person=person).order_by("pk")
    mails = OutboxMail.objects.filter(to=person.email).order_by("pk")
    return [
        *notices.values_list("kind", "path", "facts"),
        *mails.values_list("subject", "body", "headers"),
    ]


def test_no_secret_reaches_the_other_side(story):
    keep_secrets(story)
    live_through(story)

    known = known_to(story.supplier_person)
    assert len(known) > 8
    assert CANARY not in str(known)
    assert "나래소재" not in str(known)


def test_two_worlds_are_told_the_same():
    """The same fair twice, once with secrets; only names of rows are told apart."""

    def world(*, with_secrets):
        story = make_story()
        if with_secrets:
            keep_secrets(story)
        live_through(story)
        own = {story.request.code, story.supplier.code, story.fair.slug}
        own |= set(Offer.objects.filter(request=story.request).values_list("code", flat=True))
        known = re.sub(r"/off/[^'>]+", "", str(known_to(story.supplier_person)))
        return re.sub("|".join(sorted(own)), "OWN", known)

    assert world(with_secrets=False) == world(with_secrets=True)


def test_the_same_search_finds_the_secrets_of_their_owners(story):
    """The twin: those who may know them are told, so the search can fail."""
    keep_secrets(story)
    live_through(story)

    assert CANARY in str(known_to(story.third_person))
    assert CANARY in str(known_to(story.buyer_person))
