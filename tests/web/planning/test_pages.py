"""The planning room's pages say what is so, and cost the same however large the fair is."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_forbidden,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.models import Pin, Timetable
from sangsaeng.kernel.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    fair = make_fair()
    fair.made_slots = make_slots(fair, 6)
    fair.buyer = make_buyer(fair, "가전자")
    fair.officer = make_officer(fair)
    return fair


@pytest.fixture
def officer(client, fair):
    client.force_login(fair.officer)
    return fair.officer


def plan_of(fair, placed, left):
    """A draft with so many meetings at the first buyer, and so many requests left."""
    meetings = [
        (make_request(fair.buyer, make_supplier(fair)), fair.made_slots[number])
        for number in range(placed)
    ]
    facts = {"slot": 0, "meetings": []}
    if meetings:
        rival = meetings[0][0]
        pair = {"buyer": rival.buyer.code, "supplier": rival.supplier.code}
        facts = {"slot": 0, "meetings": [pair]}
    others = [
        (make_request(fair.buyer, make_supplier(fair)), "outranked", facts)
        for _number in range(left)
    ]
    return make_timetable(
        fair, meetings, others, bound_weight=6000 * placed + 1, is_proved_best=False
    )


def url_of(name, timetable, *more):
    return reverse(name, args=[timetable.fair.slug, timetable.serial, *more])


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    "route", ["plan_draft", "plan_unplaced", "plan_unplaced_sheet", "plan_parties", "plan_compare"]
)
def test_page_takes_the_same_queries_for_one_row_as_for_three(client, fair, route):
    def queries(number):
        timetable = plan_of(fair, number, number)
        client.get(url_of(route, timetable))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url_of(route, timetable)).status_code == 200
        return len(asked)

    plan_of(fair, 1, 1)

    assert queries(1) == queries(3)


@pytest.mark.usefixtures("officer")
def test_room_takes_the_same_queries_for_one_draft_as_for_three(client, fair):
    def queries():
        client.get(reverse("plan", args=[fair.slug]))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("plan", args=[fair.slug]))
        return len(asked)

    plan_of(fair, 1, 1)
    once = queries()
    plan_of(fair, 2, 1)
    plan_of(fair, 3, 1)

    assert queries() == once


@pytest.mark.usefixtures("officer")
def test_meeting_page_takes_the_same_queries_whatever_the_fair(client, fair):
    def queries(number):
        timetable = plan_of(fair, number, number)
        url = url_of("plan_meeting", timetable, timetable.meetings.first().request.code)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    assert queries(1) == queries(3)


def test_personal_page_takes_the_same_queries_for_one_meeting_as_for_three(client, fair):
    supplier = make_supplier(fair)
    client.force_login(make_staff(supplier))
    url = reverse("participant_timetable", args=[fair.slug, supplier.code])

    def queries(number):
        requests = [make_request(make_buyer(fair), supplier) for _meeting in range(number)]
        make_published(fair, list(zip(requests, fair.made_slots, strict=False)))
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    queries(1)

    assert queries(1) == queries(3)


@pytest.mark.usefixtures("officer")
def test_draft_shows_each_figure_with_its_bound_and_how_far_it_is(client, fair):
    timetable = make_timetable(
        fair,
        [(make_request(fair.buyer, make_supplier(fair)), fair.made_slots[0])],
        weight=999_800,
        bound_weight=1_000_000,
        is_proved_best=False,
    )

    page = client.get(url_of("plan_draft", timetable)).content.decode()

    assert "증명된 상한과의 차이: 희망도 0.02 %" in page
    assert "9,998" in page
    assert "10,000" in page


@pytest.mark.usefixtures("officer")
def test_proved_draft_says_that_nothing_is_better(client, fair):
    timetable = make_timetable(fair, is_proved_best=True)

    page = client.get(url_of("plan_draft", timetable)).content.decode()

    assert "더 나은 시간표는 없음이 증명되었습니다." in page


@pytest.mark.usefixtures("officer")
def test_draft_names_who_asked_and_meets_nobody(client, fair):
    left = make_request(fair.buyer, make_supplier(fair, "홀로정밀"))
    timetable = make_timetable(fair, left=[(left, "buyer_full")])

    page = client.get(url_of("plan_draft", timetable)).content.decode()

    assert "홀로정밀" in page


@pytest.mark.usefixtures("officer")
def test_chart_is_narrowed_by_slot_and_by_name(client, fair):
    timetable = plan_of(fair, 2, 0)
    first, second = timetable.meetings.order_by("slot")
    url = url_of("plan_draft", timetable)

    by_slot = client.get(url, {"slot": first.slot_id}).context["chart"]
    by_name = client.get(url, {"party": "없는 기업"}).context["chart"]

    assert [place.title for place in by_slot.halls[0].rows[0].places] == [str(first.supplier)]
    assert by_name.halls == []
    assert second.slot_id != first.slot_id


@pytest.mark.usefixtures("officer")
def test_unplaced_are_counted_by_reason_and_narrowed_by_reason_and_party(client, fair):
    timetable = plan_of(fair, 1, 2)
    full = make_request(make_buyer(fair, "나전자"), make_supplier(fair))
    timetable.unplaced.create(request=full, reason="buyer_full")
    url = url_of("plan_unplaced", timetable)

    everything = client.get(url).context
    narrowed = client.get(url, {"reason": "buyer_full"}).context
    of_one = client.get(url, {"party": full.supplier.code}).context

    assert [(one["code"], one["value"]) for one in everything["reasons"]] == [
        ("outranked", 2),
        ("buyer_full", 1),
    ]
    assert [row.unplaced.request for row in narrowed["rows"]] == [full]
    assert [row.unplaced.request for row in of_one["rows"]] == [full]


@pytest.mark.usefixtures("officer")
def test_unplaced_request_leads_to_the_meeting_that_outranks_it(client, fair):
    timetable = plan_of(fair, 1, 1)
    meeting = timetable.meetings.get()

    [row] = client.get(url_of("plan_unplaced", timetable)).context["rows"]

    assert row.rivals == [
        (
            f"가전자 – {meeting.supplier}",
            url_of("plan_meeting", timetable, meeting.request.code),
        )
    ]


@pytest.mark.usefixtures("officer")
def test_unplaced_sheet_has_a_row_for_each_with_its_sentence(client, fair):
    timetable = plan_of(fair, 1, 2)

    answer = client.get(url_of("plan_unplaced_sheet", timetable))

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 3
    assert rows[1][4] == "다른 상담이 앞섬"


@pytest.mark.usefixtures("officer")
def test_comparison_lists_what_is_added_moved_and_cancelled(client, fair):
    kept, moved, gone, new = (make_request(fair.buyer, make_supplier(fair)) for _n in range(4))
    slots = fair.made_slots
    make_timetable(fair, [(kept, slots[0]), (moved, slots[1]), (gone, slots[2])])
    later = make_timetable(fair, [(kept, slots[0]), (moved, slots[3]), (new, slots[4])])

    context = client.get(url_of("plan_compare", later), {"with": 1}).context

    kinds = {row["change"].request_code: row["kind"] for row in context["rows"]}
    assert kinds == {moved.code: "moved", gone.code: "cancelled", new.code: "added"}
    assert len(context["affected"]) == 4


@pytest.mark.usefixtures("officer")
def test_press_leads_to_the_draft_it_made(client, fair, django_capture_on_commit_callbacks):
    make_request(fair.buyer, make_supplier(fair))

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("plan_start", args=[fair.slug]))

    job = Job.objects.get()
    job_url = reverse("job", args=[job.code])
    draft_url = url_of("plan_draft", Timetable.objects.get())
    assert answer.url == job_url
    assert client.get(job_url).url == draft_url
    assert client.get(job_url, headers={"HX-Request": "true"})["HX-Redirect"] == draft_url


@pytest.mark.usefixtures("officer")
def test_waiting_job_is_watched_in_the_room_and_renews_itself(client, fair):
    make_request(fair.buyer, make_supplier(fair))
    client.post(reverse("plan_start", args=[fair.slug]))
    poll = f'hx-get="{reverse("job", args=[Job.objects.get().code])}"'

    page = client.get(reverse("plan", args=[fair.slug])).content.decode()
    fragment = client.get(
        reverse("job", args=[Job.objects.get().code]), headers={"HX-Request": "true"}
    ).content.decode()

    assert poll in page
    assert poll in fragment
    assert "<html" not in fragment


@pytest.mark.usefixtures("officer")
def test_room_names_what_is_missing_and_leads_there(client):
    fair = make_fair()
    client.force_login(make_officer(fair))

    context = client.get(reverse("plan", args=[fair.slug])).context

    assert {one["url"] for one in context["missing"]} == {
        reverse("fair_days", args=[fair.slug]),
        reverse("fair_participants", args=[fair.slug]),
        reverse("fair_requests", args=[fair.slug]),
    }


@pytest.mark.usefixtures("officer")
def test_move_page_foretells_before_it_offers_the_press(client, fair):
    timetable = plan_of(fair, 2, 0)
    meeting = timetable.meetings.order_by("slot").first()
    url = url_of("plan_move", timetable, meeting.request.code)
    spot = f"{fair.made_slots[5].pk}-{meeting.table_id}"

    page = client.get(url, {"spot": spot})

    assert page.context["move"].gaps_change == 0
    assert Timetable.objects.count() == 1
    client.post(url, {"spot": spot})
    moved = Timetable.objects.get(serial=2)
    assert moved.meetings.get(request=meeting.request).slot == fair.made_slots[5]


@pytest.mark.usefixtures("officer")
def test_impossible_move_says_why_and_offers_no_press(client, fair):
    timetable = plan_of(fair, 1, 0)
    meeting = timetable.meetings.get()
    make_away(meeting.supplier, fair.made_slots[5])
    url = url_of("plan_move", timetable, meeting.request.code)

    page = client.get(url, {"spot": f"{fair.made_slots[5].pk}-{meeting.table_id}"})

    assert page.status_code == 409
    assert "그 시간에 없습니다" in page.content.decode()
    assert 'method="post"' not in page.content.decode().split("<main")[1]


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("spot", ["1", "x-y", "999999-999999", "-"])
def test_place_that_does_not_exist_is_missing(client, fair, spot):
    timetable = plan_of(fair, 1, 0)
    url = url_of("plan_move", timetable, timetable.meetings.get().request.code)

    assert client.get(url, {"spot": spot}).status_code == 404


@pytest.mark.usefixtures("officer")
def test_pin_and_forbid_from_the_page_of_a_request(client, fair):
    timetable = plan_of(fair, 1, 1)
    meeting = timetable.meetings.get()
    left = timetable.unplaced.get().request

    client.post(url_of("plan_pin", timetable, meeting.request.code))
    client.post(url_of("plan_pin", timetable, left.code), {"slot": fair.made_slots[4].pk})
    client.post(url_of("plan_forbid", timetable, meeting.request.code), {"reason": "경쟁 관계"})

    pins = dict(Pin.objects.values_list("request", "slot"))
    assert pins == {left.pk: fair.made_slots[4].pk}
    [pair] = fair.forbidden_pairs.all()
    assert (pair.supplier, pair.reason) == (meeting.supplier, "경쟁 관계")


@pytest.mark.usefixtures("officer")
def test_publish_page_refuses_what_no_longer_holds_and_names_it(client, fair):
    timetable = plan_of(fair, 1, 0)
    meeting = timetable.meetings.get()
    make_forbidden(meeting.buyer, meeting.supplier)
    url = url_of("plan_publish", timetable)

    page = client.get(url).content.decode()

    assert "만나지 않도록 정해졌습니다" in page
    assert 'method="post"' not in page.split("<main")[1]
    assert client.post(url).status_code == 409


@pytest.mark.usefixtures("officer")
def test_publish_page_warns_of_what_changed_and_lets_the_officer_decide(client, fair):
    timetable = plan_of(fair, 1, 0)
    make_request(fair.buyer, make_supplier(fair))

    page = client.get(url_of("plan_publish", timetable)).content.decode()

    assert "편성한 뒤에 신청이나 참가 정보가 달라졌습니다" in page
    assert "1판으로 발표" in page


def test_large_fair_is_drawn_with_constant_queries(client, fair, officer):
    suppliers = [make_supplier(fair) for _number in range(30)]
    buyers = [make_buyer(fair) for _number in range(31)]
    left = [
        (make_request(buyer, supplier), "no_common_slot")
        for buyer in buyers
        for supplier in suppliers[: 30 - (buyer is buyers[-1]) * 6]
    ]
    timetable = make_timetable(fair, left=left[:924])
    client.force_login(officer)

    for route, most in (("plan_unplaced", 25), ("plan_draft", 25), ("plan_parties", 25)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url_of(route, timetable)).status_code == 200
        assert len(asked) <= most, route


@pytest.mark.usefixtures("officer")
def test_moving_without_a_place_leads_back_to_the_meeting(client, fair):
    timetable = plan_of(fair, 1, 0)
    place = [fair.slug, timetable.serial, timetable.meetings.get().request.code]

    answer = client.get(reverse("plan_move", args=place))

    assert answer.url == reverse("plan_meeting", args=place)


@pytest.mark.parametrize("page", ["plan_compare", "plan_publish"])
def test_changes_are_told_in_the_hours_of_the_fair(client, page):
    fair = make_fair(zone="America/New_York")
    ten, half_past = make_slots(fair, 2)
    request = make_request(make_buyer(fair), make_supplier(fair))
    make_published(fair, [(request, ten)])
    draft = make_timetable(fair, [(request, half_past)])
    client.force_login(make_officer(fair))

    shown = client.get(url_of(page, draft)).content.decode()

    assert "11-25 10:00" in shown
    assert "11-25 10:30" in shown
