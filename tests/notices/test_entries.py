"""Entries: every team is told its own, with receipt and deadline, and no other's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import MOMENT, make_member, make_organization, make_person
from tests.notices.factories import kinds_told, told, words
from tests.programs.factories import call_world, make_entry

from sangsaeng.judging.events import ObjectionAnswered, VisitPlanned, VisitWritten
from sangsaeng.judging.models import Objection, Visit
from sangsaeng.kernel.events import announce
from sangsaeng.notices.models import Notice
from sangsaeng.programs.events import (
    CallPublished,
    EntryReopened,
    EntryScreened,
    EntrySubmitted,
    EntryWithdrawn,
    PartnerAnswered,
    PartnerAsked,
    RecommendationAnswered,
    RecommendationSent,
    SupplementAsked,
    SupplementDue,
)
from sangsaeng.programs.models import Recommendation, Supplement

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return call_world()


def ask_partner(world, state="invited"):
    partner = world.entry.partners.get(organization=world.small)
    partner.state = state
    partner.save()
    return partner


def supplement(world, **fields):
    return Supplement.objects.create(
        entry=world.entry,
        wanted="사업자등록증을 올려 주십시오",
        due_at=MOMENT + timedelta(days=7),
        asked_by=world.officer,
        asked_at=MOMENT,
        **fields,
    )


def recommendation(world, **fields):
    fields = {"kind": "citizen", "recommended_by": make_person("홍길동")} | fields
    return Recommendation.objects.create(
        call=world.call,
        organization=world.small,
        title="함께 낮춘 불량률",
        reason="훌륭합니다",
        sent_at=MOMENT,
        **fields,
    )


def publish(world, **states):
    world.call.state, world.call.published_at = "published", MOMENT
    world.call.save()
    for name, state in states.items():
        entry = getattr(world, name)
        entry.state = state
        entry.save()
    announce(CallPublished(world.call, world.officer, MOMENT))


def test_a_partner_is_asked_and_the_lead_hears_the_answer(world):
    announce(PartnerAsked(ask_partner(world), world.large_lead, MOMENT))
    assert kinds_told(world.small_lead) == ["partner_asked"]
    assert told(world.small_lead)[0].title == "한빛전자가 함께 신청하자고 요청했습니다"

    announce(PartnerAnswered(ask_partner(world, "joined"), world.small_lead, MOMENT))
    announce(PartnerAnswered(ask_partner(world, "declined"), world.small_lead, MOMENT))
    assert kinds_told(world.large_lead) == ["partner_joined", "partner_declined"]
    assert kinds_told(world.other_lead) == []


def test_the_whole_team_gets_the_receipt_and_also_who_handed_in(world):
    announce(EntrySubmitted(world.entry, 1, world.large_lead, MOMENT))

    for person in (world.large_lead, world.large_staff, world.small_lead):
        [text] = told(person)
        assert text.title == "신청이 접수되었습니다: 2026년 1차 윈윈 아너스"
        fingerprint = world.entry.submissions.get().sha256
        assert f"내용 지문(SHA-256): {fingerprint}" in text.lines
        assert f"신청번호: {world.entry.number}" in text.lines
    assert kinds_told(world.other_lead) == []
    assert kinds_told(world.officer) == []


def test_a_partner_who_has_not_joined_gets_no_receipt(world):
    ask_partner(world, "invited")
    announce(EntrySubmitted(world.entry, 1, world.large_lead, MOMENT))

    assert kinds_told(world.small_lead) == []
    assert kinds_told(world.large_lead) == ["entry_received"]


def test_the_team_hears_of_each_turn_but_not_who_caused_it(world):
    announce(EntryWithdrawn(world.entry, world.large_lead, MOMENT))
    announce(EntryReopened(world.entry, world.large_lead, MOMENT))
    world.entry.remark = "활동이 기준일보다 오래되었습니다"
    announce(EntryScreened(world.entry, is_out=True, actor=world.officer, at=MOMENT))
    announce(EntryScreened(world.entry, is_out=False, actor=world.officer, at=MOMENT))

    assert kinds_told(world.large_lead) == ["entry_screened_out", "entry_restored"]
    assert kinds_told(world.small_lead) == [
        "entry_withdrawn",
        "entry_reopened",
        "entry_screened_out",
        "entry_restored",
    ]
    out = told(world.large_lead)[0]
    assert "까닭: 활동이 기준일보다 오래되었습니다" in out.lines
    assert world.officer.name not in words(out)


def test_a_supplement_is_asked_reminded_of_and_over(world):
    asked = supplement(world)
    announce(SupplementAsked(asked, world.officer, MOMENT))
    for _again in range(2):
        announce(SupplementDue(asked, is_over=False, at=MOMENT))
    announce(SupplementDue(asked, is_over=True, at=asked.due_at))

    assert kinds_told(world.small_lead) == ["supplement_asked", "supplement_due", "supplement_over"]
    text = told(world.small_lead)[0]
    assert "기한: 11월 9일(월요일) 09:00" in text.lines
    assert "보완할 내용: 사업자등록증을 올려 주십시오" in text.lines
    assert kinds_told(world.other_lead) == []


def test_the_recommended_hear_of_it_and_a_citizen_stays_unnamed(world):
    one = recommendation(world)
    announce(RecommendationSent(one, one.recommended_by, MOMENT))

    [text] = told(world.small_lead)
    assert text.title == "귀사의 사례가 추천되었습니다: 2026년 1차 윈윈 아너스"
    assert "홍길동" not in words(text)


def test_an_association_that_recommends_is_named(world):
    body = make_organization("한국강소기업협회", kind="association")
    person = make_member(body)
    one = recommendation(world, kind="association", recommender=body, recommended_by=person)
    announce(RecommendationSent(one, person, MOMENT))

    assert "추천한 곳: 한국강소기업협회" in told(world.small_lead)[0].lines


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("taken_up", "recommendation_taken"),
        ("declined", "recommendation_declined"),
        ("lapsed", "recommendation_lapsed"),
    ],
)
def test_who_recommended_hears_what_became_of_it(world, state, kind):
    one = recommendation(world)
    one.state = state
    announce(RecommendationAnswered(one, world.small_lead, MOMENT))

    assert kinds_told(one.recommended_by) == [kind]


def test_a_visit_is_told_with_its_day_and_without_the_visitor(world):
    visitor = make_person("방문자카나리아")
    visit = Visit.objects.create(
        stage=world.call.stages.get(),
        entry=world.entry,
        visitor=visitor,
        planned_on=date(2026, 12, 3),
        place="안산 공장",
        planned_at=MOMENT,
    )
    announce(VisitPlanned(visit, world.officer, MOMENT))
    announce(VisitWritten(visit, visitor, MOMENT))

    assert kinds_told(world.small_lead) == ["visit_planned", "visit_to_sign"]
    planned = told(world.small_lead)[0]
    assert "방문일: 12월 3일(목요일)" in planned.lines
    assert "장소: 안산 공장" in planned.lines
    assert "카나리아" not in "".join(words(text) for text in told(world.small_lead))


def test_each_team_reads_its_own_result_and_all_at_one_moment(world):
    publish(world, entry="selected", rival="not_selected")

    assert kinds_told(world.large_lead) == kinds_told(world.small_lead) == ["result_selected"]
    assert kinds_told(world.other_lead) == ["result_not_selected"]
    moments = set(Notice.objects.values_list("made_at", flat=True))
    assert moments == {MOMENT}
    other = words(told(world.other_lead)[0])
    assert "이의신청 기한: 11월 9일(월요일) 09:00" in other
    assert "한빛전자" not in other
    assert world.entry.code not in other
    assert kinds_told(world.outsider) == []


def test_an_entry_that_was_not_judged_has_no_result(world):
    publish(world, entry="withdrawn", rival="selected")

    assert kinds_told(world.large_lead) == []


def test_one_team_and_many_hear_in_as_many_queries(world):
    def queries():
        Notice.objects.all().delete()
        with CaptureQueriesContext(connection) as caught:
            publish(world, entry="selected", rival="not_selected")
        return len(caught)

    few = queries()
    for number in range(4):
        make_entry(world.call, world.other, world.small, state="not_selected", title=f"{number}")

    assert queries() == few
    assert Notice.objects.filter(person=world.other_lead).count() == 5


def test_the_team_hears_that_its_objection_was_answered(world):
    objection = Objection.objects.create(
        entry=world.entry, text="다시", filed_by=world.large_lead, filed_at=MOMENT
    )
    announce(ObjectionAnswered(objection, world.officer, MOMENT))

    assert kinds_told(world.small_lead) == ["objection_answered"]
    assert world.officer.name not in words(told(world.small_lead)[0])


@pytest.mark.parametrize(
    "payload",
    [
        "당첨\r\nBcc: thief@example.org",
        "<a href='https://evil.example'>여기</a>",
        "[여기](https://evil.example)",
        "www.evil.example 를 누르십시오",
        "제목\n\n다음으로 할 일: https://evil.example 에 비밀번호를 적으십시오",
        "%(call)s %s {entry}",
    ],
)
def test_what_somebody_typed_stays_on_its_line_and_opens_nothing(world, payload):
    world.entry.title = payload
    announce(PartnerAsked(ask_partner(world), world.large_lead, MOMENT))
    [text] = told(world.small_lead)

    assert len(text.lines) == 4
    assert all("\n" not in line and "\r" not in line for line in text.lines)
    assert "https://" not in words(text)
    assert "www." not in words(text)
