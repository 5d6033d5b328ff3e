"""Who may open and press what about reviews."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from tests.factories import MOMENT
from tests.judging.factories import make_seal
from tests.web.judging.worlds import judging_world, rubric, signed_in_as
from tests.web.matrix_judging import PERSONAS, PRESSES, ROUTES

from sangsaeng.judging.models import Look, Review
from sangsaeng.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return judging_world()


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


def arguments(world):
    code = {"code": world.review.code}
    of = {
        "review_home": {},
        "review_export": {"form": "json"},
        "review_file": code | {"number": 1},
        "review_remind": {"code": world.judge.code},
    }
    return {route: of.get(route, code) for route in ROUTES}


def bodies(world):
    return {
        "review_save": rubric(world.review),
        "review_submit": rubric(world.review),
        "review_send_back": {"reason": "두 번째 항목"},
    }


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    answers = {}
    for route in ROUTES:
        url = reverse(route, kwargs=arguments(world)[route])
        answers[route] = {}
        for persona in PERSONAS:
            sign_in(client, world, persona)
            answers[route][persona] = client.get(url).status_code

    assert answers == ROUTES


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    if route == "review_send_back":
        Review.objects.filter(pk=world.review.pk).update(state="submitted", submitted_at=MOMENT)
    url = reverse(route, kwargs=arguments(world)[route])
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, bodies(world).get(route, {})).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


@pytest.mark.parametrize("route", ["review", "review_file", "review_save", "review_submit"])
def test_a_fragment_is_refused_wherever_its_page_is(client, world, route):
    url = reverse(route, kwargs=arguments(world)[route])
    ask = client.get if route in {"review", "review_file"} else client.post
    for persona in PERSONAS:
        if persona == "judge":
            continue
        sign_in(client, world, persona)
        answer = ask(url, bodies(world).get(route, {}), headers={"HX-Request": "true"})
        assert answer.status_code in {302, 401, 404}, persona


def test_a_judge_reaches_none_of_the_other_reviews_by_their_codes(client, world):
    client.force_login(world.people["judge"])
    for review in (world.closed, world.barred):
        for route in ("review", "review_send_back"):
            assert client.get(reverse(route, args=[review.code])).status_code == 404
        assert client.get(reverse("review_file", args=[review.code, 1])).status_code == 404
    assert client.get(reverse("review_file", args=[world.review.code, 2])).status_code == 404


def test_codes_a_judge_is_not_given_open_nothing_for_a_judge(client, world):
    client.force_login(world.people["judge"])
    for code in (world.entry.code, world.file.code, world.judge.code, world.large.code):
        assert client.get(reverse("review", args=[code])).status_code == 404
    for route in ("review_home",):
        assert client.get(reverse(route), {"q": "한빛", "lead": world.large.pk}).status_code == 200


def as_read(answer, code):
    """A page without its form's token and without the address that was asked for."""
    page = answer.content.decode().replace(code, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken[^}]+', "", page)


@pytest.mark.parametrize("persona", ["team_lead", "conflicted_judge", "undeclared_judge"])
def test_what_is_forbidden_answers_like_what_is_missing(client, world, persona):
    client.force_login(world.people[persona])
    forbidden = client.get(reverse("review", args=[world.review.code]))
    missing = client.get(reverse("review", args=["ZZZZZZZZ"]))

    assert forbidden.status_code == missing.status_code == 404
    assert as_read(forbidden, world.review.code) == as_read(missing, "ZZZZZZZZ")


def test_every_opening_leaves_a_look(world):
    browser = signed_in_as(world.people["judge"])
    browser.get(reverse("review", args=[world.review.code]))
    browser.get(reverse("review_file", args=[world.review.code, 1]))
    browser.get(reverse("review_export", args=["csv"]))

    looks = Look.objects.order_by("pk").values_list("what", "entry", "person")
    who = world.people["judge"].pk
    assert list(looks) == [
        ("entry", world.entry.pk, who),
        ("file", world.entry.pk, who),
        ("export", None, who),
    ]


def test_answers_stay_on_no_shared_device(world):
    browser = signed_in_as(world.people["judge"])
    for url in (
        reverse("review_home"),
        reverse("review", args=[world.review.code]),
        reverse("review_file", args=[world.review.code, 1]),
        reverse("review_export", args=["csv"]),
    ):
        assert "no-store" in browser.get(url)["Cache-Control"]


def test_a_browser_may_name_our_own_site_as_the_one_that_posts_a_review(world):
    """Without any referrer it says «null», and the review would be refused as a forged post."""
    page = signed_in_as(world.people["judge"]).get(reverse("review", args=[world.review.code]))

    assert page["Referrer-Policy"] == "same-origin"


def test_while_judging_stands_still_the_page_is_read_and_nothing_is_written(world):
    make_seal(world.call, world.officer)
    browser = signed_in_as(world.people["judge"])
    page = browser.get(reverse("review", args=[world.review.code]))
    refused = browser.post(reverse("review_save", args=[world.review.code]), rubric(world.review))

    assert page.status_code == 200
    assert "points-effort" not in page.content.decode()
    assert refused.status_code == 422
    assert not world.review.scores.exists()
