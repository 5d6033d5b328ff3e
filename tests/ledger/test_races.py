"""Many hands append at once, and the chain has neither gap nor fork."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, connections
from tests.factories import MOMENT, make_person
from tests.ledger.factories import write_down

from sangsaeng.ledger import actions
from sangsaeng.ledger.actions import anchor
from sangsaeng.ledger.checking import check_ledger
from sangsaeng.ledger.models import Checkpoint, LedgerEvent

pytestmark = pytest.mark.django_db(transaction=True)
HANDS, EACH = 8, 12


def together(work):
    """Let every hand do the work at the same time; return what each came to."""
    start = Barrier(HANDS)

    def hand(number):
        start.wait()
        try:
            return [attempt(work, number, turn) for turn in range(EACH)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return [one for done in pool.map(hand, range(HANDS)) for one in done]


def attempt(work, number, turn):
    try:
        return work(number, turn)
    except DatabaseError as fault:
        return fault


def test_eight_at_once_write_one_chain_without_gaps():
    people = [make_person() for _hand in range(HANDS)]

    done = together(lambda number, turn: write_down({"번": turn}, actor=people[number], at=MOMENT))

    assert sorted(event.seq for event in done) == list(range(HANDS * EACH))
    assert [finding for finding in check_ledger() if not finding.is_sound] == []


def test_appending_and_signing_at_once_signs_only_what_is_there():
    people = [make_person() for _hand in range(HANDS)]

    def work(number, turn):
        event = write_down({"번": turn}, actor=people[number], at=MOMENT)
        return anchor(actor=people[number], at=MOMENT).size > event.seq

    assert all(answer is True for answer in together(work))
    assert LedgerEvent.objects.count() == HANDS * EACH
    assert Checkpoint.objects.count() > 1
    assert [finding for finding in check_ledger() if not finding.is_sound] == []


def test_without_waiting_for_a_turn_hands_collide_and_the_database_still_lets_no_fork_in(
    monkeypatch,
):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's writers queue by themselves")
    people = [make_person() for _hand in range(HANDS)]
    made = actions.secrets.token_bytes
    monkeypatch.setattr(actions, "_wait_for_turn", lambda: None)
    monkeypatch.setattr(actions.secrets, "token_bytes", lambda size: time.sleep(0.01) or made(size))

    done = together(lambda number, turn: write_down({"번": turn}, actor=people[number], at=MOMENT))

    assert any(isinstance(one, DatabaseError) for one in done)
    assert [finding for finding in check_ledger() if not finding.is_sound] == []
