"""The benchmark of the fair's day asks what it says, flatters nobody, and leaves nothing behind."""

import json

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sangsaeng.cli.bench import bench
from sangsaeng.cli.bench.fairday import behind_sessions
from sangsaeng.cli.bench.fairday.load import WARM_UP, Kind, kind_of, request_of
from sangsaeng.cli.bench.fairday.rounds import CSRF, ROUNDS, kinds
from sangsaeng.cli.bench.web import HEAD, table
from sangsaeng.fairs.bridge import problem_of
from sangsaeng.fairs.models import Fair, Mark
from sangsaeng.kernel import clock
from sangsaeng.sample.crowd import gather_crowd

SMALL = 50


@pytest.fixture
def crowd(db):  # noqa: ARG001 - the crowd is rows
    return gather_crowd(SMALL, at=clock.now())


def as_json(crowd):
    """The crowd as the rounds read it."""
    phones = [
        {"live": phone.live, "page": phone.page, "session": phone.session} for phone in crowd.phones
    ]
    return {
        "phones": phones,
        "desk": crowd.desk,
        "marks": crowd.marks,
        "meetings": crowd.meetings,
    }


def test_crowd_is_a_fair_in_which_nobody_is_in_two_places(crowd):
    fair = Fair.objects.get(slug="crowd")
    timetable = fair.timetables.get(state="published")
    meetings = timetable.meetings.select_related("slot", "buyer", "supplier")

    assert len(crowd.phones) == fair.participants.count() == SMALL
    assert meetings.count() == 16 * (SMALL // 5)
    assert timetable.seats.count() == meetings.count()
    assert len({(one.slot_id, one.buyer_id) for one in meetings}) == meetings.count()
    assert {
        sum(one.supplier_id == s for one in meetings) for s in {one.supplier_id for one in meetings}
    } == {4}
    assert problem_of(fair) is not None


def test_every_phone_of_the_crowd_is_signed_in_at_its_own_page(client, crowd):
    for phone in (crowd.phones[0], crowd.phones[-1]):
        client.cookies[settings.SESSION_COOKIE_NAME] = phone.session

        assert client.get(phone.page).status_code == 200
        assert phone.live.encode() in client.get(phone.page).content
        assert client.get(phone.live, headers={"If-None-Match": '"0"'}).status_code == 304


def test_desk_of_the_crowd_may_mark_what_the_rounds_send(crowd):
    client = Client(enforce_csrf_checks=True)
    (usual,) = (one for one in ROUNDS if one.name == "usual")
    messages = kinds(usual, 10, as_json(crowd))["marks"]["messages"]
    for message in messages[8:10]:
        answer = client.post(
            message["path"],
            message["body"],
            content_type="application/json",
            headers=message["headers"],
        )

        assert answer.status_code == 200, answer.content
    assert CSRF in messages[0]["headers"]["Cookie"]
    assert Mark.objects.count() == 2


def test_twin_differs_from_the_site_in_one_line():
    short = [one for one in settings.MIDDLEWARE if one not in behind_sessions.MIDDLEWARE]

    assert short == ["sangsaeng.web.middleware.PhonesFirst"]
    assert reverse("live", args=["X"]) == "/live/X"


def test_polls_carry_a_session_only_to_the_twin(crowd):
    own, twin = (
        kinds(one, 10, as_json(crowd))["polls"]["messages"][0]["headers"]
        for one in ROUNDS
        if one.name in ("usual", "twin")
    )

    assert "Cookie" not in own
    assert "sessionid=" in twin["Cookie"]


def test_herd_is_every_phone_once(crowd):
    (herd,) = (one for one in ROUNDS if one.name == "herd")
    asked = kinds(herd, 10, as_json(crowd))["pages"]

    assert asked["number"] == len(asked["messages"]) == SMALL
    kind = kind_of("pages", asked, {"seconds": 10})
    assert len(kind.due) == SMALL
    assert max(kind.due) <= herd.herd_within


def test_time_counts_from_when_a_request_was_due_and_warming_up_counts_nothing():
    kind = Kind("polls", iter(()), due=[], first=WARM_UP)
    kind.note(WARM_UP - 0.1, "200", 60.0)
    kind.note(WARM_UP, "304", WARM_UP + 0.25)
    kind.note(WARM_UP + 1, "500", WARM_UP + 1.75)
    kind.note(WARM_UP + 1, "TimeoutError", WARM_UP + 2)
    found = kind.findings()

    assert (found["asked"], found["errors"]) == (3, 2)
    assert (found["p50"], found["max"]) == (750.0, 1000.0)
    assert found["drained"] == 2.0


def test_requests_are_due_at_the_rate_that_was_asked_for():
    kind = kind_of(
        "polls", {"rate": 200, "messages": [{"path": "/", "headers": {}}]}, {"seconds": 57}
    )

    assert len(kind.due) == 200 * 60
    assert kind.due == sorted(kind.due)
    assert kind.due[-1] == pytest.approx(60, rel=0.05)


def test_request_goes_over_the_wire_whole():
    get = request_of({"path": "/live/X", "headers": {"If-None-Match": '"0"'}})
    post = request_of({"path": "/x", "headers": {}, "body": "한"})

    assert get.startswith(b"GET /live/X HTTP/1.1\r\n")
    assert b'If-None-Match: "0"\r\n' in get
    assert post.startswith(b"POST /x HTTP/1.1\r\n")
    assert b"Content-Length: 3\r\n" in post
    assert post.endswith(b"\r\n\r\n\xed\x95\x9c")


def test_whole_benchmark_runs_on_a_small_fair(tmp_path):
    out = tmp_path / "findings.json"
    asked = ["web", "--fair", "--phones", "50", "--seconds", "1", "--json", str(out)]
    done = CliRunner().invoke(bench, [*asked, "--rounds", "usual,herd"])

    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text())["rounds"]
    assert found["usual"]["kinds"]["polls"]["statuses"].keys() <= {"200", "304"}
    assert found["herd"]["kinds"]["pages"]["statuses"] == {"200": 50}
    for word in (*HEAD[:-1], "polls", "pages", "marks"):
        assert word in done.stdout


def test_round_that_failed_says_why():
    failed = {
        "usual": {
            "load_before": [1.0],
            "memory_mb": 10,
            "server_seconds": 2.0,
            "kinds": {"failed": "broken pipe"},
        }
    }

    assert "broken pipe" in table(failed)


@pytest.mark.parametrize("wrong", [["--phones", "51"], ["--rounds", "other"], ["--phones", "5"]])
def test_wrong_option_is_refused(wrong):
    assert CliRunner().invoke(bench, ["web", "--fair", *wrong]).exit_code == 2
