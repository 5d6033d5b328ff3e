"""The pages of notices: each person's own, put aside, taken along, and the way out."""

import json
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories import MOMENT, make_member, make_operator, make_person
from tests.fairs.factories import make_session
from tests.notices.factories import make_notice, make_story
from tests.notices.test_sealed import live_through
from tests.web.matrix_notices import PERSONAS, PRESSES, ROUTES
from time_machine import travel

from sangsaeng.fairs.events import ProfileSentBack, RequestExpired, SessionChanged
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.notices.addresses import ALL, leaving_address
from sangsaeng.notices.kinds import USUAL
from sangsaeng.notices.models import Notice, Preference
from sangsaeng.notices.queries import ways_of
from sangsaeng.web.urls_notices import urlpatterns

pytestmark = pytest.mark.django_db
URL = "/my/notices/"
UNREAD = "읽지 않음"


@pytest.fixture(autouse=True)
def moment(at):
    with travel(at, tick=False):
        yield


@pytest.fixture
def story():
    return make_story()


@pytest.fixture
def notice(story):
    return make_notice(story.supplier_person, story.supplier, path="/fairs/")


@pytest.fixture
def people(story, at):
    former = make_member(story.supplier.organization)
    former.memberships.update(ended_at=at)
    make_notice(former, story.supplier)
    return {
        "outsider": make_person(),
        "reader": story.supplier_person,
        "colleague": make_member(story.supplier.organization),
        "other_side": story.buyer_person,
        "ex_member": former,
        "operator": make_operator(),
    }


@pytest.fixture
def address(story, notice):
    token = leaving_address(story.supplier_person, "afterward").split("/")[-2]
    of = {
        "notices_export": {"form": "json"},
        "notices_off": {"token": token},
        "notice": {"code": notice.code},
        "api:read_notice": {"code": notice.code},
    }
    return lambda route: reverse(route, kwargs=of.get(route))


def sign_in(client, people, persona):
    client.logout()
    if persona in people:
        client.force_login(people[persona])


@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, people, address, route):
    answers = {}
    for persona in PERSONAS:
        sign_in(client, people, persona)
        answers[persona] = client.get(address(route)).status_code

    assert answers == ROUTES[route]


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, people, address, route):
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, people, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(address(route), dict(USUAL)).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    # Who is not signed in is led to sign in, or holds the signed link.
    assert changed["anonymous"] is (route == "notices_off")
    assert all(
        changed[persona] is (answers[persona] in {200, 302})
        for persona in PERSONAS
        if persona != "anonymous"
    )


def test_matrix_names_every_route_of_these_pages():
    assert {pattern.name for pattern in urlpatterns} <= set(ROUTES)


def test_nobody_sees_anothers_notice_and_who_left_sees_none(client, people, notice):
    for persona in PERSONAS[1:]:
        sign_in(client, people, persona)
        found = client.get("/my/notices.json").json()["notices"]
        assert [one["code"] for one in found] == ([notice.code] if persona == "reader" else [])


def test_list_shows_what_is_unread_first(client, story, at):
    person = story.supplier_person
    old = make_notice(person, story.supplier, made_at=story.slots[0].starts_at, read_at=at)
    new = make_notice(person, story.supplier)
    client.force_login(person)

    shown = [one["notice"] for one in client.get(URL).context["shown"]]

    assert shown == [new, old]


def test_list_is_narrowed_by_group_and_to_what_is_unread(client, story, at):
    person = story.supplier_person
    read = make_notice(person, story.supplier, read_at=at)
    booked = make_notice(
        person,
        story.supplier,
        kind="profile_sent_back",
        facts={"fair": {"ko": "상담회", "en": ""}, "note": ""},
    )
    client.force_login(person)

    def shown(**query):
        return [one["notice"] for one in client.get(URL, query).context["shown"]]

    assert shown(group="afterward") == [read]
    assert shown(show="unread") == [booked]
    assert shown(group="afterward", show="unread") == []
    assert "조건에 맞는 알림이 없습니다" in client.get(URL, {"group": "the_day"}).content.decode()


def test_who_has_no_notice_is_told_what_will_come(client, story):
    client.force_login(story.supplier_person)

    assert "아직 알림이 없습니다" in client.get(URL).content.decode()


def test_opening_a_notice_puts_it_aside_and_leads_where_it_says(client, story, notice, at):
    client.force_login(story.supplier_person)

    answer = client.post(f"{URL}{notice.code}/")

    assert answer.url == "/fairs/"
    notice.refresh_from_db()
    assert notice.read_at == at


def test_notice_may_be_put_aside_without_leaving_the_list(client, story, notice):
    client.force_login(story.supplier_person)

    assert client.post(f"{URL}{notice.code}/", {"stay": "1"}).url == URL


def test_moment_of_reading_is_kept_when_a_notice_is_opened_again(client, story, notice, at, later):
    client.force_login(story.supplier_person)
    client.post(f"{URL}{notice.code}/")
    with travel(later, tick=False):
        client.post(f"{URL}{notice.code}/")

    notice.refresh_from_db()
    assert notice.read_at == at


