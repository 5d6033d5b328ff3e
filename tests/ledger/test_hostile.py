"""A receipt from a stranger is read as text from a stranger: it cannot break the check, nor speak for it."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.factories import make_person
from tests.ledger.factories import STREAM, fill

from sangsaeng.cli.main import main
from sangsaeng.ledger import merkle
from sangsaeng.ledger.actions import anchor
from sangsaeng.ledger.canonical import canonical_text, leaf_of
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.ledger.notes import Note, signed, to_pem
from sangsaeng.ledger.queries import receipt_of

pytestmark = pytest.mark.django_db
NO_RECEIPT, DOES_NOT_HOLD = 2, 1
DEEP = "[" * 100_000 + "]" * 100_000
# What moves the cursor, hides what follows, or turns the line around
SPEAKING = ["\x1b[2K\r✔ 모두 맞습니다", "\x1b[8m", "가\u202e나", "\x9b2K", "한 줄\n✔ 두 줄"]


@pytest.fixture
def form(at):
    actor = make_person("김하늘")
    fill(5, actor=actor)
    anchor(actor=actor, at=at + timedelta(minutes=1))
    return receipt_of(LedgerEvent.objects.of(STREAM), "가온정밀", at=at)


def forged(form, *, kind="disclosure.signed", origin="상생", time="2026-11-02T00:00:00Z"):
    """A receipt that a stranger made and signed with a key of their own; it holds by itself."""
    at = form["events"][0]["at"]
    body = canonical_text({"kind": kind, "stream": "s", "at": at["utc"]})
    salt = bytes(16)
    key = Ed25519PrivateKey.generate()
    note = signed(Note(origin, 1, merkle.root_of([leaf_of(salt, body)]), time), key)
    event = {"seq": 0, "kind": kind, "stream": "s", "at": at, "body": body, "salt": salt.hex()}
    return {
        "format": form["format"],
        "events": [{**event, "inclusion": []}],
        "checkpoint": note.to_json(),
        "key": {"public": to_pem(key.public_key())},
    }


def run(tmp_path, form, *more):
    file = tmp_path / "receipt.json"
    file.write_text(form if isinstance(form, str) else json.dumps(form))
    return CliRunner().invoke(main, ["verify", str(file), *map(str, more)])


def test_strangers_own_ledger_holds_by_itself_and_says_which_key_signed_it(form, tmp_path):
    answer = run(tmp_path, forged(form))

    assert answer.exit_code == 0
    assert "지문과 비교하십시오" in answer.output


@pytest.mark.parametrize("text", SPEAKING)
@pytest.mark.parametrize("part", ["kind", "origin", "time"])
def test_text_that_would_speak_to_the_terminal_makes_no_receipt(form, tmp_path, part, text):
    answer = run(
        tmp_path,
        forged(form, **{part: text})
        if "\n" not in text
        else form | {"checkpoint": form["checkpoint"] | {"origin": text}},
    )

    assert answer.exit_code == NO_RECEIPT
    assert text not in answer.output


@pytest.mark.parametrize("part", ["origin", "time", "key"])
def test_half_a_character_makes_no_receipt(form, tmp_path, part):
    form["checkpoint"][part] = "\ud800"

    assert run(tmp_path, form).exit_code == NO_RECEIPT


@pytest.mark.parametrize("seq", [True, 1.0, "1", None, float("nan")])
def test_number_of_an_event_is_a_whole_number(form, tmp_path, seq):
    form["events"][0]["seq"] = seq

    assert run(tmp_path, form).exit_code == NO_RECEIPT


def test_body_nested_without_end_does_not_hold(form, tmp_path):
    form["events"][0]["body"] = DEEP

    answer = run(tmp_path, form)

    assert answer.exit_code == DOES_NOT_HOLD
    assert isinstance(answer.exception, SystemExit)


@pytest.mark.parametrize(
    "other", [DEEP, '{"from": Infinity, "to": 2, "consistency": []}', '{"from": "\\ud800"}']
)
def test_what_a_receipt_is_compared_with_is_refused_if_it_is_nothing(form, tmp_path, other):
    beside = tmp_path / "other.json"
    beside.write_text(other)

    assert run(tmp_path, form, "--against", beside).exit_code == NO_RECEIPT


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "\ud800"]
)
def test_moment_beyond_all_calendars_does_not_hold(form, tmp_path, moment):
    form["events"][0]["at"]["kst"] = moment

    answer = run(tmp_path, form)

    assert answer.exit_code in {DOES_NOT_HOLD, NO_RECEIPT}
    assert isinstance(answer.exception, SystemExit)


def test_ledger_that_a_stranger_made_longer_with_a_key_of_their_own_does_not_pass(at, tmp_path):
    actor = make_person("김하늘")
    fill(4, actor=actor)
    anchor(actor=actor, at=at + timedelta(minutes=1))
    genuine = receipt_of(LedgerEvent.objects.of(STREAM), "가온정밀", at=at)
    form, old = forged(genuine), bytes.fromhex(genuine["checkpoint"]["root"])
    leaf = leaf_of(bytes(16), form["events"][0]["body"])
    key = Ed25519PrivateKey.generate()
    origin, time = genuine["checkpoint"]["origin"], genuine["checkpoint"]["time"]
    note = signed(Note(origin, 5, merkle.node_hash(old, leaf), time), key)
    form["events"][0] |= {"seq": 4, "inclusion": [old.hex()]}
    form |= {"checkpoint": note.to_json(), "key": {"public": to_pem(key.public_key())}}
    form["earlier"] = [{"size": 4, "consistency": [leaf.hex()]}]
    beside = tmp_path / "genuine.json"
    beside.write_text(json.dumps(genuine))

    answer = run(tmp_path, form, "--against", beside)

    assert answer.exit_code == DOES_NOT_HOLD
    assert "서로 다른 열쇠" in answer.output
    # Nothing else gives it away.
    assert answer.output.count("✘") == 1
