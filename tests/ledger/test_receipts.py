"""A receipt proves by itself what its party was told, and notices every change to it."""

import json
from copy import deepcopy
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import make_person
from tests.ledger.factories import STREAM, fill

from sangsaeng.ledger.actions import anchor
from sangsaeng.ledger.canonical import canonical_text
from sangsaeng.ledger.comparing import Proofs, compare_receipts
from sangsaeng.ledger.keys import public_keys
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.ledger.notes import Note, Unreadable, key_id, signed, to_pem
from sangsaeng.ledger.queries import consistency_between, receipt_of
from sangsaeng.ledger.receipts import Receipt, check_receipt
from sangsaeng.ledger.refusals import NotSignedYet

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return make_person("김하늘")


@pytest.fixture
def form(actor, at):
    """A receipt for three events of a stream, in a ledger of twelve."""
    fill(4, actor=actor, stream="disclosure:OTHER")
    fill(3, actor=actor)
    fill(5, actor=actor, stream="disclosure:OTHER")
    anchor(actor=actor, at=at + timedelta(minutes=1))
    return receipt_of(LedgerEvent.objects.of(STREAM), "가온정밀 · 김하늘", at=at)


def wrong(form, keys=None):
    findings = check_receipt(Receipt.from_json(json.loads(json.dumps(form))), keys)
    return [finding.code for finding in findings if not finding.is_sound]


def test_receipt_holds_by_itself_and_with_the_ledgers_key(form):
    assert wrong(form) == []
    assert wrong(form, public_keys()) == []


def test_receipt_tells_when_in_both_times_and_holds_nothing_of_other_streams(form):
    first = form["events"][0]

    assert first["at"] == {"utc": "2026-11-02T00:00:00.000000Z", "kst": "2026-11-02T09:00:00+09:00"}
    assert [event["seq"] for event in form["events"]] == [4, 5, 6]
    assert "OTHER" not in json.dumps(form)


def test_one_event_makes_a_receipt_too(form, at):
    assert wrong(receipt_of(LedgerEvent.objects.get(seq=5), "가온정밀", at=at)) == []
    assert form["checkpoint"]["size"] == 12


def test_event_that_is_not_signed_yet_has_no_receipt(form, actor, at):
    (event,) = fill(1, actor=actor)

    with pytest.raises(NotSignedYet):
        receipt_of(event, "가온정밀", at=at)
    with pytest.raises(NotSignedYet):
        receipt_of([], "가온정밀", at=at)
    assert form


def test_making_a_receipt_writes_nothing_and_asks_little(form, at, django_assert_max_num_queries):
    stream = list(LedgerEvent.objects.of(STREAM))
    with django_assert_max_num_queries(12) as asked:
        receipt_of(stream, "가온정밀", at=at)

    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
    assert form


def changes(form):
    """Every single thing that somebody could change in a receipt, with what notices it."""
    event = form["events"][1]
    later = {"utc": "2026-11-03T00:00:00.000000Z", "kst": "2026-11-03T09:00:00+09:00"}
    return {
        "body": (("events", 1, "body"), event["body"].replace("쪽", "장"), "inclusion"),
        "time": (("events", 1, "at"), later, "fields"),
        "time in Korea": (("events", 1, "at", "kst"), later["kst"], "fields"),
        "kind": (("events", 1, "kind"), "disclosure.refused", "fields"),
        "stream": (("events", 1, "stream"), "disclosure:EFGH", "fields"),
        "salt": (("events", 1, "salt"), "00" * 16, "inclusion"),
        "seq": (("events", 1, "seq"), 6, "inclusion"),
        "proof": (("events", 1, "inclusion", 0), "00" * 32, "inclusion"),
        "root": (("checkpoint", "root"), "00" * 32, "signature"),
        "size": (("checkpoint", "size"), 13, "signature"),
        "signed time": (("checkpoint", "time"), "2026-11-03T00:00:00Z", "signature"),
        "origin": (("checkpoint", "origin"), "example.org/ledger", "signature"),
        "signature": (("checkpoint", "signature"), "00" * 64, "signature"),
        "short signature": (("checkpoint", "signature"), "00", "signature"),
        "key": (("checkpoint", "key"), "0" * 16, "signature"),
    }


WHAT = (
    *("body", "time", "kind", "stream", "salt", "seq", "proof", "root", "size", "signed time"),
    *("time in Korea", "origin", "signature", "short signature", "key"),
)


