"""Pages of a ceremony: prepared by officers, answered by guests."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.factories import MOMENT, make_member, make_operator
from tests.honors.factories import make_ceremony, make_honor
from tests.programs.factories import call_world, make_call
from tests.web.matrix_ceremony import PERSONAS, PRESSES, ROUTES, SENT, arguments
from time_machine import travel

from sangsaeng.honors.actions.guests import ask_guests, list_from_honors
from sangsaeng.honors.models import Ceremony, Guest
from sangsaeng.honors.sheets import GUESTS
from sangsaeng.kernel.imports import hand_in
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.programs.models import Officer

pytestmark = pytest.mark.django_db

SHEET = "이름,직함,기업·기관\n홍길동,이사,\n".encode()


@pytest.fixture
def world():
    """A ceremony whose guests were asked, and a sheet handed in by its officer."""
    world = call_world(state="published")
    for entry in (world.entry, world.rival):
        entry.state = "selected"
        entry.save()
    make_honor(
        world.program, world.large, world.small, call=world.call, entry=world.entry, number=1,
        title="세정 공정",
    )  # fmt: skip
    world.ceremony = make_ceremony(world.call)
    list_from_honors(world.ceremony, actor=world.officer, at=MOMENT)
    ask_guests(world.ceremony, actor=world.officer, at=MOMENT)
    world.guest = world.ceremony.guests.get(organization=world.small)
    subject = ("honors.ceremony", f"{world.ceremony.pk}")
    world.sheet = hand_in("명단.csv", SHEET, GUESTS, subject, actor=world.officer, at=MOMENT)
    former = make_member(world.host, name="전담당")
    Officer.objects.create(program=world.program, person=former, began_at=MOMENT, ended_at=MOMENT)
    world.people = {
        "outsider": world.outsider,
        "guest": world.small_lead,
        "other_guest": world.large_lead,
        "officer": world.officer,
        "former_officer": former,
        "operator": make_operator(),
    }
    with travel(MOMENT, tick=False):
        yield world


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


@pytest.mark.parametrize("route", ROUTES)
def test_who_may_open(client, world, route):
    url = reverse(route, kwargs=arguments(world)[route])
    answers = {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        answers[persona] = client.get(url).status_code
        assert client.get(url, headers={"HX-Request": "true"}).status_code == answers[persona]

    assert answers == ROUTES[route]


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("route", PRESSES)
def test_who_may_press(client, world, route, persona):
    url = reverse(route, kwargs=arguments(world)[route])
    data = dict(SENT.get(route, {}))
    if route == "ceremony_import":
        data["file"] = SimpleUploadedFile("명단.csv", SHEET)
    sign_in(client, world, persona)
    before = AuditEvent.objects.count()
    answer = client.post(url, data)
    done = AuditEvent.objects.count() > before

    assert answer.status_code == PRESSES[route][persona]
    assert done is (persona != "anonymous" and answer.status_code == 302)


def test_a_guest_of_another_ceremony_is_not_found_below_this_one(client, world):
    other = call_world_of_another(world)
    client.force_login(world.officer)

    for route in ("ceremony_guest", "ceremony_invitation"):
        url = reverse(route, kwargs={"slug": other.slug, "code": world.guest.code})
        assert client.get(url).status_code == 404


def call_world_of_another(world):
    call = make_call(world.program, slug="honors-2026-2", state="published")
    make_ceremony(call)
    return call


def test_before_it_is_set_the_page_says_what_to_do(client, world):
    Ceremony.objects.all().delete()
    client.force_login(world.officer)
    page = client.get(f"/calls/{world.call.slug}/ceremony/").content.decode()

    assert "시상식을 아직 정하지 않았습니다" in page
    assert client.get(f"/calls/{world.call.slug}/ceremony/guests/").status_code == 404


def test_the_hour_that_was_set_is_seouls(client, world):
    client.force_login(world.officer)
    client.post(f"/calls/{world.call.slug}/ceremony/plan/", SENT["ceremony_plan"])
    page = client.get(f"/calls/{world.call.slug}/ceremony/").content.decode()

    assert "2026-12-10 (목요일) 14:00" in page
    form = client.get(f"/calls/{world.call.slug}/ceremony/plan/").content.decode()
    assert "2026-12-10T14:00" in form


def test_the_chart_shows_everybody_once_and_prints_without_style(client, world):
    client.force_login(world.officer)
    client.post(f"/calls/{world.call.slug}/ceremony/seats/arrange/")
    page = client.get(f"/calls/{world.call.slug}/ceremony/seats/").content.decode()

    assert page.count("다솜대표") == 1
    assert "style=" not in page
    assert "자리가 없는 손님" not in page


def test_a_full_hall_says_so_on_the_page(client, world):
    Ceremony.objects.update(rows=1, seats_per_row=1)
    client.force_login(world.officer)
    answer = client.post(f"/calls/{world.call.slug}/ceremony/seats/arrange/", follow=True)

    assert "손님은 2명인데 자리는 1개입니다" in answer.content.decode()


def test_a_taken_seat_is_refused_beside_the_form(client, world):
    client.force_login(world.officer)
    client.post(f"/calls/{world.call.slug}/ceremony/seats/arrange/")
    answer = client.post(
        f"/calls/{world.call.slug}/ceremony/guests/{world.guest.code}/",
        {"name": "다솜대표", "row": "1", "seat": "1"},
    )

    assert answer.status_code == 422
    assert "이미 다른 손님이 있습니다" in answer.content.decode()


def test_the_list_goes_out_as_sheets_without_formulas(client, world):
    Guest.objects.update(title="=1+1")
    client.force_login(world.officer)
    path = f"/calls/{world.call.slug}/ceremony/guests"
    book = load_workbook(BytesIO(client.get(f"{path}.xlsx").content))

    assert not [c for row in book.active.iter_rows() for c in row if c.data_type == "f"]
    assert json.loads(client.get(f"{path}.json").content)["count"] == 2


def test_a_sheet_is_looked_at_and_entered_whole_or_not_at_all(client, world):
    client.force_login(world.officer)
    start = f"/calls/{world.call.slug}/ceremony/guests/import/"
    wrong = "이름,직함,기업·기관\n홍길동,이사,\n임꺽정,,없는회사\n".encode()
    there = client.post(start, {"file": SimpleUploadedFile("명단.csv", wrong)})["Location"]
    preview = there.replace("columns", "preview")

    assert "알아볼 수 없습니다" in client.get(preview).content.decode()
    assert client.post(preview, {"enter": "1"}).status_code == 422
    assert Guest.objects.count() == 2
    there = client.post(start, {"file": SimpleUploadedFile("명단.csv", SHEET)})["Location"]
    client.post(there.replace("columns", "preview"), {"enter": "1"})
    assert Guest.objects.filter(name="홍길동", title="이사").count() == 1


def test_the_press_sheet_is_given_as_text_and_as_a_readable_pdf(client, world):
    client.force_login(world.officer)
    path = f"/calls/{world.call.slug}/ceremony/press"
    text = client.get(f"{path}.txt").content.decode()
    pdf = PdfReader(BytesIO(client.get(f"{path}.pdf").content))
    read = "".join(page.extract_text() for page in pdf.pages)

    assert "한빛전자와 다솜세정은" in text
    assert "세정 공정" in read
    assert "윈윈 아너스" in read
    assert "이행 노력에 대한 답" not in text + read


@pytest.mark.parametrize("page", ["", "guests/", "seats/", "press/"])
def test_a_page_of_many_costs_what_a_page_of_few_does(client, world, page):
    client.force_login(world.officer)
    url = f"/calls/{world.call.slug}/ceremony/{page}"
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(3):
        Guest.objects.create(
            ceremony=world.ceremony, name=f"손님{number}", organization=world.small
        )
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few)
