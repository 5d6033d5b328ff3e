"""Judging: judges are asked without the entrants, entrants are told without the judges."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail as django_mail
from tests.factories import MOMENT, make_member, make_organization, make_person
from tests.judging.factories import make_judge, make_review
from tests.notices.factories import kinds_told, told
from tests.programs.factories import call_world

from sangsaeng.judging.events import (
    ConflictFoundLate,
    DeclarationNeeded,
    JudgeAnswered,
    JudgeInvited,
    JudgingSealed,
    ObjectionAnswered,
    ObjectionFiled,
    ReviewsAssigned,
    ReviewsAwaited,
    ReviewSentBack,
    VisitPlanned,
    VisitWritten,
)
from sangsaeng.judging.models import Conflict, Objection, Seal, Visit
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import keep_house
from sangsaeng.notices.models import Notice
from sangsaeng.programs.events import (
    CallClosed,
    CallPublished,
    EntryScreened,
    EntrySubmitted,
    SupplementAnswered,
    SupplementAsked,
)
from sangsaeng.programs.models import EntryPartner, Officer, Supplement

pytestmark = pytest.mark.django_db


@dataclass
class Judged:
    """A call in judgment: its world, a judge with a review, and a second officer with a case."""

    world: Any
    judge: Any
    review: Any
    involved: Any


@pytest.fixture
def judged(settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    settings.MAIL_TRANSPORT_OPTIONS = {}
    django_mail.outbox = []
    world = call_world(state="judging")
    employer = make_organization("심사카나리아연구원")
    person = make_member(employer, name="심사카나리아", email="judge-canary@example.org")
    stage = world.call.stages.get()
    stage.ends_on = date(2026, 12, 18)
    stage.save()
    judge = make_judge(world.call, stage, person=person, affiliation="심사카나리아연구원")
    review = make_review(judge, world.entry, stage, comment="심사카나리아 의견")
    involved = make_member(world.large, name="얽힌담당자")
    Officer.objects.create(program=world.program, person=involved, began_at=MOMENT)
    return Judged(world, judge, review, involved)


def conflict(judged, **fields):
    return Conflict.objects.create(
        judge=judged.judge,
        entry=judged.world.entry,
        organization=judged.world.large,
        kind="employer",
        origin="declared",
        path="심사카나리아 → 한빛전자",
        found_at=MOMENT,
        **fields,
    )


def objection(judged):
    return Objection.objects.create(
        entry=judged.world.entry,
        text="다시 봐 주십시오",
        filed_by=judged.world.large_lead,
        filed_at=MOMENT,
    )


def seal(judged):
    return Seal.objects.create(
        call=judged.world.call,
        reason="심사카나리아의 점수가 새어 나감",
        snapshot={},
        sha256="0" * 64,
        sealed_by=judged.world.officer,
        sealed_at=MOMENT,
    )


def live_through(judged):
    """Everything judging and the call announce, from the invitation to the answered objection."""
    world, judge = judged.world, judged.judge
    officer, person = world.officer, judge.person
    stage = judged.review.stage
    asked = Supplement.objects.create(
        entry=world.entry,
        wanted="보완",
        due_at=MOMENT + timedelta(days=7),
        asked_by=officer,
        asked_at=MOMENT,
    )
    visit = Visit.objects.create(
        stage=stage,
        entry=world.entry,
        visitor=person,
        planned_on=date(2026, 12, 3),
        place="안산",
        planned_at=MOMENT,
    )
    filed, closed = objection(judged), seal(judged)
    for event in (
        EntrySubmitted(world.entry, 1, world.large_lead, MOMENT),
        CallClosed(world.call, make_person(), MOMENT),
        SupplementAsked(asked, officer, MOMENT),
        SupplementAnswered(asked, world.large_lead, MOMENT),
        EntryScreened(world.entry, is_out=False, actor=officer, at=MOMENT),
        JudgeInvited(judge, officer, MOMENT),
        JudgeAnswered(judge, person, MOMENT),
        DeclarationNeeded(judge, 4, MOMENT),
        ReviewsAssigned(judge, stage, 2, officer, MOMENT),
        ReviewsAwaited(judge, 2, officer, MOMENT),
        ReviewSentBack(judged.review, "한빛전자의 근거를 더", officer, MOMENT),
        ConflictFoundLate(conflict(judged), judged.review, person, MOMENT),
        VisitPlanned(visit, officer, MOMENT),
        VisitWritten(visit, person, MOMENT),
        JudgingSealed(closed, is_lifted=False, actor=officer, at=MOMENT),
        JudgingSealed(closed, is_lifted=True, actor=officer, at=MOMENT),
    ):
        announce(event)
    world.entry.state, world.rival.state = "selected", "not_selected"
    world.entry.save()
    world.rival.save()
    announce(CallPublished(world.call, officer, MOMENT))
    announce(ObjectionFiled(filed, world.large_lead, MOMENT))
    announce(ObjectionAnswered(filed, officer, MOMENT))
    # A round of the house sends so many; what is left goes out in the next.
    for _round in range(3):
        keep_house(at=MOMENT)


def raw_mails(*people):
    """What a mail server was handed for these people, with every header."""
    addresses = {person.email for person in people}
    sent = [one for one in django_mail.outbox if set(one.to) & addresses]
    return [one.message().as_bytes() for one in sent]


def decoded(raw):
    """A mail as its reader's program has it: headers and body in plain letters."""
    message = message_from_bytes(raw, policy=policy.default)
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    return f"{headers}\n{message.get_content()}"


