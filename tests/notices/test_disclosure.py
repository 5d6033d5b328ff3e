"""Technical material: each step is told to the right side, and never what the material is."""

from datetime import date, timedelta

import pytest
from tests.disclosure.factories import (
    LAST_DAY,
    WITHIN,
    agreed,
    make_world,
    sent,
    seoul,
    sign_for,
    signed,
    written,
)
from tests.factories import MOMENT
from tests.notices.factories import told, words

from sangsaeng.disclosure.actions.demanding import (
    answer_about_secrecy,
    ask_about_secrecy,
    decline_demand,
    withdraw_demand,
)
from sangsaeng.disclosure.actions.drafting import call_off
from sangsaeng.disclosure.actions.naming import (
    Named,
    consent_to_change,
    propose_holder,
    refuse_change,
)
from sangsaeng.disclosure.actions.running import (
    Returned,
    accept_certificate,
    end_early,
    hand_in_certificate,
    send_certificate_back,
)
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import Tick
from sangsaeng.notices.kinds import Group, kinds_of
from sangsaeng.notices.letters import letter_of
from sangsaeng.notices.models import Notice
from sangsaeng.notices.wording.disclosure import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def kinds(person):
    """What a person was told, the oldest first."""
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_owner_is_told_of_a_demand_and_who_sent_it_is_not(world):
    sent(world)

    assert kinds(world.supplier) == ["demand_received"]
    assert kinds(world.supplier_staff) == ["demand_received"]
    assert kinds(world.buyer) == []
    assert kinds(world.colleague) == []
    assert kinds(world.outsider) == []
    [text] = told(world.supplier)
    assert text.title == "가전자가 기술자료를 요구했습니다"


def test_asking_side_is_told_the_answer(world):
    sent(world)
    decline_demand(world.demand, "양산 뒤에", actor=world.supplier, at=MOMENT)

    assert kinds(world.buyer) == ["demand_declined"]


def test_owner_is_told_of_a_withdrawal(world):
    sent(world)
    withdraw_demand(world.demand, actor=world.buyer, at=MOMENT)

    assert kinds(world.supplier)[-1] == "demand_withdrawn"


def test_the_other_side_is_told_of_a_text_and_of_a_signature(world):
    written(world)
    assert kinds(world.supplier)[-1] == "text_written"
    assert "text_written" not in kinds(world.holder)


def test_each_side_is_told_to_sign_and_that_the_agreement_stands(world):
    agreed(world)
    assert kinds(world.buyer)[-1] == "text_agreed"
    sign_for(world, world.owner, world.supplier)
    assert kinds(world.buyer)[-1] == "agreement_signed"
    assert "agreement_signed" not in kinds(world.supplier_staff)
    sign_for(world, world.receiver, world.buyer)
    assert kinds(world.supplier)[-1] == "agreement_stands"
    assert kinds(world.holder)[-1] == "agreement_stands"


def test_both_are_told_that_nothing_comes_of_it(world):
    agreed(world)
    call_off(world.demand, world.owner, actor=world.supplier, at=MOMENT)

    assert kinds(world.buyer)[-1] == "agreement_called_off"


def test_owner_is_asked_for_consent_and_the_other_side_told_of_it(world):
    signed(world)
    for email, answer, kind in (
        ("a@example.org", consent_to_change, "holders_consented"),
        ("b@example.org", lambda one, **at: refuse_change(one, "", **at), "holders_refused"),
    ):
        asked = propose_holder(world.demand, Named("새", email), actor=world.buyer, at=WITHIN)
        assert kinds(world.supplier)[-1] == "holders_changing"
        answer(asked, actor=world.supplier, at=WITHIN)
        assert kinds(world.buyer)[-1] == kind


def test_certificate_is_told_of_and_answered(world):
    signed(world)
    end_early(world.demand, world.owner, actor=world.supplier, at=WITHIN)
    assert kinds(world.buyer)[-1] == "agreement_ended"
    returned = Returned("파쇄", date(2026, 12, 1), "책임")
    hand_in_certificate(world.demand, returned, actor=world.buyer, at=WITHIN)
    assert kinds(world.supplier)[-1] == "certificate_handed_in"
    send_certificate_back(world.demand, "매수", actor=world.supplier, at=WITHIN)
    assert kinds(world.buyer)[-1] == "certificate_sent_back"
    later = WITHIN + timedelta(hours=1)
    hand_in_certificate(world.demand, returned, actor=world.buyer, at=later)
    accept_certificate(world.demand, actor=world.supplier, at=later)
    assert kinds(world.buyer)[-1] == "certificate_accepted"
    assert kinds(world.supplier).count("certificate_handed_in") == 2


def test_both_are_reminded_before_the_end_and_the_debtor_after_it(world):
    signed(world)
    for days in (30, 7, 1):
        announce(Tick(seoul(LAST_DAY - timedelta(days=days), 9)))
        assert told(world.buyer)[-1].title == (
            f"한빛정밀과의 기술자료 사용 기간이 {days}일 뒤에 끝납니다"
        )
        assert kinds(world.supplier)[-1] == "agreement_ending"
    announce(Tick(seoul(LAST_DAY + timedelta(days=1), 0, 1)))
    assert kinds(world.buyer)[-1] == "agreement_ended"
    announce(Tick(seoul(LAST_DAY + timedelta(days=2), 9)))
    assert kinds(world.buyer)[-1] == "certificate_owed"
    assert "certificate_owed" not in kinds(world.supplier)


def test_question_about_secrecy_and_its_answer_are_told(world):
    sent(world)
    ask_about_secrecy(world.demand, actor=world.buyer, at=MOMENT)
    assert kinds(world.supplier)[-1] == "secrecy_asked"
    answer_about_secrecy(world.demand, "", is_kept=True, actor=world.supplier, at=MOMENT)
    assert kinds(world.buyer)[-1] == "secrecy_answered"


def test_every_kind_of_the_group_has_its_words():
    assert set(WORDS) == {kind.value for kind in kinds_of(Group.DISCLOSURE)}


def test_no_notice_and_no_mail_says_what_the_material_is(world):
    signed(world)
    world.look()
    end_early(world.demand, world.owner, actor=world.supplier, at=WITHIN)

    assert Notice.objects.count() > 10
    for notice in Notice.objects.all():
        letter = letter_of(notice)
        raw = f"{notice.facts}{notice.path}{notice.once}{letter}"
        assert "CANARY" not in raw
        assert "회로도" not in raw
    assert not any("회로도" in words(text) for text in told(world.buyer))
