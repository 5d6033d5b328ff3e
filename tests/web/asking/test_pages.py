"""What the pages on which both sides ask and answer do, with and without scripts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import make_organization
from tests.fairs.factories import (
    FULL_PROFILE,
    make_buyer,
    make_fair,
    make_fit,
    make_forbidden,
    make_officer,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_table_row,
)

from sangsaeng.fairs.models import AskingRule, Request
from sangsaeng.kernel import clock

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def fair():
    return make_fair(state="collecting")


@pytest.fixture
def buyer(fair):
    return make_buyer(fair, "한빛전자", interests="세척 노즐, 표면 처리")


@pytest.fixture
def supplier(fair):
    return make_supplier(fair, "가온정밀", **FULL_PROFILE)


def page(client, name, *arguments, query=""):
    return client.get(reverse(name, args=arguments) + query)


def text_of(answer):
    return answer.content.decode()


def test_supplier_finds_a_buyer_and_asks(client, fair, buyer, supplier):
    client.force_login(make_staff(supplier))
    body = {"wish": "must", "purpose": "purchase", "topic": "노즐", "buyer_wish": "must"}

    assert "한빛전자" in text_of(page(client, "fair_directory", fair.slug))
    asked = client.post(reverse("fair_profile_ask", args=[fair.slug, buyer.code]), body)
    again = client.post(reverse("fair_profile_ask", args=[fair.slug, buyer.code]), body)

    request = Request.objects.get()
    assert (request.buyer_wish, request.supplier_wish, request.asking_side) == (
        "unstated",
        "must",
        "supplier",
    )
    assert (asked.status_code, again.status_code) == (302, 422)
    assert "한빛전자" in text_of(client.get(asked.headers["Location"]))


def test_member_of_one_population_asks_in_its_own_name(client):
    fair = make_fair(state="collecting", population="one")
    first, second = make_participant(fair), make_participant(fair)
    client.force_login(make_staff(second))

    url = reverse("fair_profile_ask", args=[fair.slug, first.code])
    client.post(url, {"wish": "must", "purpose": "other"})

    request = Request.objects.get()
    assert (request.buyer, request.supplier_wish) == (first, "must")


def test_who_may_not_be_asked_says_why(client, fair, supplier):
    large = make_buyer(fair, organization=make_organization(size_class="large"))
    make_table_row(fair, "large", "small", supplier_may_ask=False)
    client.force_login(make_staff(supplier))

    for answer in (
        page(client, "fair_directory", fair.slug),
        page(client, "fair_profile", fair.slug, large.code),
    ):
        assert "대기업에 먼저 신청하지 않습니다" in text_of(answer)
        assert "#ask" not in text_of(answer)


@pytest.mark.usefixtures("buyer")
def test_directory_is_narrowed_by_word_class_and_interest(client, fair, supplier):
    make_buyer(fair, organization=make_organization("두리공사", kind="public_institution"))
    client.force_login(make_staff(supplier))
    address = f"/fairs/{fair.slug}/directory.json"

    def found(query):
        return [one["name"] for one in client.get(address + query).json()["directory"]]

    assert found("") == ["두리공사", "한빛전자"]
    assert found("?q=표면") == found("?term=표면 처리") == ["한빛전자"]
    assert found("?company_class=public") == ["두리공사"]
    assert found("?company_class=nonsense&term=nothing") == ["두리공사", "한빛전자"]


def test_pair_kept_apart_looks_like_any_other(client, fair, buyer, supplier):
    client.force_login(make_staff(supplier))
    before = [
        text_of(client.get(f"/fairs/{fair.slug}/directory.json")),
        page(client, "fair_profile", fair.slug, buyer.code).status_code,
    ]
    make_forbidden(buyer, supplier)

    assert before == [
        text_of(client.get(f"/fairs/{fair.slug}/directory.json")),
        page(client, "fair_profile", fair.slug, buyer.code).status_code,
    ]


def test_requests_received_are_ranked_with_their_reasons(client, fair, buyer, supplier):
    thin = make_supplier(fair, "나래소재")
    met = make_supplier(fair, "다솜기계")
    past = make_fair("지난 상담회", state="ended")
    [slot] = make_slots(past, 1, on=(clock.now() - timedelta(days=90)).date())
    earlier = make_request(
        make_buyer(past, organization=buyer.organization),
        make_supplier(past, organization=met.organization),
    )
    make_published(past, [(earlier, slot)])
    for one, wish in ((thin, "want"), (met, "want"), (supplier, "must")):
        make_request(buyer, one, asking_side="supplier", supplier_wish=wish)
    client.force_login(make_staff(buyer))

    rows = page(client, "fair_received", fair.slug).context["page"].object_list

    assert [(row.request.other, row.rank.points) for row in rows] == [
        (supplier, 40 + 0 + 0 + 20),
        (met, 28 + 0 + 10 + 0),
        (thin, 28 + 0 + 0 + 0),
    ]
    assert rows[1].rank.parts[2].words == "앞선 상담회에서 1번 만났습니다(지난 상담회)"


def test_who_fits_better_comes_first_with_the_terms_that_tie(client, fair, buyer):
    for name, score, reasons in (("나래소재", 20, ["소재"]), ("다솜기계", 100, ["비전 검사"])):
        one = make_supplier(fair, name)
        make_request(buyer, one, asking_side="supplier", supplier_wish="want")
        make_fit(buyer, one, score, reasons)
    client.force_login(make_staff(buyer))

    answer = page(client, "fair_received", fair.slug)

    rows = answer.context["page"].object_list
    assert [(str(row.request.other), row.rank.points) for row in rows] == [
        ("다솜기계", 28 + 30),
        ("나래소재", 28 + 6),
    ]
    assert "두 기업의 글을 이은 말: 비전 검사" in text_of(answer)


def test_declined_supplier_is_shown_better_fitting_and_freer_buyers_first(client, fair, supplier):
    make_slots(fair)
    request = make_request(make_buyer(fair, "안맞전자"), supplier, asking_side="supplier")
    request.state, request.buyer_wish = "declined", "no_thanks"
    request.save()
    names = {"가전자": (40, 1), "나전자": (90, 1), "다전자": (40, 2), "라전자": (0, 1)}
    for name, (score, tables) in names.items():
        make_fit(supplier, make_buyer(fair, name, tables=tables), score, ["노즐"])
    client.force_login(make_staff(supplier))

    for answer in (
        page(client, "fair_sent", fair.slug),
        page(client, "fair_request", fair.slug, request.code),
    ):
        text = text_of(answer)
        places = [text.find(name) for name in ("나전자", "다전자", "가전자")]
        assert places == sorted(places)
        assert -1 not in places
        assert "라전자" not in text
        assert "잘 맞음 90" in text


def test_one_press_answers_with_and_without_scripts(client, fair, buyer, supplier):
    first = make_request(buyer, supplier, asking_side="supplier")
    second = make_request(buyer, make_supplier(fair), asking_side="supplier")
    client.force_login(make_staff(buyer))

    fragment = client.post(
        reverse("fair_request_answer", args=[fair.slug, first.code]),
        {"wish": "must"},
        headers=SCRIPT,
    )
    whole = client.post(
        reverse("fair_request_answer", args=[fair.slug, second.code]),
        {"wish": "no_thanks", "note": "올해는 계획이 없습니다.", "shares_note": "on"},
    )

    assert fragment.status_code == 200
    assert "<html" not in text_of(fragment)
    assert f'id="received-{first.code}"' in text_of(fragment)
    assert whole.headers["Location"].startswith(reverse("fair_received", args=[fair.slug]))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.shares_answer_note) == ("accepted", "declined", True)


def test_refused_answer_comes_back_with_its_reason(client, fair, buyer, supplier):
    expired = make_request(buyer, supplier, asking_side="supplier", state="expired")
    make_request(buyer, supplier)
    client.force_login(make_staff(buyer))
    url = reverse("fair_request_answer", args=[fair.slug, expired.code])

    fragment = client.post(url, {"wish": "must"}, headers=SCRIPT)
    whole = client.post(url, {"wish": "must"}, follow=True)
    unknown = client.post(url, {"wish": "very much"}, headers=SCRIPT)

    assert (fragment.status_code, unknown.status_code) == (422, 422)
    assert "상담 신청이 이미 있습니다" in text_of(fragment)
    assert "상담 신청이 이미 있습니다" in text_of(whole)
    expired.refresh_from_db()
    assert expired.state == "expired"


def test_officer_answers_for_a_side_on_the_requests_own_page(client, fair, buyer, supplier):
    asked = make_request(buyer, supplier, asking_side="supplier")
    client.force_login(make_officer(fair))

    url = reverse("fair_request_answer", args=[fair.slug, asked.code])
    answer = client.post(url, {"wish": "no_thanks", "side": "buyer", "note": "전화로 알림"})

    assert answer.headers["Location"] == reverse("fair_request", args=[fair.slug, asked.code])
    assert "전화로 알림" in text_of(client.get(answer.headers["Location"]))


def test_declined_supplier_reads_the_shared_reason_and_who_else_has_room(
    client, fair, buyer, supplier
):
    make_slots(fair, 2)
    fits = make_buyer(fair, "두리전기", interests="세척 노즐")
    full = make_buyer(fair, "마루건설", interests="세척 노즐", limit=1)
    make_request(full, make_supplier(fair), asking_side="supplier", state="declined")
    make_buyer(fair, "바다식품", interests="식자재")
    closed = make_buyer(fair, organization=make_organization("사람공사", kind="public_institution"))
    closed.interests = "세척 노즐"
    closed.save()
    make_table_row(fair, "public", "small", supplier_may_ask=False)
    declined = make_request(
        buyer,
        supplier,
        asking_side="supplier",
        state="declined",
        buyer_wish="no_thanks",
        answer_note="올해는 계획이 없습니다.",
        shares_answer_note=True,
    )
    client.force_login(make_staff(supplier))

    [row] = page(client, "fair_sent", fair.slug).context["page"].object_list
    own_page = page(client, "fair_request", fair.slug, declined.code)

    assert [one.participant for one in row.alternatives] == [fits]
    assert row.alternatives[0].shared == ("노즐", "세척")
    assert row.request.reason == "올해는 계획이 없습니다."
    assert own_page.context["alternatives"] == row.alternatives


def test_profile_is_written_sent_back_and_completed(client, fair):
    make_supplier(fair, **FULL_PROFILE)
    thin = make_supplier(fair, "나래소재")
    client.force_login(make_officer(fair))
    client.post(
        reverse("fair_profile_send_back", args=[fair.slug, thin.code]),
        {"note": "실적을 적어 주십시오."},
    )
    sent = client.post(
        reverse("fair_profiles_send_back", args=[fair.slug]), {"note": " "}, follow=True
    )
    listed = client.get(f"/fairs/{fair.slug}/profiles.json?thin=on").json()["profiles"]
    assert "무엇을 보완해야" not in text_of(sent), "nobody is left to send back"
    assert [(one["name"], one["percent"], one["note"]) for one in listed] == [
        ("나래소재", 0, "실적을 적어 주십시오.")
    ]

    client.force_login(make_staff(thin))
    url = reverse("fair_profile_edit", args=[fair.slug, thin.code])
    assert "실적을 적어 주십시오." in text_of(client.get(url))
    assert client.post(url, {"headline": "소재", "complete": "1"}).status_code == 422
    assert client.post(url, {**FULL_PROFILE, "complete": "1"}).status_code == 302

    thin.refresh_from_db()
    assert (thin.profile_state, thin.profile_note) == ("complete", "")


def test_officer_edits_the_whole_table_and_the_limits(client, fair):
    client.force_login(make_officer(fair))
    url = reverse("fair_asking", args=[fair.slug])
    classes = ("large", "midsize", "small", "public", "other")
    every = [f"{buyer}:{supplier}" for buyer in classes for supplier in classes]
    without = [key for key in every if key != "large:small"]

    client.post(url, {"part": "table", "buyer": every, "supplier": without})
    by = (clock.now() + timedelta(days=9)).astimezone(fair.tz).replace(second=0, microsecond=0)
    limits = {"part": "limits", "supplier_quota": "4", "answer_by": f"{by:%Y-%m-%dT%H:%M}"}
    kept = client.post(url, limits)
    past = client.post(url, limits | {"answer_by": "2020-01-01T10:00"})

    row = AskingRule.objects.get()
    assert (row.buyer_class, row.supplier_class, row.supplier_may_ask) == ("large", "small", False)
    fair.refresh_from_db()
    assert (fair.supplier_quota, fair.buyer_quota, fair.answer_by) == (4, None, by)
    assert (kept.status_code, past.status_code) == (302, 422)
    assert len(client.get(f"/fairs/{fair.slug}/settings/asking.json").json()["asking"]) == 25


def test_officer_finds_what_ended_without_an_answer(client, fair, buyer, supplier):
    make_request(buyer, supplier, asking_side="supplier", state="expired")
    client.force_login(make_officer(fair))

    assert not page(client, "fair_requests", fair.slug).context["rows"]
    found = page(client, "fair_requests", fair.slug, query="?state=expired")
    assert len(found.context["rows"]) == 1


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_every_list_is_taken_along_as_a_file(client, fair, buyer, supplier, form):
    make_request(buyer, supplier, asking_side="supplier", state="declined")
    make_request(make_buyer(fair), supplier)
    people = {
        "requests": make_officer(fair),
        "directory": make_staff(supplier),
        "sent": make_staff(supplier),
        "received": make_staff(buyer),
        "profiles": make_officer(fair),
        "settings/asking": make_officer(fair),
    }
    for name, person in people.items():
        client.force_login(person)
        assert client.get(f"/fairs/{fair.slug}/{name}.{form}").status_code == 200


@pytest.mark.parametrize("route", ["fair_directory", "fair_received", "fair_sent"])
def test_party_lists_take_the_same_queries_for_one_and_for_three(client, route):
    def queries(count):
        fair = make_fair(state="collecting")
        make_slots(fair)
        supplier = make_supplier(fair, interests="노즐")
        for _ in range(count):
            sent = {"asking_side": "supplier", "state": "declined"}
            make_request(make_buyer(fair, interests="노즐"), supplier, **sent)
            make_request(make_buyer(fair, interests="노즐"), supplier, asking_side="buyer")
            make_buyer(fair, interests="노즐")
        client.force_login(make_staff(supplier))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(route, args=[fair.slug])).status_code == 200
        return len(seen)

    queries(1)
    assert queries(1) == queries(3)


def test_profiles_take_the_same_queries_for_one_and_for_three(client):
    def queries(count):
        fair = make_fair(state="collecting")
        for _ in range(count):
            make_supplier(fair)
        client.force_login(make_officer(fair))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("fair_profiles", args=[fair.slug]))
        return len(seen)

    queries(1)
    assert queries(1) == queries(3)


def test_text_of_others_is_never_markup(client, fair, buyer, supplier):
    hostile = '<img src=x onerror="alert(1)">'
    supplier.headline = supplier.about = supplier.interests = supplier.strengths = hostile
    supplier.save()
    request = make_request(buyer, supplier, asking_side="supplier", topic=hostile)
    client.force_login(make_staff(buyer))
    for url in (
        reverse("fair_directory", args=[fair.slug]),
        reverse("fair_profile", args=[fair.slug, supplier.code]),
        reverse("fair_received", args=[fair.slug]),
        reverse("fair_request", args=[fair.slug, request.code]),
    ):
        assert "<img src=x" not in text_of(client.get(url))
