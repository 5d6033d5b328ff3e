"""The ledger's public side tells its signed states, and nothing of any event."""

import json

import pytest
from django.urls import reverse
from tests.factories import make_operator, make_person
from tests.ledger.factories import fill, write_down
from tests.web import matrix_ledger

from sangsaeng.ledger.actions import anchor
from sangsaeng.ledger.comparing import Proofs, check_list
from sangsaeng.ledger.keys import public_keys
from sangsaeng.ledger.models import Checkpoint
from sangsaeng.ledger.notes import Note, Step, from_pem, key_id
from sangsaeng.ledger.publishing import publish_checkpoints
from sangsaeng.web.views import ledger

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.LEDGER_KEY = settings.KEYS_ROOT / "ledger-ed25519.pem"
    settings.TRANSPARENCY_ROOT = tmp_path / "transparency"


@pytest.fixture
def newest(at):
    """A ledger signed twice and listed."""
    actor = make_person("김하늘")
    fill(2, actor=actor)
    anchor(actor=actor, at=at)
    write_down({"canary": "카나리아"}, actor=actor, at=at, stream="disclosure:CANARY")
    checkpoint = anchor(actor=actor, at=at)
    publish_checkpoints()
    return checkpoint


def get(client, name, *arguments, **query):
    return client.get(reverse(name, args=arguments), query)


@pytest.mark.parametrize("route", matrix_ledger.ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(route, client, newest):
    people = {"anonymous": None, "person": make_person(), "operator": make_operator()}
    answers = {}
    for persona, person in people.items():
        client.logout()
        if person is not None:
            client.force_login(person)
        answers[persona] = client.get(matrix_ledger.address(route, newest.key)).status_code

    assert answers == matrix_ledger.ROUTES[route]


def test_page_shows_states_and_key_and_says_what_they_are_not(client, newest):
    text = get(client, "ledger").content.decode()

    (key,) = public_keys()
    for part in (
        newest.root,
        key,
        "나중에 바뀌면 드러난다는 뜻입니다",
        "바꿀 수 없다는 뜻은 아닙니다",
    ):
        assert part in text


def test_empty_ledger_says_when_there_will_be_something(client):
    assert "아직 서명된 기록이 없습니다" in get(client, "ledger").content.decode()
    assert b"".join(get(client, "ledger_checkpoints_txt").streaming_content) == b""
    answer = get(client, "ledger_checkpoints_json").json()
    assert answer == {"newest": None, "checkpoints": [], "next": None}


def test_nothing_of_an_event_is_public(client, newest):
    for route in matrix_ledger.ROUTES:
        answer = client.get(matrix_ledger.address(route, newest.key))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for canary in ("CANARY", "카나리아", "김하늘", "disclosure.viewed"):
            assert canary not in content.decode(), route


def test_list_for_programs_and_file_tell_the_same_and_hold(client, newest):
    file = b"".join(get(client, "ledger_checkpoints_txt").streaming_content).decode()
    steps = [Step.from_line(line) for line in file.splitlines()]
    answer = get(client, "ledger_checkpoints_json").json()

    assert [step.to_json() for step in steps] == answer["checkpoints"]
    assert all(finding.is_sound for finding in check_list(steps, public_keys()))
    assert Note.from_json(answer["newest"]) == newest.note


def test_long_list_comes_in_parts(client, newest, monkeypatch):
    monkeypatch.setattr(ledger, "AT_ONCE", 1)
    first = get(client, "ledger_checkpoints_json").json()
    second = client.get(first["next"]).json()

    assert [one["size"] for one in first["checkpoints"] + second["checkpoints"]] == [2, 3]
    assert second["next"] is None
    assert newest.size == 3


def test_growth_is_proved(client, newest):
    answer = get(client, "ledger_consistency", **{"from": 2, "to": 3}).json()

    assert answer["to_root"] == newest.root
    assert list(Proofs.from_json(answer).known) == [(2, 3)]


@pytest.mark.parametrize(
    "query",
    [{}, {"from": "0", "to": "3"}, {"from": "2", "to": "4"}, {"from": "3", "to": "2"}]
    + [{"from": junk, "to": "3"} for junk in ("-1", "x", "1.0", "٣", "9" * 99, "")],
)
def test_proof_that_cannot_be_is_refused(query, client, newest):
    assert get(client, "ledger_consistency", **query).status_code == 422
    assert newest


def test_key_is_given_as_a_file_and_no_other_file_is(client, newest):
    answer = get(client, "ledger_key", newest.key)

    assert key_id(from_pem(answer.content)) == newest.key
    assert b"PRIVATE" not in answer.content
    for wrong in ("ed25519", "0" * 16, "..%2fledger-ed25519"):
        assert get(client, "ledger_key", wrong).status_code == 404


def test_looking_changes_nothing_and_asks_the_same_of_long_lists(
    client, newest, at, django_assert_num_queries
):
    with django_assert_num_queries(3):
        get(client, "ledger")
    actor = make_person()
    for _time in range(4):
        fill(1, actor=actor)
        anchor(actor=actor, at=at)
    before = json.dumps(list(Checkpoint.objects.values_list("size", flat=True)))
    with django_assert_num_queries(3):
        get(client, "ledger")

    assert json.dumps(list(Checkpoint.objects.values_list("size", flat=True))) == before
    assert newest
