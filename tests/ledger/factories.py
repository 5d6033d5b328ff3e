"""Events of a ledger for tests."""

from datetime import timedelta

from tests.factories import MOMENT, make_person

from sangsaeng.kernel.actions import action, record
from sangsaeng.ledger.actions import append

STREAM = "disclosure:ABCD"


@action
def write_down(facts, *, actor, at, stream=STREAM, kind="disclosure.viewed"):
    """An action of some context that leaves an event."""
    event = append(kind, stream, facts, actor=actor, at=at)
    record(event, seq=event.seq)
    return event


def fill(count, *, actor=None, stream=STREAM, at=MOMENT):
    """Write that many events, a second apart."""
    actor = actor or make_person("김하늘")
    return [
        write_down({"쪽": number}, actor=actor, at=at + timedelta(seconds=number), stream=stream)
        for number in range(count)
    ]