ENTRANTS = ("large_lead", "large_staff", "small_lead", "other_lead")
NAMES_OF_JUDGES = ("심사카나리아", "judge-canary", "judge canary")
NAMES_OF_ENTRANTS = ("한빛전자", "다솜세정", "누리화학", "가온소재", "불량률", "촉매")


def test_no_mail_to_an_entrant_holds_a_judge(judged):
    live_through(judged)
    entrants = [getattr(judged.world, name) for name in ENTRANTS]
    mails = raw_mails(*entrants)

    assert len(mails) > 15
    codes = [judged.judge.code, judged.review.code, judged.review.label]
    for raw in mails:
        text = decoded(raw)
        assert not [one for one in (*NAMES_OF_JUDGES, *codes) if one in text]


def test_mails_to_entrants_come_from_the_house_alone(judged, settings):
    live_through(judged)

    for raw in raw_mails(*(getattr(judged.world, name) for name in ENTRANTS)):
        message = message_from_bytes(raw, policy=policy.default)
        assert message["Reply-To"] is None
        assert message["List-Id"] is None
        assert message["In-Reply-To"] is None
        assert message["Sender"] is None
        assert message["From"] == settings.DEFAULT_FROM_EMAIL


def test_no_mail_to_a_blind_judge_holds_an_entrant(judged):
    live_through(judged)
    mails = raw_mails(judged.judge.person)

    assert kinds_told(judged.judge.person) == [
        "judge_invited",
        "declaration_needed",
        "reviews_assigned",
        "reviews_awaited",
        "review_sent_back",
        "visit_given",
        "judging_sealed",
        "judging_resumed",
    ]
    assert len(mails) == 8
    world = judged.world
    for raw in mails:
        text = decoded(raw)
        names = (*NAMES_OF_ENTRANTS, world.entry.code, world.rival.code)
        assert not [one for one in names if one in text]


def test_the_same_search_finds_what_officers_and_teams_may_know(judged):
    """The twin: the search finds a name where it stands, so it can fail."""
    live_through(judged)

    assert any("불량률" in decoded(raw) for raw in raw_mails(judged.world.large_lead))
    assert any("불량률" in decoded(raw) for raw in raw_mails(judged.world.officer))


