"""What the pages of a fair do: show before they keep, keep what was ticked, count few queries."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import make_member, make_operator, make_organization
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_officer,
    make_participant,
    make_pin,
    make_published,
    make_request,
    make_session,
    make_slots,
    make_staff,
    make_supplier,
)

from sangsaeng.fairs.models import Fair, Request
from sangsaeng.kernel.models import SheetImport

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_fair(state="collecting")


@pytest.fixture
def officer(fair, client):
    person = make_officer(fair)
    client.force_login(person)
    return person


def text_of(answer):
    return answer.content.decode()


def test_list_is_narrowed_and_taken_along_as_a_file(client):
    make_fair("봄 상담회", place="부산")
    make_fair("가을 상담회", place="코엑스", state="ended")

    assert client.get("/fairs.json?q=부산").json()["count"] == 1
    assert client.get("/fairs.json?state=ended").json()["fairs"][0]["name"] == "가을 상담회"
    assert client.get("/fairs.json?state=nonsense").json()["count"] == 2
    assert client.get("/fairs.xlsx").content.startswith(b"PK")


def test_new_fair_is_made_and_a_taken_address_is_named(client):
    association = make_organization("예시협회", kind="association")
    client.force_login(make_member(association))
    make_fair(slug="taken")
    entered = {
        "name": "봄 상담회",
        "slug": "taken",
        "organizer": association.pk,
        "place": "코엑스",
        "population": "one",
        "zone": "Asia/Seoul",
    }

    refused = client.post(reverse("fair_new"), entered)
    reserved = client.post(reverse("fair_new"), {**entered, "slug": "new"})
    made = client.post(reverse("fair_new"), {**entered, "slug": "Spring-2027", "state": "ended"})

    assert (refused.status_code, reserved.status_code, made.status_code) == (422, 422, 302)
    assert "‘taken’ 주소는 이미" in text_of(refused)
    fair = Fair.objects.get(slug="spring-2027")
    assert (fair.state, fair.population) == ("preparing", "one"), "only what is asked for is taken"


@pytest.mark.usefixtures("officer")
def test_rule_of_weights_is_shown_worked_out(client, fair):
    text = text_of(client.get(reverse("fair_settings", args=[fair.slug])))

    assert "100 × 50% + 60 × 50% = 80" in text
    assert "잘 맞음: 80 + 10 × 60% = 86" in text


@pytest.mark.usefixtures("officer")
def test_fair_that_counts_no_fit_says_so(client, fair):
    fair.fit_worth = 0
    fair.save()

    text = text_of(client.get(reverse("fair_settings", args=[fair.slug])))

    assert "잘 맞음을 더하지 않고" in text
    assert "잘 맞음:" not in text


@pytest.mark.usefixtures("officer")
def test_officer_reads_what_the_fit_made_of_a_weight_and_why(client, fair):
    request = make_request(
        make_buyer(fair),
        make_supplier(fair),
        buyer_wish="must",
        supplier_wish="want",
        planned_fit=60,
        planned_reasons=["비전 검사", "배터리"],
    )

    for url in (
        reverse("fair_requests", args=[fair.slug]),
        reverse("fair_request", args=[fair.slug, request.code]),
    ):
        text = text_of(client.get(url))
        assert "잘 맞음: 80 + 10 × 60% = 86 (비전 검사, 배터리)" in text


@pytest.mark.usefixtures("officer")
def test_wishes_out_of_order_are_refused(client, fair):
    body = {
        "part": "rules",
        "order": "suppliers_first",
        "first_timer_floor": 0,
        "must_worth": 10,
        "want_worth": 60,
        "possible_worth": 30,
        "unstated_worth": 20,
        "buyer_share": 101,
        "fit_worth": 31,
    }

    answer = client.post(reverse("fair_settings", args=[fair.slug]), body)

    assert answer.status_code == 422
    assert {"want_worth", "buyer_share", "fit_worth"} <= set(answer.context["rules_form"].errors)


@pytest.mark.usefixtures("officer")
def test_slots_are_shown_before_they_are_kept(client, fair):
    url = reverse("fair_days", args=[fair.slug])
    body = {
        "part": "day",
        "date": "2026-12-01",
        "begins": "10:00",
        "ends": "14:00",
        "minutes": 30,
        "pause": 10,
        "breaks": "12:00-13:00",
    }

    seen = client.post(url, {**body, "preview": "1"}, headers={"HX-Request": "true"})
    faulty = client.post(url, {**body, "breaks": "점심", "preview": "1"})
    assert "10:40–11:10" in text_of(seen)
    assert "<html" not in text_of(seen)
    assert "점심" in text_of(faulty)
    assert not fair.slots.exists()
    client.post(url, {**body, "save": "1"})

    assert fair.slots.count() == 4


@pytest.mark.usefixtures("officer")
def test_searching_for_guests_keeps_those_ticked(client, fair):
    ticked = make_supplier(fair, "가온정밀")
    make_supplier(fair, "나래소재")
    url = reverse("fair_session_new", args=[fair.slug])

    answer = client.post(url, {"search": "1", "q": "나래", "attendees": [ticked.code]})

    assert [one.code for one in answer.context["attending"]] == [ticked.code]
    assert [str(one) for one in answer.context["others"]] == ["나래소재"]
    assert not fair.sessions.exists()


@pytest.mark.usefixtures("officer")
def test_sessions_show_the_slots_they_block(client, fair):
    make_slots(fair)
    make_session(fair, make_supplier(fair))

    [row] = client.get(reverse("fair_sessions", args=[fair.slug])).context["rows"]

    assert row["blocked"] == ["10:00–10:30"]


@pytest.mark.usefixtures("officer")
def test_times_of_many_are_kept_at_once_and_only_of_those_shown(client, fair):
    slots = make_slots(fair)
    first, second = make_supplier(fair, "가온정밀"), make_supplier(fair, "나래소재")
    make_away(second, slots[0])
    body = {
        "shown": [first.code],
        "away": [f"{first.code}:{slots[1].pk}", f"{second.code}:{slots[2].pk}"],
    }

    client.post(f"{reverse('fair_times', args=[fair.slug])}?q=가온", body)

    assert [one.slot for one in first.unavailabilities.all()] == [slots[1]]
    assert [one.slot for one in second.unavailabilities.all()] == [slots[0]]


@pytest.mark.usefixtures("officer")
def test_unknown_participant_is_not_added_and_alike_names_are_proposed(client, fair):
    url = reverse("fair_participant_new", args=[fair.slug])

    answer = client.post(url, {"name": "없는기업", "side": "supplier"})

    assert answer.status_code == 422
    assert not fair.participants.exists()


def test_member_of_one_population_takes_its_own_requests_along(client):
    fair = make_fair(state="collecting", population="one")
    first, second = make_participant(fair), make_participant(fair)
    make_request(first, second, asking_side="supplier", supplier_wish="must")
    client.force_login(make_staff(second))

    taken = client.get(f"/fairs/{fair.slug}/requests.csv").content.decode("utf-8-sig")

    assert '"꼭"' in taken.splitlines()[1]


@pytest.mark.usefixtures("officer")
def test_pin_offers_only_slots_in_which_both_are_free(client, fair):
    first, second, third, fourth = make_slots(fair)
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    make_away(buyer, first)
    make_session(fair, supplier, starts_at=second.starts_at, ends_at=second.ends_at)
    make_pin(make_request(make_buyer(fair), supplier), third)
    request = make_request(buyer, supplier)

    page = client.get(reverse("fair_request", args=[fair.slug, request.code]))

    assert [key for key, _label in page.context["pin_form"].fields["slot"].choices] == [fourth.pk]


@pytest.mark.usefixtures("officer")
def test_requests_are_narrowed_by_wish_and_by_what_is_placed(client, fair):
    [slot] = make_slots(fair, 1)
    placed = make_request(make_buyer(fair), make_supplier(fair), buyer_wish="must")
    make_request(placed.buyer, make_supplier(fair), supplier_wish="want")
    make_published(fair, [(placed, slot)])
    address = f"/fairs/{fair.slug}/requests.json"

    def found(query):
        return [one["identity"] for one in client.get(address + query).json()["requests"]]

    assert found("?wish=must") == found("?placed=yes") == [placed.code]
    assert len(found("?placed=no")) == 1
    assert len(found("")) == 2


@pytest.mark.parametrize("route", ["fair", "fair_participants", "fair_times", "fair_requests"])
def test_pages_take_the_same_queries_for_one_and_for_three(client, route):
    def queries(count):
        fair = make_fair(state="collecting")
        slots = make_slots(fair)
        for _ in range(count):
            request = make_request(make_buyer(fair), make_supplier(fair))
            make_pin(request, slots[0])
            make_away(request.supplier, slots[1])
            make_session(fair, request.supplier)
        client.force_login(make_officer(fair))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(route, args=[fair.slug])).status_code == 200
        return len(seen)

    queries(1)
    assert queries(1) == queries(3)


def test_party_pages_take_the_same_queries_for_one_and_for_three(client):
    def queries(count):
        fair = make_fair(state="collecting")
        supplier = make_supplier(fair)
        for _ in range(count):
            make_request(make_buyer(fair), supplier)
        client.force_login(make_staff(supplier))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("fair", args=[fair.slug]))
        return len(seen)

    queries(1)
    assert queries(1) == queries(3)


def hand_in(client, fair, content, sheet="requests", name="신청.csv"):
    url = reverse("fair_import", args=[fair.slug, sheet])
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


CSV = "수요기업,공급기업,수요기업 희망,공급기업 희망\n한빛전자,가온정밀,꼭,희망\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.usefixtures("officer")
def test_sheet_is_handed_in_looked_at_and_entered(client, fair, encoding):
    make_buyer(fair, "한빛전자")
    make_supplier(fair, "가온정밀")

    columns = hand_in(client, fair, CSV.encode(encoding)).headers["Location"]
    form = client.get(columns).context["form"]
    chosen = {name: field.initial for name, field in form.fields.items()}
    preview = client.post(columns, chosen).headers["Location"]
    assert client.get(preview).context["counts"]["add"] == 1
    assert not Request.objects.exists()
    report = client.post(preview, {"enter": "1"}).headers["Location"]

    assert client.get(report).context["report"]["added"] == 1
    assert Request.objects.get().buyer_wish == "must"
    assert client.get(preview).status_code == 302, "a sheet is entered once"
    assert SheetImport.objects.get().file.name == "신청.csv", "the file itself is kept"


@pytest.mark.usefixtures("officer")
def test_unknown_names_are_decided_on_the_page(client, fair):
    make_supplier(fair, "가온정밀")
    columns = hand_in(client, fair, CSV.encode()).headers["Location"]
    preview = columns.replace("columns", "preview")

    seen = client.get(preview)
    assert "2행 ‘수요기업’(A2): ‘한빛전자’" in text_of(seen)
    assert client.post(preview, {"enter": "1"}).status_code == 422
    assert not Request.objects.exists()
    client.post(preview, {"enter": "1", "row-add-unknown": "yes"})

    assert Request.objects.get().buyer.organization.name == "한빛전자"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\x03",
        b"<html><body>",
        "수요기업,공급기업\n".encode(),
        b"PK\x03\x04 not a workbook",
    ],
)
@pytest.mark.usefixtures("officer")
def test_file_that_is_no_sheet_ends_in_one_sentence(client, fair, content):
    answer = hand_in(client, fair, content)

    if answer.status_code == 302:
        preview = answer.headers["Location"].replace("columns", "preview")
        answer = client.get(preview)

    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_sheet_of_another_fair_or_officer_is_not_found(client, fair, officer):
    make_buyer(fair, "한빛전자")
    preview = hand_in(client, fair, CSV.encode()).headers["Location"]
    other = make_fair(state="collecting")
    make_officer(other)

    client.force_login(make_operator())
    assert client.get(preview).status_code == 404
    client.force_login(officer)
    assert client.get(preview.replace(fair.slug, other.slug)).status_code == 403
    assert client.get(preview.replace("requests", "participants")).status_code == 404


@pytest.mark.usefixtures("officer")
def test_text_of_others_is_never_markup(client, fair):
    hostile = '<img src=x onerror="alert(1)">'
    request = make_request(make_buyer(fair, hostile), make_supplier(fair), topic=hostile)
    for url in (
        reverse("fair_requests", args=[fair.slug]),
        reverse("fair_request", args=[fair.slug, request.code]),
        reverse("fair_participants", args=[fair.slug]),
        reverse("fair", args=[fair.slug]),
    ):
        assert not re.search(r"<img src=x", text_of(client.get(url)))