def test_all_are_put_aside_by_one_press_and_nobody_elses(client, story, notice):
    others = make_notice(story.buyer_person, story.buyer)
    client.force_login(story.supplier_person)

    client.post(f"{URL}read/")

    notice.refresh_from_db()
    others.refresh_from_db()
    assert notice.read_at is not None
    assert others.read_at is None


def test_bell_counts_what_is_unread(client, story, notice):
    client.force_login(story.supplier_person)
    assert UNREAD in client.get("/fairs/").content.decode()

    client.post(f"{URL}{notice.code}/")
    assert UNREAD not in client.get("/fairs/").content.decode()


@pytest.mark.usefixtures("notice")
def test_bell_costs_one_query_and_strangers_none(client, story):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get("/fairs/")
        return [query for query in seen.captured_queries if "notices_notice" in query["sql"]]

    assert asked() == []
    client.force_login(story.supplier_person)
    assert len(asked()) == 1


@pytest.mark.usefixtures("notice")
def test_list_takes_as_many_queries_for_three_as_for_one(client, story):
    client.force_login(story.supplier_person)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(URL)
        return len(seen)

    client.get(URL)
    for_one = queries()
    for _ in range(2):
        make_notice(story.supplier_person, story.supplier)

    assert queries() == for_one


@pytest.mark.usefixtures("notice")
def test_list_is_exported_as_it_is_narrowed(client, story, at):
    make_notice(story.supplier_person, story.supplier, read_at=at)
    client.force_login(story.supplier_person)

    book = load_workbook(BytesIO(client.get("/my/notices.xlsx?show=unread").content))
    rows = list(book.active.values)
    assert rows[0][:3] == ("알린 때", "기업·기관", "상담회")
    assert len(rows) == 2
    assert "상담회가 끝났습니다" in client.get("/my/notices.csv").content.decode("utf-8-sig")
    assert json.loads(client.get("/my/notices.json").content)["count"] == 2


def test_person_chooses_how_they_are_told(client, story):
    client.force_login(story.supplier_person)
    assert "바로 메일로" in client.get(f"{URL}settings/").content.decode()

    answer = client.post(f"{URL}settings/", dict(USUAL) | {"the_day": "site_only"})

    assert answer.status_code == 302
    assert ways_of(story.supplier_person)["the_day"] == "site_only"


def test_way_that_does_not_exist_is_refused_beside_its_field(client, story):
    client.force_login(story.supplier_person)

    answer = client.post(f"{URL}settings/", dict(USUAL) | {"the_day": "pigeon"})

    assert answer.status_code == 422
    assert Preference.objects.count() == 0


def test_link_of_a_mail_asks_first_and_keeps_mails_away_on_a_press(client, story):
    link = leaving_address(story.supplier_person, "afterward")

    assert "그만 받으시겠습니까" in client.get(link).content.decode()
    assert Preference.objects.count() == 0

    assert "더 보내지 않습니다" in client.post(link).content.decode()
    assert ways_of(story.supplier_person)["afterward"] == "site_only"


def test_mail_program_unsubscribes_with_one_click_and_no_cookie(story):
    link = leaving_address(story.supplier_person, "afterward")

    answer = Client(enforce_csrf_checks=True).post(
        link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert ways_of(story.supplier_person)["afterward"] == "site_only"


def test_all_mails_may_be_kept_away_from_the_same_page(client, story):
    client.post(leaving_address(story.supplier_person, "afterward"), {"scope": ALL})

    assert set(ways_of(story.supplier_person).values()) == {"site_only"}


def test_forged_link_is_missing(client, story):
    link = leaving_address(story.supplier_person, "afterward")

    assert client.get(f"{link[:-3]}xx/").status_code == 404


def test_signed_link_is_kept_by_no_cache(client, story):
    answer = client.get(leaving_address(story.supplier_person, "afterward"))

    assert "no-store" in answer["Cache-Control"]


def test_hostile_text_is_shown_as_text(client, story):
    name = {"ko": "<script>alert(1)</script>", "en": ""}
    make_notice(story.supplier_person, story.supplier, facts={"fair": name, "count": 1})
    client.force_login(story.supplier_person)

    page = client.get(URL).content.decode()

    assert "<script>alert" not in page
    assert Notice.objects.count() == 1


def test_every_notice_leads_its_reader_to_a_page_that_opens(client):
    story = make_story(state="collecting")
    live_through(story)
    session = make_session(story.fair, story.supplier)
    announce(SessionChanged(session, (story.supplier,), False, MOMENT))
    announce(SessionChanged(session, (story.supplier,), True, MOMENT))
    announce(ProfileSentBack(story.supplier, MOMENT))
    announce(RequestExpired(story.request, MOMENT))
    story.fair.state = "published"
    story.fair.save()
    missed = {}
    for notice in Notice.objects.select_related("person"):
        client.force_login(notice.person)
        answer = client.get(notice.path, follow=True)
        if answer.status_code != 200:
            missed[notice.kind] = notice.path

    assert missed == {}
    assert len(set(Notice.objects.values_list("kind", flat=True))) >= 12