def test_no_notice_of_judging_names_a_judge_in_its_facts(judged):
    live_through(judged)

    facts = str(list(Notice.objects.values_list("facts", "once", "path")))
    assert "카나리아" not in facts
    assert not re.search(r"judge-canary", facts)


def test_two_worlds_of_judges_give_the_entrants_the_same(judged):
    """Who judges, and how many, changes nothing of what a team is told."""
    live_through(judged)
    alone = [decoded(raw) for raw in raw_mails(judged.world.small_lead)]
    assert len(alone) > 4
    before = list(
        Notice.objects.filter(person=judged.world.small_lead).values_list("kind", "facts", "path")
    )
    for number in range(3):
        another = make_judge(judged.world.call, judged.review.stage, person=make_person())
        announce(JudgeInvited(another, judged.world.officer, MOMENT))
        announce(JudgeAnswered(another, another.person, MOMENT))
        announce(ReviewsAssigned(another, judged.review.stage, number, another.person, MOMENT))

    assert before == list(
        Notice.objects.filter(person=judged.world.small_lead).values_list("kind", "facts", "path")
    )


def test_a_judge_is_told_alone_and_not_the_employer(judged):
    colleague = make_member(judged.judge.person.memberships.get().organization)
    live_through(judged)

    assert kinds_told(colleague) == []
    assert set(
        Notice.objects.filter(person=judged.judge.person).values_list("organization", flat=True)
    ) == {None}


def test_an_officer_with_a_case_of_their_own_hears_nothing_of_the_panel(judged):
    live_through(judged)

    heard = set(kinds_told(judged.involved))
    panel = {"judge_accepted", "judge_declined", "conflict_late", "objection_filed"}
    assert not heard & (panel | {"supplement_answered"})
    assert panel - {"judge_declined"} <= set(kinds_told(judged.world.officer))


def test_the_same_officer_hears_of_it_once_the_case_is_not_theirs(judged):
    """The twin: with no case of their own they are told like any officer."""
    EntryPartner.objects.filter(entry=judged.world.entry, organization=judged.world.large).update(
        organization=make_organization("다른전자", size_class="large")
    )
    judged.world.entry.lead = judged.world.small
    judged.world.entry.save()
    announce(JudgeAnswered(judged.judge, judged.judge.person, MOMENT))

    assert kinds_told(judged.involved) == ["judge_accepted"]


def test_assignment_says_how_many_and_until_when(judged):
    announce(ReviewsAssigned(judged.judge, judged.review.stage, 7, judged.world.officer, MOMENT))

    [text] = told(judged.judge.person)
    assert text.title == "평가할 신청 7건을 맡으셨습니다"
    assert text.lines == (
        "공고: 2026년 1차 윈윈 아너스",
        "단계: 1차 전문가 평가",
        "끝나는 날: 12월 18일(금요일)",
    )


def test_a_judge_is_reminded_and_asked_to_look_again_without_the_reason(judged):
    announce(ReviewsAwaited(judged.judge, 3, judged.world.officer, MOMENT))
    announce(ReviewSentBack(judged.review, "근거를 더", judged.world.officer, MOMENT))

    titles = {text.title for text in told(judged.judge.person)}
    assert titles == {
        "아직 제출하지 않은 평가가 3건 있습니다",
        "평가 한 건을 다시 보아 주십시오: 2026년 1차 윈윈 아너스",
    }


def test_the_reason_of_a_seal_stays_on_its_page(judged):
    announce(JudgingSealed(seal(judged), is_lifted=False, actor=judged.world.officer, at=MOMENT))

    assert kinds_told(judged.judge.person) == ["judging_sealed"]
    assert kinds_told(judged.world.officer) == []
    assert kinds_told(judged.world.large_lead) == []


def test_who_declined_to_judge_is_not_told_of_a_seal(judged):
    judged.judge.state = "declined"
    judged.judge.save()
    announce(JudgingSealed(seal(judged), is_lifted=False, actor=judged.world.officer, at=MOMENT))

    assert kinds_told(judged.judge.person) == []
