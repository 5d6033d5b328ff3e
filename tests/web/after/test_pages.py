"""The pages after a fair: what they show, take in and give out."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.fairs.factories import (
    FAIR_DAY,
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)
from tests.fairs.factories_after import AFTER, make_met, make_no_show, make_note, make_opening
from time_machine import travel

from sangsaeng.fairs.models import MeetingNote, NoShow

pytestmark = pytest.mark.django_db

TOLD = {
    "was_held": "yes",
    "rung": "quoted",
    "amount": "3억 6천만",
    "result": "도면 전달",
    "next_step": "견적 회신",
    "owner": "김하늘",
    "due_on": "2026-12-10",
    "memo": "단가 여유",
    "seen": "",
}


@pytest.fixture(autouse=True)
def moment():
    with travel(AFTER + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def met():
    """A meeting that is over."""
    return make_met()


def open_page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args))


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_side_writes_its_note_and_finds_it_beside_the_other(client, met):
    make_note(met, met.buyer, rung="talked", result="검토하겠음")
    client.force_login(make_staff(met.supplier))
    url = reverse("results_meeting", args=[met.fair.slug, met.code])

    answer = client.post(url, TOLD)

    assert answer.url == reverse("results_mine", args=[met.fair.slug])
    note = MeetingNote.objects.get(participant=met.supplier)
    assert (note.amount, note.due_on, note.memo) == (
        360_000_000,
        date(2026, 12, 10),
        "단가 여유",
    )
    page = client.get(url).content.decode()
    for shown in ("3억 6,000만 원", "견적을 냄", "검토하겠음", "단가 여유", "견적 회신"):
        assert shown in page


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"amount": "3억 6천"}, "두 가지로 읽힙니다"),
        ({"was_held": "no"}, "하지 않은 상담에는"),
        ({"next_step": ""}, "다음에 할 일도 적어"),
        ({"due_on": "2026-11-20"}, "오늘이나 그 뒤"),
        ({"rung": "rumored"}, "올바르게 선택"),
        ({"seen": "2026-11-25T12:00:00+00:00"}, "그사이 다른 사람이"),
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_entered(client, met, entered, said):
    client.force_login(make_staff(met.supplier))

    answer = client.post(reverse("results_meeting", args=[met.fair.slug, met.code]), TOLD | entered)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "도면 전달" in answer.content.decode()
    assert not MeetingNote.objects.exists()


def test_amount_is_shown_in_the_form_as_it_can_be_read_again(client, met):
    make_note(met, amount=360_000_001, rung="agreed")

    page = open_page(
        client, make_staff(met.supplier), "results_meeting", met.fair.slug, met.code
    ).content.decode()

    assert 'value="3억 6,000만 1원"' in page


def test_amount_is_told_in_the_readers_own_grouping_and_can_be_saved_as_it_stands(client, met):
    make_note(met, amount=360_000_001, rung="agreed")
    client.force_login(make_staff(met.supplier))
    client.cookies["django_language"] = "en"
    url = reverse("results_meeting", args=[met.fair.slug, met.code])
    form = client.get(url).context["form"]
    assert 'value="₩360,000,001"' in client.get(url).content.decode()

    client.post(url, TOLD | {"amount": "₩360,000,001", "seen": form.initial["seen"]})

    assert MeetingNote.objects.get().amount == 360_000_001


def test_before_it_begins_a_meeting_has_no_form(client, met):
    with travel(AFTER - timedelta(days=2), tick=False):
        page = open_page(
            client, make_staff(met.supplier), "results_meeting", met.fair.slug, met.code
        ).content.decode()

    assert 'id="write"' not in page
    assert "상담이 시작되면" in page


def test_own_list_says_what_is_to_be_written(client, met):
    other = make_met(met.fair, 1, supplier=met.supplier)
    gone = make_met(met.fair, 2, supplier=met.supplier)
    make_opening(gone, "late")
    make_note(met, rung="ordered", amount=10_000)
    make_note(other, other.buyer, was_held=False)

    page = open_page(client, make_staff(met.supplier), "results_mine", met.fair.slug)

    assert [row["code"] for row in page.context["rows"]] == [met.code, other.code, gone.code]
    assert (page.context["begun"], page.context["written"], page.context["unwritten"]) == (3, 1, 2)
    text = page.content.decode()
    for shown in ("1만 원", "발주함", "상담하지 않음", "자리를 비움", "적을 차례"):
        assert shown in text


def test_own_list_without_meetings_leads_on(client):
    fair = make_fair(state="published")
    make_slots(fair)

    page = open_page(client, make_staff(make_supplier(fair)), "results_mine", fair.slug)

    assert reverse("timetable", args=[fair.slug]) in page.content.decode()


def test_own_file_holds_both_notes_and_the_own_memo(client, met):
    make_note(met, rung="paid", amount=360_000_000, memo="단가 여유")
    make_note(met, met.buyer, memo="예산 초과")
    client.force_login(make_staff(met.supplier))

    [row] = client.get(f"/fairs/{met.fair.slug}/results/mine.json").json()["meetings"]

    assert (row["own_amount"], row["own_rung"], row["memo"]) == (
        360_000_000,
        "대금을 받음",
        "단가 여유",
    )
    assert "예산" not in str(row)


def test_step_is_done_from_the_list(client, met):
    note = make_note(met, next_step="견적 회신", due_on=FAIR_DAY)
    client.force_login(make_staff(met.supplier))

    client.post(reverse("results_done", args=[met.fair.slug, met.code]))

    note.refresh_from_db()
    assert note.done_at is not None
    page = client.get(reverse("results_mine", args=[met.fair.slug])).content.decode()
    assert reverse("results_done", args=[met.fair.slug, met.code]) not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {0, 1, 2}),
        ("?rung=quoted", {0}),
        ("?rung=talked", {1}),
        ("?missing=any", {1, 2}),
        ("?missing=both", {2}),
        ("?missing=buyer", {2}),
        ("?missing=supplier", {1, 2}),
        ("?missing=nobody", {0, 1, 2}),
        ("?buyer={buyer}", {1}),
        ("?buyer=NOBODY", {0, 1, 2}),
    ],
)
def test_officer_narrows_the_notes(client, met, query, shown):
    meetings = [met, make_met(met.fair, 1), make_met(met.fair, 2)]
    make_note(met, rung="quoted")
    make_note(met, met.buyer, was_held=False)
    make_note(meetings[1], meetings[1].buyer)
    client.force_login(make_officer(met.fair))
    url = reverse("results_notes", args=[met.fair.slug])

    page = client.get(url + query.format(buyer=meetings[1].buyer.code))

    assert {row["code"] for row in page.context["rows"]} == {meetings[one].code for one in shown}


def test_officers_file_holds_each_sum_on_its_own_rung_and_no_memo(client, met):
    make_note(met, rung="ordered", amount=360_000_000, memo="단가 여유")
    client.force_login(make_officer(met.fair))

    content = client.get(f"/fairs/{met.fair.slug}/results/notes.xlsx").content

    sheet = load_workbook(BytesIO(content)).active
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert 360_000_000 in rows[1]
    assert len(rows) == 2
    assert "단가 여유" not in str(rows)


def test_officer_reminds_of_a_late_step(client, met):
    note = make_note(met, next_step="견적 회신", due_on=FAIR_DAY)
    client.force_login(make_officer(met.fair))
    steps = reverse("results_steps", args=[met.fair.slug])
    assert "1일 지남" in client.get(steps).content.decode()

    client.post(
        reverse("results_remind", args=[met.fair.slug, met.code, met.supplier.code]), follow=True
    )

    note.refresh_from_db()
    assert note.reminded_at == AFTER + timedelta(days=1)
    assert "2026-11-26 21:00" in client.get(steps).content.decode()


def test_officer_reads_absences_by_organization_and_excuses_one(client, met):
    absence = make_no_show(met.supplier, met, answer="교통 사고")
    met.fair.state = "ended"
    met.fair.save()
    client.force_login(make_officer(met.fair))
    page = client.get(reverse("no_shows", args=[met.fair.slug]))
    assert [group["organization"] for group in page.context["groups"]] == [
        met.supplier.organization
    ]
    assert "교통 사고" in page.content.decode()
    url = reverse("no_show_excuse", args=[met.fair.slug, absence.code])

    client.post(url)
    assert not NoShow.objects.counting().exists()
    client.post(url, {"count": "1"})
    assert NoShow.objects.counting().exists()


def test_organization_reads_its_record_and_the_rule_in_plain_words(client, met):
    absence = make_no_show(met.supplier, met)
    coming = make_fair("내년 상담회", no_show_cost=15, no_show_years=3)
    make_slots(coming, on=date(2027, 11, 25))
    make_supplier(coming, organization=met.supplier.organization)
    client.force_login(make_staff(met.supplier))
    code = met.supplier.organization.code

    page = client.get(reverse("organization-no-shows", args=[code])).content.decode()
    for shown in ("내년 상담회", "15%씩", "3년 동안", "불참은 1회여서", "15% 낮아집니다"):
        assert shown in page

    answered = client.post(
        reverse("organization-no-show-answer", args=[code, absence.code]),
        {"answer": "항공편 결항"},
        follow=True,
    )
    assert "항공편 결항" in answered.content.decode()


def test_too_long_an_answer_comes_back_at_its_absence(client, met):
    absence = make_no_show(met.supplier, met)
    client.force_login(make_staff(met.supplier))
    code = met.supplier.organization.code

    answer = client.post(
        reverse("organization-no-show-answer", args=[code, absence.code]), {"answer": "가" * 501}
    )

    assert answer.status_code == 422
    assert NoShow.objects.get().answer == ""


def test_officer_of_the_next_fair_reads_the_count_and_not_the_record(client, met):
    make_no_show(met.supplier, met, answer="교통 사고")
    coming = make_fair(no_show_cost=20)
    make_slots(coming, on=date(2027, 5, 1))
    supplier = make_supplier(coming, organization=met.supplier.organization)
    request = make_request(make_buyer(coming), supplier, buyer_wish="must", supplier_wish="must")
    client.force_login(make_officer(coming))

    for url in (
        reverse("fair_requests", args=[coming.slug]),
        reverse("fair_request", args=[coming.slug, request.code]),
    ):
        page = client.get(url).content.decode()
        assert "불참 1회: 희망도 −20%" in page
        assert "80" in page
    record = client.get(reverse("organization-no-shows", args=[supplier.organization.code]))
    client.force_login(make_desk(coming))
    requests = reverse("fair_requests", args=[coming.slug])
    assert "불참" not in client.get(requests).content.decode()
    assert client.get(f"/fairs/{coming.slug}/requests.json").json()["requests"][0]["weight"] == 100
    assert "교통 사고" not in record.content.decode()
    assert "1회여서" in record.content.decode()


def test_planning_room_names_whose_absences_count(client, met):
    make_no_show(met.supplier, met)
    coming = make_fair(no_show_cost=20)
    make_slots(coming, on=date(2027, 5, 1))
    supplier = make_supplier(coming, organization=met.supplier.organization)
    make_supplier(coming)

    page = open_page(client, make_officer(coming), "plan", coming.slug)

    assert page.context["counted"] == [f"{supplier}: 불참 1회, 희망도 −20%"]


def test_officer_sets_the_rule(client):
    fair = make_fair()
    client.force_login(make_officer(fair))
    url = reverse("fair_settings", args=[fair.slug])

    refused = client.post(url, {"part": "absences", "no_show_cost": 101, "no_show_years": 2})
    assert refused.status_code == 422
    client.post(url, {"part": "absences", "no_show_cost": 25, "no_show_years": 3})

    fair.refresh_from_db()
    assert (fair.no_show_cost, fair.no_show_years) == (25, 3)


def test_own_page_holds_what_is_to_do_after_the_fair_has_ended(client, met):
    met.fair.state = "ended"
    met.fair.save()
    other = make_met(met.fair, 1, supplier=met.supplier)
    met.fair.state = "ended"
    met.fair.save()
    make_note(other, next_step="견적 회신", due_on=FAIR_DAY + timedelta(days=5))
    client.force_login(make_staff(met.supplier))

    page = client.get(reverse("my"))

    assert page.context["to_do"].unwritten == [(met.fair, 1)]
    assert "견적 회신" in page.content.decode()
    with travel(AFTER + timedelta(days=100), tick=False):
        client.force_login(make_staff(met.supplier))
        assert client.get(reverse("my")).context["to_do"].unwritten == []


@pytest.mark.parametrize(
    ("name", "persona"),
    [
        ("results_mine", "staff"),
        ("results_notes", "officer"),
        ("results_steps", "officer"),
        ("no_shows", "officer"),
        ("my", "staff"),
        ("organization-no-shows", "staff"),
    ],
)
def test_lists_take_the_same_queries_for_one_row_as_for_three(client, name, persona):
    fair = make_fair()
    make_slots(fair)
    supplier = make_supplier(fair)

    def grow(slot):
        request = make_met(fair, slot, supplier=supplier)
        make_note(request, next_step="견적 회신", due_on=FAIR_DAY)
        make_note(request, request.buyer)
        make_no_show(supplier, request)

    grow(0)
    of = {"my": [], "organization-no-shows": [supplier.organization.code]}
    url = reverse(name, args=of.get(name, [fair.slug]))
    client.force_login(make_staff(supplier) if persona == "staff" else make_officer(fair))
    once = queries(client, url)
    grow(1)
    grow(2)

    assert queries(client, url) == once


def test_member_of_both_sides_writes_for_each(client, met):
    person = make_staff(met.supplier)
    person.memberships.create(organization=met.buyer.organization, role="staff", began_at=AFTER)
    client.force_login(person)
    url = reverse("results_meeting", args=[met.fair.slug, met.code])

    for party in (met.supplier, met.buyer):
        client.post(url, TOLD | {"party": party.code})

    assert {note.participant for note in MeetingNote.objects.all()} == {met.supplier, met.buyer}
    assert len(client.get(reverse("results_mine", args=[met.fair.slug])).context["rows"]) == 2
