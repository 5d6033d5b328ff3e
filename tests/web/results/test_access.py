"""Who opens a fair's results and copies it, and that a participant's page tells nothing sealed."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from tests.fairs.after_the_day import mark_both, note
from tests.fairs.factories import make_fair, make_forbidden, make_staff
from tests.fairs.personas import PERSONAS, make_world
from tests.fairs.queries.results.small_fair import make_small_fair
from tests.web.matrix_results import API, BODY, PRESSES, ROUTES, WHOLE_EXPORT, arguments
from time_machine import travel

from sangsaeng.fairs.models import Fair, Wish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment(at):
    with travel(at, tick=False):
        yield


@pytest.fixture
def world():
    return make_world()


def answers(client, world, ask):
    """What each persona is answered."""
    found = {}
    for persona in PERSONAS:
        client.logout()
        if persona in world.people:
            client.force_login(world.people[persona])
        found[persona] = ask().status_code
    return found


@pytest.mark.parametrize("route", sorted(ROUTES.keys() - API.keys()))
def test_each_persona_gets_the_answer_of_the_matrix(client, world, route):
    url = reverse(route, kwargs=arguments(world)[route])

    assert answers(client, world, lambda: client.get(url)) == ROUTES[route]


@pytest.mark.parametrize("chart", ["losses", "by-class", "tables", "rungs", "shares", "announced"])
def test_charts_of_the_whole_are_for_the_fairs_people(client, world, chart):
    world.fair.state = "ended"
    world.fair.save()
    url = reverse("fair_results_export", args=[world.fair.slug, chart, "csv"])

    assert answers(client, world, lambda: client.get(url)) == WHOLE_EXPORT


def test_each_persona_may_copy_only_as_the_matrix_says(client, world):
    url = reverse("fair_copy", args=[world.fair.slug])
    made = {}

    def press():
        with transaction.atomic():
            answer = client.post(url, BODY)
            made[len(made)] = Fair.objects.filter(slug=BODY["slug"]).exists()
            transaction.set_rollback(True)
        return answer

    assert answers(client, world, press) == PRESSES["fair_copy"]
    assert list(made.values()) == [persona == "operator" for persona in PERSONAS]


def test_an_unknown_chart_or_another_fair_is_not_found(client, world):
    client.force_login(world.people["fair_officer"])
    elsewhere = make_fair(state="preparing")

    assert client.get(f"/fairs/{world.fair.slug}/results/charts/secrets.csv").status_code == 404
    assert client.get(f"/fairs/{elsewhere.slug}/results/").status_code == 404
    assert client.get(f"/fairs/{elsewhere.slug}/copy/").status_code == 404


def page_of_a_participant(client, change):
    """The page of the public buyer in a world of its own, bare of what differs by chance."""
    sid = transaction.savepoint()
    small = make_small_fair(slug="small")
    change(small)
    small.fair.state = "ended"
    small.fair.save()
    client.force_login(make_staff(small.public, name="한담당", email="staff@example.org"))
    pages = [
        client.get(f"/fairs/small/results/{name}").content.decode()
        for name in ("", "charts/funnel.csv", "charts/funnel.json", "charts/past.csv")
    ]
    transaction.savepoint_rollback(sid)
    chance = r'csrf[^"]*" value="[^"]+"|nonce="[^"]+"|X-CSRFToken[^}]+'
    return [re.sub(chance, "", one) for one in pages]


def forbid(small):
    make_forbidden(small.large, small.suppliers["new"], "경쟁 관계")


def swap_refusals(small):
    """Another asked and was declined, and the first one let its request lapse."""
    declined, expired = small.requests["declined"], small.requests["expired"]
    declined.supplier, expired.supplier = small.suppliers["steady"], small.suppliers["new"]
    declined.buyer = expired.buyer = small.large
    expired.save()
    declined.supplier = small.suppliers["startup"]
    declined.asking_side = "buyer"
    declined.state, expired.state = "expired", "withdrawn"
    declined.save()
    expired.save()


def write_memos(small):
    one = small.requests["ordered"].notes.get(participant=small.large)
    one.memo, one.amount, one.rung = "다음에는 값을 깎을 것", 999_000_000, "paid"
    one.save()


def rank(small):
    small.requests["full"].supplier_wish = Wish.MUST
    small.requests["full"].save()


def note_one_more(small):
    """A next step more between two others: one that is too few to be told either way."""
    note(small.requests["marked"], small.large, next_step="시험 성적서")


@pytest.mark.parametrize("change", [forbid, swap_refusals, write_memos, rank])
def test_a_participants_page_does_not_change_with_what_it_may_not_know(client, change):
    as_it_is = page_of_a_participant(client, lambda _small: None)

    assert page_of_a_participant(client, change) == as_it_is


def test_the_comparison_would_see_a_difference(client):
    """The twin: a world that differs in what totals do tell gives another page."""

    def hold_two_more(small):
        for fate in ("unmarked", "late"):
            mark_both(small.requests[fate])
            note(small.requests[fate], small.large, next_step="견적")

    as_it_is = page_of_a_participant(client, lambda _small: None)
    assert page_of_a_participant(client, hold_two_more) != as_it_is
