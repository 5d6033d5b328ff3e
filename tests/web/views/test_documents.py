"""A timetable's files are answered to those who may have them, and to nobody else."""

import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader
from tests.factories import make_person
from tests.fairs.factories import (
    PUBLISHED,
    make_fair,
    make_officer,
    make_published,
    make_staff,
    make_supplier,
)
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_documents import ROUTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def address(name, world):
    kwargs = {"slug": world.fair.slug}
    if name == "calendar_feed":
        kwargs["code"] = world.feed.code
    elif "participant_" in name:
        kwargs["code"] = world.supplier.code
    if name.startswith("plan_"):
        kwargs["serial"] = world.draft.serial
    return reverse(name, kwargs=kwargs)


def test_every_persona_gets_the_answer_of_the_matrix(world, client):
    answered = {}
    for persona in PERSONAS:
        client.logout()
        if persona != "anonymous":
            client.force_login(world.people[persona])
        for name in ROUTES:
            status = client.get(address(name, world)).status_code
            answered.setdefault(name, {})[persona] = status

    assert answered == ROUTES


def test_matrix_holds_every_address_of_the_documents():
    from sangsaeng.web.urls_documents import urlpatterns

    assert {pattern.name for pattern in urlpatterns} == ROUTES.keys()


def test_files_are_only_read(world, client):
    client.force_login(world.people["fair_officer"])

    assert client.post(address("wall_pdf", world)).status_code == 405


def test_feed_is_kept_by_its_mark_for_five_minutes(world, client):
    first = client.get(address("calendar_feed", world))
    again = client.get(address("calendar_feed", world), headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == again["Cache-Control"] == "private, max-age=300"
    assert (again.status_code, again.content) == (304, b"")


def test_feed_has_another_mark_once_another_version_is_published(world, client):
    first = client.get(address("calendar_feed", world))
    make_published(world.fair, [], published_at=PUBLISHED + timedelta(days=1))

    again = client.get(address("calendar_feed", world), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert Calendar.from_ical(again.content).walk("VEVENT")[0]["STATUS"] == "CANCELLED"


def test_feed_of_a_wrong_code_or_another_fair_is_not_found(world, client):
    for slug, code in ((world.fair.slug, "unknown"), (make_fair().slug, world.feed.code)):
        url = reverse("calendar_feed", kwargs={"slug": slug, "code": code})
        assert client.get(url).status_code == 404


def test_feed_dies_when_it_is_revoked(world, client, at):
    world.feed.revoked_at = at
    world.feed.save()

    assert client.get(address("calendar_feed", world)).status_code == 404


def test_feed_dies_when_its_person_leaves_the_organization(world, client, at):
    world.feed.person.memberships.update(ended_at=at)

    assert client.get(address("calendar_feed", world)).status_code == 404


def test_nothing_is_answered_before_anything_is_published(client):
    fair = make_fair()
    supplier = make_supplier(fair)
    client.force_login(make_staff(supplier))

    url = reverse("participant_pdf", kwargs={"slug": fair.slug, "code": supplier.code})

    assert client.get(url).status_code == 404


def test_fair_that_is_not_announced_does_not_exist_for_strangers(client):
    fair = make_fair(state="preparing")
    make_published(fair)
    fair.state = "preparing"
    fair.save()
    url = reverse("wall_pdf", kwargs={"slug": fair.slug})

    client.force_login(make_person())
    assert client.get(url).status_code == 404
    client.force_login(make_officer(fair))
    assert client.get(url).status_code == 200


def test_party_gets_its_own_meetings_and_the_officer_all(world, client):
    def requests(persona, name="timetable_json"):
        client.force_login(world.people[persona])
        answer = json.loads(client.get(address(name, world)).content)
        return [meeting["request"] for meeting in answer["meetings"]]

    assert requests("supplier_staff") == [world.request.code]
    assert len(requests("buyer_staff")) == len(requests("fair_officer")) == 2
    assert requests("fair_officer", "plan_timetable_json") == [world.request.code]


def test_json_tells_hours_with_the_fairs_offset_and_both_names(world, client):
    client.force_login(world.people["supplier_staff"])

    answer = json.loads(client.get(address("timetable_json", world)).content)

    assert (answer["version"], answer["serial"]) == (1, None)
    assert answer["meetings"][0]["starts_at"] == "2026-11-25T10:00:00+09:00"
    assert answer["meetings"][0]["supplier"]["name"] == {"ko": "한빛정밀", "en": "한빛정밀"}


def test_csv_begins_with_the_mark_that_korean_excel_needs(world, client):
    client.force_login(world.people["supplier_staff"])

    response = client.get(address("timetable_csv", world))

    lines = response.content.decode("utf-8-sig").splitlines()
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert len(lines) == 2
    assert "한국수력원자력" in lines[1]


def test_draft_says_on_every_page_that_it_is_one(world, client):
    client.force_login(world.people["fair_officer"])

    draft = client.get(address("plan_participants_pdf", world))
    published = client.get(address("participants_pdf", world))

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(draft.content)).pages]
    assert all("초안 2번" in page for page in pages)
    assert "초안" not in PdfReader(io.BytesIO(published.content)).pages[0].extract_text()


def test_file_carries_the_participants_name_and_is_kept_out_of_caches(world, client):
    client.force_login(world.people["supplier_staff"])

    response = client.get(address("participant_xlsx", world))

    assert "filename*=utf-8''" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
