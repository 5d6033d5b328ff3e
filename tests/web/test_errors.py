"""A page that says no leads on: back to where the press was, or to the first page."""

import pytest
from django.urls import reverse
from tests.fairs.factories import make_fair, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(client):
    """Press for a plan of a fair that has nothing to plan, coming from a page."""
    fair = make_fair()
    client.force_login(make_officer(fair))
    return lambda came_from: client.post(
        reverse("plan_start", args=[fair.slug]), headers={"Referer": came_from}
    )


def test_refused_press_leads_back_to_its_page(press):
    answer = press("http://testserver/fairs/fair/plan/?page=2")

    assert answer.status_code == 422
    assert 'href="/fairs/fair/plan/?page=2"' in answer.content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/x", "//evil.example", "javascript:alert(1)", ""]
)
def test_refused_press_leads_to_no_other_site(press, elsewhere):
    page = press(elsewhere).content.decode()

    assert "evil.example" not in page
    assert "javascript:alert" not in page
    assert "첫 화면으로" in page


def test_path_that_a_browser_reads_as_a_host_is_not_linked(press):
    assert "evil.example" not in press("http://testserver//evil.example/").content.decode()


def test_page_that_is_refused_does_not_lead_to_itself(client):
    client.force_login(make_officer(make_fair()))
    missing = "/fairs/there-is-none/"

    page = client.get(missing, headers={"Referer": f"http://testserver{missing}"}).content.decode()

    assert f'href="{missing}"' not in page


def test_page_shows_the_status_it_answers_with(press):
    answer = press("")

    assert ">422<" in "".join(answer.content.decode().split())
