"""The state of the ledger is signed in time, with a key outside the database, and listed."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from tests.factories import make_person
from tests.ledger.factories import fill, write_down

from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.ledger import merkle
from sangsaeng.ledger.actions import SIGN_AFTER, anchor
from sangsaeng.ledger.keys import public_keys, signing_key
from sangsaeng.ledger.merkle import root_of
from sangsaeng.ledger.models import Checkpoint, LedgerEvent
from sangsaeng.ledger.notes import Unreadable, key_id
from sangsaeng.ledger.publishing import list_path, publish_checkpoints, published
from sangsaeng.ledger.queries import consistency_between, hashes_over
from sangsaeng.ledger.refusals import NoSuchSize, NotSignedYet
from sangsaeng.ledger.tasks import sign_what_is_new

pytestmark = pytest.mark.django_db
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def house():
    """The platform itself."""
    return the_house()


def sizes():
    return list(Checkpoint.objects.order_by("size").values_list("size", flat=True))


def test_checkpoint_signs_the_root_over_all_leaves(house, at):
    events = fill(11)

    checkpoint = anchor(actor=house, at=at)

    leaves = [bytes.fromhex(event.leaf) for event in events]
    assert (checkpoint.size, checkpoint.root) == (11, root_of(leaves).hex())
    assert checkpoint.note.text.decode().splitlines()[::3] == [
        "localhost:8000/ledger",
        "2026-11-02T00:00:00Z",
    ]
    assert checkpoint.note.holds(public_keys())


@pytest.mark.parametrize("parts", [(1, 1, 1), (3, 5, 8), (8, 8), (1, 15, 1), (40, 24, 3)])
def test_ledger_that_is_signed_now_and_then_has_the_tree_of_one_signed_at_once(parts, house, at):
    leaves = []
    for number, part in enumerate(parts):
        leaves += [bytes.fromhex(event.leaf) for event in fill(part)]
        checkpoint = anchor(actor=house, at=at + number * TEN_MINUTES)

        assert checkpoint.root == root_of(leaves).hex()

    size = len(leaves)
    every = [merkle.inclusion_ranges(index, size) for index in range(size)]
    every += [merkle.consistency_ranges(old, size) for old in range(1, size + 1)]
    for ranges in every:
        assert hashes_over(ranges) == merkle.filled_in(ranges, leaves)


def test_first_event_is_signed_at_the_next_tick(at):
    sign_what_is_new(Tick(at))
    assert sizes() == []

    fill(1)
    sign_what_is_new(Tick(at))
    assert sizes() == [1]


def test_new_events_wait_ten_minutes_and_nothing_new_is_not_signed(at):
    fill(1)
    sign_what_is_new(Tick(at))
    fill(2)

    sign_what_is_new(Tick(at + TEN_MINUTES - timedelta(seconds=1)))
    assert sizes() == [1]
    sign_what_is_new(Tick(at + TEN_MINUTES))
    assert sizes() == [1, 3]
    sign_what_is_new(Tick(at + 10 * TEN_MINUTES))
    assert sizes() == [1, 3]


def test_many_new_events_are_signed_at_once(at):
    fill(1)
    sign_what_is_new(Tick(at))
    fill(SIGN_AFTER - 1)
    sign_what_is_new(Tick(at + timedelta(seconds=5)))
    assert sizes() == [1]

    fill(1)
    sign_what_is_new(Tick(at + timedelta(seconds=10)))
    assert sizes() == [1, SIGN_AFTER + 1]


@pytest.mark.parametrize("events", [0, 3])
def test_looking_costs_one_query_when_nothing_is_due(events, at, django_assert_num_queries):
    fill(events)
    sign_what_is_new(Tick(at))

    with django_assert_num_queries(1):
        sign_what_is_new(Tick(at + timedelta(seconds=5)))


def test_anchor_signs_only_what_is_new(house, at):
    fill(2)

    first = anchor(actor=house, at=at)

    assert anchor(actor=house, at=at + TEN_MINUTES) == first
    assert AuditEvent.objects.filter(action="ledger.sign_checkpoint").count() == 1


def test_empty_ledger_has_nothing_to_sign(house, at):
    with pytest.raises(NotSignedYet):
        anchor(actor=house, at=at)


def test_signed_times_never_go_back(house, at):
    fill(1)
    anchor(actor=house, at=at)
    fill(1)

    assert anchor(actor=house, at=at - timedelta(seconds=3)).at == at


def test_checkpoint_is_listed_once_it_is_kept(house, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        fill(3)
        anchor(actor=house, at=at)
        assert not list_path().exists()
    (step,) = published()
    assert step == Checkpoint.objects.get().step

    with django_capture_on_commit_callbacks(execute=True):
        fill(2)
        anchor(actor=house, at=at)
    assert [step.note.size for step in published()] == [3, 5]


def test_checkpoint_that_is_undone_is_never_listed(house, at, django_capture_on_commit_callbacks):
    fill(3)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        anchor(actor=house, at=at)
        transaction.set_rollback(True)

    assert list(published()) == []


def test_checkpoint_that_a_crash_kept_out_of_the_list_is_listed_next_time(house, at):
    fill(3)
    anchor(actor=house, at=at)
    fill(2)
    anchor(actor=house, at=at)

    publish_checkpoints()
    publish_checkpoints()

    assert [step.note.size for step in published()] == [3, 5]


def test_spoilt_list_is_not_written_on(house, at):
    fill(3)
    anchor(actor=house, at=at)
    list_path().parent.mkdir()
    list_path().write_text("무엇\n")

    with pytest.raises(Unreadable):
        publish_checkpoints()

    assert list_path().read_text() == "무엇\n"


def test_key_is_a_file_that_only_its_owner_reads(settings):
    key = signing_key()

    path = Path(settings.LEDGER_KEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"PRIVATE KEY" in path.read_bytes()
    assert key_id(signing_key().public_key()) == key_id(key.public_key())
    assert {one.name[0] for one in path.parent.iterdir()} == {"l"}


def test_key_may_lie_elsewhere(settings, tmp_path):
    settings.LEDGER_KEY = str(tmp_path / "safe" / "key.pem")

    signing_key()

    assert (tmp_path / "safe" / "key.pem").exists()
    assert len(public_keys()) == 1


def test_what_a_replaced_key_signed_can_still_be_checked(house, at, settings):
    fill(1)
    old = anchor(actor=house, at=at)
    Path(settings.LEDGER_KEY).unlink()
    fill(1)
    new = anchor(actor=house, at=at)

    assert old.key != new.key
    assert old.note.holds(public_keys())
    assert new.note.holds(public_keys())


def test_private_key_is_in_no_row(house, at, settings):
    write_down({}, actor=make_person(), at=at)
    anchor(actor=house, at=at)

    secret = Path(settings.LEDGER_KEY).read_text().splitlines()[1]
    rows = [
        *LedgerEvent.objects.values(),
        *Checkpoint.objects.values(),
        *AuditEvent.objects.values(),
    ]
    assert secret not in repr(rows)


def test_growth_between_any_two_signed_sizes_is_proved(house, at):
    fill(9)
    anchor(actor=house, at=at)
    fill(4)
    newest = anchor(actor=house, at=at)

    for old, new in ((1, 1), (3, 9), (9, 13), (5, 12)):
        answer = consistency_between(old, new)
        roots = (bytes.fromhex(answer["from_root"]), bytes.fromhex(answer["to_root"]))
        proof = [bytes.fromhex(one) for one in answer["consistency"]]
        assert merkle.consistency_holds((old, new), roots, proof)
    assert consistency_between(9, 13)["to_root"] == newest.root


@pytest.mark.parametrize(("old", "new"), [(0, 1), (2, 1), (1, 4), (-1, 2)])
def test_growth_from_or_to_what_was_never_signed_is_refused(old, new, house, at):
    fill(3)
    anchor(actor=house, at=at)
    fill(1)

    with pytest.raises(NoSuchSize):
        consistency_between(old, new)
