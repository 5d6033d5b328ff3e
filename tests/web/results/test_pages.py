"""The page of a fair's results shows each figure with its table and its file."""

import csv
import io

import pytest
from django.urls import reverse
from tests.factories import make_member, make_operator
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_slots,
    make_staff,
)
from tests.fairs.queries.results.small_fair import make_small_fair

from sangsaeng.fairs.models import Fair, Population

pytestmark = pytest.mark.django_db

CHARTS = [
    "funnel",
    "losses",
    "by-class",
    "by-size",
    "by-sector",
    "by-first",
    "by-asking",
    "tables",
    "rungs",
    "shares",
    "spread",
    "past",
    "announced",
]


@pytest.fixture
def small():
    return make_small_fair()


@pytest.fixture
def officer(client, small):
    """A client signed in as an officer of the small fair."""
    client.force_login(make_officer(small.fair))
    return client


def rows_of(client, fair, chart):
    """A chart's file as rows."""
    answer = client.get(f"/fairs/{fair.slug}/results/charts/{chart}.csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_page_draws_every_chart_with_its_table_and_its_file(officer, small):
    page = officer.get(reverse("fair_results", args=[small.fair.slug]))
    text = page.content.decode()

    assert page.status_code == 200
    shown = [chart.key for part in page.context["parts"] for chart in part.charts]
    assert sorted(shown) == sorted(CHARTS)
    assert text.count("<table") == len(CHARTS)
    for chart in CHARTS:
        assert f'href="/fairs/{small.fair.slug}/results/charts/{chart}.xlsx"' in text
    assert " style=" not in text


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_every_chart_has_a_file(officer, small, chart, form):
    answer = officer.get(f"/fairs/{small.fair.slug}/results/charts/{chart}.{form}")

    assert answer.status_code == 200
    assert answer.content


def test_funnel_on_the_page_and_in_its_file(officer, small):
    text = officer.get(f"/fairs/{small.fair.slug}/results/").content.decode()

    assert "12건 · 100.0 %" in text
    assert "7건 · 58.3 %" in text
    assert [row["신청 수"] for row in rows_of(officer, small.fair, "funnel")] == [
        "12",
        "9",
        "7",
        "4",
        "2",
    ]


def test_json_has_codes_beside_words(officer, small):
    told = officer.get(f"/fairs/{small.fair.slug}/results/charts/funnel.json").json()

    assert told["count"] == 5
    assert told["funnel"][2] == {
        "code": "placed",
        "stage": "상담 배정",
        "requests": 7,
        "of_all": 58.3,
        "of_previous": 77.8,
    }


def test_rungs_have_no_row_of_sums(officer, small):
    rows = rows_of(officer, small.fair, "rungs")

    assert len(rows) == 12
    assert "87000000" not in {row["적은 금액(원)"] for row in rows}
    assert "더하지 않습니다" in officer.get(f"/fairs/{small.fair.slug}/results/").content.decode()


def test_past_fairs_stand_beside_with_their_sources(officer, small):
    text = officer.get(f"/fairs/{small.fair.slug}/results/").content.decode()
    rows = rows_of(officer, small.fair, "past")

    assert 'href="https://newspim.com/news/view/20180711000414"' in text
    assert rows[0]["상담회"] == "작은 상담회"
    assert (rows[0]["신청"], rows[0]["상담"]) == ("12", "7")
    known = next(row for row in rows if row["날짜"] == "2023-11-21")
    assert known["신청 대비 상담(%)"] == "23.7"


def test_the_desk_reads_but_does_not_copy(client, small):
    client.force_login(make_desk(small.fair))
    page = client.get(f"/fairs/{small.fair.slug}/results/")

    assert page.status_code == 200
    assert "/copy/" not in page.content.decode()


def test_a_participant_reads_totals_only_once_it_is_over(client, small):
    client.force_login(make_staff(small.public))
    address = f"/fairs/{small.fair.slug}/results/"
    before = client.get(address)
    small.fair.state = "ended"
    small.fair.save()
    after = client.get(address)

    assert "상담회가 끝난 뒤에" in before.content.decode()
    assert [part.key for part in before.context["parts"]] == ["beside"]
    shown = [chart.key for part in after.context["parts"] for chart in part.charts]
    assert shown == ["funnel", "past"]
    assert "적은 수라 밝히지 않음" in after.content.decode()


def test_the_tab_appears_when_there_is_something_to_read(client, small):
    address = reverse("fair", args=[small.fair.slug])
    results = f'"{reverse("fair_results", args=[small.fair.slug])}"'
    client.force_login(make_staff(small.public))
    assert results not in client.get(address).content.decode()
    small.fair.state = "ended"
    small.fair.save()
    assert results in client.get(address).content.decode()


def test_a_fair_without_requests_says_so_and_leads_on(client):
    fair = make_fair(state="collecting")
    client.force_login(make_officer(fair))
    text = client.get(f"/fairs/{fair.slug}/results/").content.decode()

    assert "아직 상담 신청이 없어" in text
    assert reverse("fair_requests", args=[fair.slug]) in text


def test_among_one_population_sides_have_no_names(client):
    fair = make_small_fair().fair
    fair.population = Population.ONE
    fair.save()
    client.force_login(make_officer(fair))
    text = client.get(f"/fairs/{fair.slug}/results/").content.decode()

    assert "참가기업의 상담 수" in text
    assert "묶음을 더해도 전체가 되지 않습니다" in text


def test_english_page_has_names_in_english(officer, small):
    text = officer.get(
        f"/fairs/{small.fair.slug}/results/", headers={"accept-language": "en"}
    ).content.decode()

    assert "2023 Win-Win Technology Cooperation Fair" in text


def test_copying_shows_first_what_it_would_make(client, small):
    client.force_login(make_operator())
    address = reverse("fair_copy", args=[small.fair.slug])
    body = {
        "name": "작은 상담회 2027",
        "slug": "small-2027",
        "first_day": "2027-11-24",
        "hours": "on",
        "buyers": "on",
        "others": "on",
    }
    assert client.get(address).status_code == 200
    seen = client.post(address, {**body, "step": "preview"}).content.decode()

    assert "2027-11-24 (수요일) 10:00–11:30" in seen
    assert "수요기업 2곳, 공급기업 6곳" in seen
    assert not Fair.objects.filter(slug="small-2027").exists()

    answer = client.post(address, {**body, "step": "make"})
    assert answer.url == "/fairs/small-2027/"
    made = Fair.objects.get(slug="small-2027")
    assert (made.state, made.copied_from) == ("preparing", small.fair)
    assert made.participants.count() == 8


def test_copying_tells_what_is_wrong_beside_its_field(client, small):
    client.force_login(make_operator())
    address = reverse("fair_copy", args=[small.fair.slug])
    body = {"name": "다시", "slug": small.fair.slug, "first_day": "2027-11-24", "step": "make"}
    taken = client.post(address, body)
    reserved = client.post(address, {**body, "slug": "new"})

    assert taken.status_code == 422
    assert "이미 쓰이고 있습니다" in taken.content.decode()
    assert reserved.status_code == 422
    assert reserved.context["form"].errors["slug"]


def test_next_years_name_and_day_are_proposed(client):
    fair = make_fair("2026 기술협력 상담회", slug="2026-tech")
    make_slots(fair)
    make_buyer(fair)
    person = make_member(fair.organizer)
    client.force_login(make_officer_of(fair, person))
    initial = client.get(f"/fairs/{fair.slug}/copy/").context["form"].initial

    assert initial["name"] == "2027 기술협력 상담회"
    assert initial["slug"] == "2027-tech"
    assert initial["first_day"].isoformat() == "2027-11-24"


def make_officer_of(fair, person):
    """The person as an officer of the fair."""
    fair.roles.create(person=person, role="officer", began_at=fair.entered_at)
    return person
