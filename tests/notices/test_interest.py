"""Interest and talks: each side is told what concerns it, and an unnamed owner stays unnamed."""

from datetime import timedelta

import pytest
from tests.exchange.factories import make_appointment, make_competitor, make_interest, make_need
from tests.factories import MOMENT, make_member, make_organization
from tests.notices.factories import told, words

from sangsaeng.exchange.actions.arranging import answer_appointment, call_off
from sangsaeng.exchange.actions.interest import (
    Reply,
    Words,
    accept_interest,
    decline_interest,
    show_interest,
)
from sangsaeng.exchange.tasks import look_after_interest
from sangsaeng.kernel.house import Tick
from sangsaeng.kernel.models import OutboxMail
from sangsaeng.notices.actions.mailing import mail_at_once
from sangsaeng.notices.models import Notice

pytestmark = pytest.mark.django_db
UNNAMED = "이름을 밝히지 않은 기업"


@pytest.fixture
def owner():
    return make_organization("가온전자")


@pytest.fixture
def guest():
    return make_organization("한빛정밀")


def titles(person):
    return [text.title for text in told(person)]


def test_owner_is_told_who_is_interested_and_the_other_is_not(owner, guest):
    need = make_need(owner, title="셀 검사")
    reader, actor, colleague = make_member(owner), make_member(guest), make_member(guest)

    show_interest(need, guest, Words("장비가 있습니다"), actor=actor, at=MOMENT)

    (text,) = told(reader)
    assert text.title == "한빛정밀이 관심을 보냈습니다"
    assert text.lines == ("수요: 셀 검사", "전하는 말: 장비가 있습니다")
    assert "11월 16일" in text.next_step
    assert told(actor) == told(colleague) == []


@pytest.mark.parametrize("accepts", [True, False])
def test_asking_side_is_told_the_answer(owner, guest, accepts):
    interest = make_interest(make_need(owner), guest)
    actor, reader = make_member(owner), make_member(guest)

    if accepts:
        accept_interest(interest, Reply("뵙겠습니다"), actor=actor, at=MOMENT)
    else:
        decline_interest(interest, "뵙겠습니다", actor=actor, at=MOMENT)

    (text,) = told(reader)
    verb = "수락" if accepts else "거절"
    assert text.title == f"가온전자가 관심을 {verb}했습니다"
    assert "답변: 뵙겠습니다" in text.lines
    assert told(actor) == []


def test_unnamed_owner_is_named_by_accepting_only(owner, guest):
    reader, actor = make_member(guest), make_member(owner)
    need = make_need(owner, is_anonymous=True)
    decline_interest(make_interest(need, guest), "", actor=actor, at=MOMENT)
    later = MOMENT + timedelta(hours=1)
    accept_interest(make_interest(need, guest), Reply(), actor=actor, at=later)

    declined, accepted = told(reader)

    assert declined.title == f"{UNNAMED}이 관심을 거절했습니다"
    assert owner.name not in words(declined)
    assert accepted.title == "가온전자가 관심을 수락했습니다"


def test_owner_is_reminded_and_asking_side_told_of_the_end(owner, guest):
    make_interest(make_need(owner, is_anonymous=True), guest)
    reader, asking = make_member(owner), make_member(guest)

    for days in (11, 12, 15, 16):
        look_after_interest(Tick(MOMENT + timedelta(days=days)))

    assert titles(reader) == ["한빛정밀의 관심이 답변을 기다립니다"]
    assert titles(asking) == [f"{UNNAMED}에 보낸 관심이 답변 없이 끝났습니다"]


def test_both_sides_follow_the_talk(owner, guest):
    interest = make_interest(make_need(owner), guest, state="accepted")
    talk = make_appointment(interest)
    actor, colleague, other = make_member(guest), make_member(guest), make_member(owner)

    answer_appointment(talk, agrees=True, actor=actor, at=MOMENT)
    call_off(talk, actor=other, at=MOMENT)

    assert titles(other) == ["한빛정밀과 만날 시간이 정해졌습니다"]
    assert titles(actor) == ["가온전자와의 만남이 취소되었습니다"]
    assert titles(colleague)[0] == "가온전자와 만날 시간이 정해졌습니다"
    assert "장소: 화성 본사 2층 회의실" in told(colleague)[0].lines


def test_who_is_shown_nothing_any_more_reads_no_new_title(owner, guest):
    need = make_need(owner, title="처음 제목")
    interest = make_interest(need, guest)
    reader = make_member(guest)
    make_competitor(owner, guest)
    need.title = "카나리아 제목"
    need.save()

    decline_interest(interest, "", actor=make_member(owner), at=MOMENT)

    assert "카나리아" not in words(told(reader)[0])


def test_nothing_written_or_mailed_names_an_unnamed_owner(guest):
    """The rows, subjects, bodies and headers, as they leave the house."""
    owner = make_organization("카나리아전자", name_en="Canary Electronics", code="CANARYCD")
    interest = make_interest(make_need(owner, is_anonymous=True), guest)
    reader, actor = make_member(guest), make_member(owner, email="owner@canary.example")

    decline_interest(interest, "아쉽습니다", actor=actor, at=MOMENT)
    make_interest(make_need(owner, is_anonymous=True), guest)
    look_after_interest(Tick(MOMENT + timedelta(days=15)))
    mail_at_once(at=MOMENT + timedelta(days=15))

    rows = Notice.objects.filter(person=reader).values()
    mails = OutboxMail.objects.filter(to=reader.email).values()
    assert len(rows) == len(mails) == 2
    told_to_reader = "\n".join(str(row) for row in [*rows, *mails]).casefold()
    for secret in ("카나리아", "canary"):
        assert secret not in told_to_reader