@pytest.mark.parametrize("what", WHAT)
def test_change_is_noticed(what, form):
    path, value, code = changes(form)[what]

    assert code in wrong(put(form, path, value))


def put(form, path, value):
    """The form with another value at one place."""
    changed = deepcopy(form)
    place = changed
    for step in path[:-1]:
        place = place[step]
    assert place[path[-1]] != value
    place[path[-1]] = value
    return changed


def test_rewritten_body_and_time_together_are_noticed(form):
    body = json.loads(form["events"][0]["body"])
    body["at"] = "2026-11-03T00:00:00.000000Z"
    changed = put(form, ("events", 0, "body"), canonical_text(body))
    changed["events"][0]["at"] = {"utc": body["at"], "kst": "2026-11-03T09:00:00+09:00"}

    assert wrong(changed) == ["inclusion"]


def test_receipt_signed_with_a_strangers_key_holds_only_for_who_believes_the_stranger(form):
    stranger = Ed25519PrivateKey.generate()
    forged = deepcopy(form)
    forged["checkpoint"] = signed(Note.from_json(form["checkpoint"]), stranger).to_json()
    forged["key"]["public"] = to_pem(stranger.public_key())

    assert wrong(forged) == []
    assert wrong(forged, public_keys()) == ["wrong_key"]
    assert wrong(forged, {key_id(stranger.public_key()): stranger.public_key()}) == []


def test_strangers_signature_under_the_ledgers_key_id_is_noticed(form):
    note = Note.from_json(form["checkpoint"])
    forged = put(
        form, ("checkpoint", "signature"), Ed25519PrivateKey.generate().sign(note.text).hex()
    )

    assert wrong(forged) == ["signature"]
    assert wrong(forged, public_keys()) == ["signature"]


@pytest.mark.parametrize(
    "spoilt", [None, [], "영수증", {}, {"format": "other"}, {"format": "sangsaeng-receipt/1"}]
)
def test_what_is_no_receipt_is_said_to_be_none(spoilt):
    with pytest.raises(Unreadable):
        Receipt.from_json(spoilt)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(junk=JUNK, data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_receipt_spoilt_anywhere_is_unreadable_or_wrong_but_never_a_crash(form, junk, data):
    path = data.draw(st.sampled_from(list(places(form))))
    spoilt = deepcopy(form)
    place = spoilt
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = junk
    try:
        receipt = Receipt.from_json(spoilt)
    except Unreadable:
        return
    check_receipt(receipt)
    compare_receipts(receipt, Receipt.from_json(form), Proofs())
    compare_receipts(Receipt.from_json(form), receipt, Proofs())


def places(form, path=()):
    inner = (
        form.items()
        if isinstance(form, dict)
        else enumerate(form)
        if isinstance(form, list)
        else ()
    )
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


# Two receipts beside each other


def later_receipt(actor, at, *, anchored_between=False):
    fill(2, actor=actor)
    if anchored_between:
        anchor(actor=actor, at=at + timedelta(minutes=2))
        fill(3, actor=actor)
    anchor(actor=actor, at=at + timedelta(minutes=3))
    return receipt_of(LedgerEvent.objects.of(STREAM), "가온정밀", at=at)


def compared(one, other, proofs=None):
    pair = (Receipt.from_json(one), Receipt.from_json(other))
    return {
        finding.code: finding.is_sound for finding in compare_receipts(*pair, proofs or Proofs())
    }


@pytest.mark.parametrize("anchored_between", [False, True])
def test_later_receipt_of_the_same_stream_is_known_to_go_on_from_the_earlier(
    form, actor, at, anchored_between
):
    later = later_receipt(actor, at, anchored_between=anchored_between)

    expected = {"same_events": True, "grown": True}
    assert compared(form, later) == compared(later, form) == expected


def test_receipt_beside_itself_tells_of_one_state(form):
    assert compared(form, form) == {"same_events": True, "same_state": True}


def test_receipts_of_different_streams_need_a_proof_and_are_satisfied_by_it(form, actor, at):
    fill(3, actor=actor, stream="disclosure:OTHER")
    anchor(actor=actor, at=at + timedelta(minutes=3))
    event = LedgerEvent.objects.get(seq=13)
    other = receipt_of(event, "나래소재", at=at)
    proofs = Proofs.from_json(consistency_between(12, 15))

    assert compared(form, other) == {"same_events": True, "unlinked": False}
    assert compared(form, other, proofs) == {"same_events": True, "grown": True}
