"""What names a row by number: plain digits, as many as a row can have; all else is not found."""

import json

import pytest
from django.urls import reverse
from tests.fairs.factories import make_officer, make_session
from tests.fairs.personas import make_world

from sangsaeng.web.keys import NO_ROW, key_of

pytestmark = pytest.mark.django_db
ODD = ("", "²", "٣", "-1", "1_0", "9" * 18, "9" * 5000, "1\x00")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def officer(client, world):
    """An officer's own browser."""
    client.force_login(make_officer(world.fair))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_digits_are_a_number(text, number):
    assert key_of(text) == number


@pytest.mark.parametrize("text", [one for one in ODD if one != "9" * 18])
def test_anything_else_names_nothing(text):
    assert key_of(text) == NO_ROW


@pytest.mark.parametrize("odd", ODD)
def test_no_page_stumbles_over_a_number_that_names_nothing(officer, world, odd):
    fair, request = [world.fair.slug], [world.fair.slug, world.request.code]
    session = make_session(world.fair)
    draft = [world.fair.slug, world.draft.serial]
    meeting = [*draft, world.request.code]
    reads = [
        (reverse("participant_timetable", args=[*fair, world.supplier.code]), {"serial": odd}),
        (reverse("plan_compare", args=draft), {"with": odd}),
        (reverse("plan_meeting", args=meeting), {"slot": odd}),
        (reverse("plan_move", args=meeting), {"to": f"{odd}-{odd}"}),
        (reverse("desk", args=fair), {"slot": odd, "hall": odd}),
        (reverse("fair_received", args=fair), {"for": odd, "page": odd, "state": odd}),
        (reverse("fair_requests", args=fair), {"buyer": odd, "placed": odd, "q": odd}),
        (reverse("notices"), {"page": odd, "group": odd}),
        (reverse("results_notes", args=fair), {"buyer": odd, "rung": odd, "missing": odd}),
        (reverse("desk_waiting", args=fair), {"q": odd}),
    ]
    presses = [
        (reverse("fair_request_pin", args=request), {"slot": odd}),
        (reverse("plan_pin", args=meeting), {"slot": odd}),
        (reverse("plan_move", args=meeting), {"to": f"{odd}-{odd}"}),
        (
            reverse("fair_participant", args=[*fair, world.supplier.code]),
            {"part": "times", "away": odd},
        ),
        (reverse("desk_booking", args=request), {"place": f"{odd}-{odd}", "walk_in": odd}),
        (reverse("desk_changes_preview", args=fair), {"d": f"late:{odd}:{odd}", "stamp": odd}),
        (reverse("program_seat", args=[*fair, session.pk]), {"participant": odd}),
        (reverse("fair_request_answer", args=request), {"wish": odd, "side": odd, "note": odd}),
    ]

    answers = {url: officer.get(url, data).status_code for url, data in reads}
    pressed = {url: officer.post(url, data).status_code for url, data in presses}

    assert {url: status for url, status in (answers | pressed).items() if status >= 500} == {}


def test_attendees_of_a_session_without_a_number_are_not_found(officer, world):
    url = f"/fairs/{world.fair.slug}/sessions/{'9' * 5000}/attendees.csv"

    assert officer.get(url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "participants/%00/timetable/",
        "requests/A%00B/",
        "offers/%00/",
        "directory/%00/",
        "results/meetings/%00/",
    ],
)
def test_sign_that_no_database_looks_up_is_refused(officer, world, path):
    assert officer.get(f"/fairs/{world.fair.slug}/{path}").status_code in {400, 404}


def test_program_that_sends_such_a_sign_is_refused(officer, world):
    walk_in = {"name": "새로정밀", "wanted": ["\x00"]}
    answer = officer.post(
        f"/api/v1/fairs/{world.fair.slug}/walk-ins", json.dumps(walk_in), "application/json"
    )

    assert answer.status_code == 422
