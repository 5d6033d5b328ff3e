"""The running ledger checked whole: every event, every signed state, and receipts of parties.

Everything is reckoned anew from the events; nothing that is stored beside them is believed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sangsaeng.ledger.canonical import NO_EVENT, chained, leaf_of, moment_text
from sangsaeng.ledger.comparing import check_list
from sangsaeng.ledger.findings import Finding, fails, holds
from sangsaeng.ledger.keys import public_keys
from sangsaeng.ledger.merkle import Frontier
from sangsaeng.ledger.models import Checkpoint, LedgerEvent, Subtree
from sangsaeng.ledger.notes import Note, Step, Unreadable
from sangsaeng.ledger.publishing import published
from sangsaeng.ledger.queries import number_of
from sangsaeng.ledger.receipts import Receipt, check_receipt

MOST_SHOWN = 20
IN_DATABASE = ("데이터베이스", "the database")
IN_PUBLIC_LIST = ("공개 목록", "the public list")


@dataclass
class Walk:
    """What a walk along all events saw."""

    leaves: list[bytes]
    roots: dict[int, bytes]
    inner: dict[int, str]
    wrong: list[Finding]


def check_ledger(receipts: Sequence[Receipt] = ()) -> list[Finding]:
    """Say what holds of the ledger in the database, and of receipts against it.

    What is reckoned from events is read before them, so that one appended meanwhile does no harm.
    """
    steps = [checkpoint.step for checkpoint in Checkpoint.objects.order_by("size")]
    kept = list(Subtree.objects.values_list("number", "hash"))
    listed, unreadable = _read_list()
    sizes = {step.note.size for step in [*steps, *listed]} | {one.note.size for one in receipts}
    walk = _walk(sizes)
    return [
        *_events(walk),
        *_subtrees(kept, walk),
        *_stored(steps, walk),
        *unreadable,
        *_published(listed, steps, walk),
        *(finding for receipt in receipts for finding in _against(receipt, walk)),
    ]


def _read_list() -> tuple[list[Step], list[Finding]]:
    steps: list[Step] = []
    try:
        steps.extend(published())
    except (Unreadable, UnicodeDecodeError):
        number = len(steps) + 1
        wrong = fails(
            "list_line",
            f"공개 목록의 {number}번째 줄을 읽을 수 없습니다",
            f"line {number} of the public list cannot be read",
        )
        return steps, [wrong]
    return steps, []


def _walk(sizes: set[int]) -> Walk:
    walk = Walk([], {}, {}, [])
    frontier, prev = Frontier(), NO_EVENT.hex()
    for event in LedgerEvent.objects.order_by("seq").iterator():
        leaf = _leaf(event)
        walk.wrong.extend(_faults(event, leaf, frontier.size, prev))
        # From here on as the row says: one changed row is one fault, not all that follow it.
        prev = event.hash
        walk.leaves.append(leaf)
        for node, whole in frontier.add(leaf):
            walk.inner[number_of(node)] = whole.hex()
        if frontier.size in sizes:
            walk.roots[frontier.size] = frontier.root
    return walk


def _faults(event: LedgerEvent, leaf: bytes, expected: int, prev: str) -> Iterator[Finding]:
    name = f"{event.seq}번 기록"
    if event.seq != expected:
        yield fails(
            "gap",
            f"{name}: 순번이 {expected}이어야 합니다. 사이의 기록이 없어졌습니다",
            f"event {event.seq}: should be number {expected}; events between are gone",
        )
    if event.leaf != leaf.hex():
        yield fails(
            "leaf",
            f"{name}: 내용이 적힌 뒤에 바뀌었습니다",
            f"event {event.seq}: its content was changed after it was written",
        )
    if event.prev != prev or event.hash != _link(event.prev, leaf):
        yield fails(
            "chain",
            f"{name}: 앞의 기록과 이어지지 않습니다",
            f"event {event.seq}: does not follow from the event before",
        )
    if not _says_what_was_hashed(event):
        yield fails(
            "fields",
            f"{name}: 종류·묶음·시각·행위자가 해시된 내용과 다릅니다",
            f"event {event.seq}: its kind, stream, time or actor differ from what was hashed",
        )


def _leaf(event: LedgerEvent) -> bytes:
    try:
        return leaf_of(bytes.fromhex(event.salt), event.body)
    except ValueError:
        return NO_EVENT  # a salt that is none; no event has this leaf


def _link(prev: str, leaf: bytes) -> str:
    try:
        return chained(bytes.fromhex(prev), leaf).hex()
    except ValueError:
        return ""


def _says_what_was_hashed(event: LedgerEvent) -> bool:
    try:
        body = json.loads(event.body)
        told = (body["actor"]["id"], body["at"], body["kind"], body["stream"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return bool(told == (event.actor_id, moment_text(event.at), event.kind, event.stream))


def _events(walk: Walk) -> list[Finding]:
    if walk.wrong:
        return _shortened(walk.wrong)
    count = len(walk.leaves)
    return [
        holds(
            "events",
            f"기록 {count}개가 빠짐없이 이어지고, 내용이 해시와 맞습니다",
            f"{count} events follow each other without a gap and are as they were hashed",
        )
    ]


def _subtrees(kept: Sequence[tuple[int, str]], walk: Walk) -> list[Finding]:
    wrong = [number for number, whole in kept if walk.inner.get(number) != whole]
    if not wrong:
        return []
    return [
        fails(
            "subtrees",
            f"보관된 부분 해시 {len(wrong)}개가 기록과 다릅니다",
            f"{len(wrong)} kept hashes of subtrees differ from the events",
        )
    ]


def _stored(steps: Sequence[Step], walk: Walk) -> list[Finding]:
    if not steps:
        return []
    chain = check_list(steps, public_keys(), IN_DATABASE)
    return [*_shortened(chain), *_roots([step.note for step in steps], walk)]


def _published(listed: Sequence[Step], stored: Sequence[Step], walk: Walk) -> list[Finding]:
    """Say whether the list beside the database, too, tells of this ledger."""
    if listed:
        chain = check_list(listed, public_keys(), IN_PUBLIC_LIST)
        return [*_shortened(chain), *_roots([step.note for step in listed], walk)]
    if not stored:
        return []
    return [
        fails(
            "list_missing",
            "데이터베이스 밖에 있어야 할 공개 목록(checkpoints.txt)이 없습니다",
            "the public list (checkpoints.txt), which lies outside the database, is missing",
        )
    ]


def _against(receipt: Receipt, walk: Walk) -> list[Finding]:
    findings = check_receipt(receipt, public_keys())
    size = len(walk.leaves)
    for entry in receipt.entries:
        if entry.seq < size and walk.leaves[entry.seq] != entry.leaf:
            findings.append(
                fails(
                    "event_changed",
                    f"{entry.seq}번 기록이 영수증과 다릅니다",
                    f"event {entry.seq} is not the one of the receipt",
                )
            )
    return [*findings, *_roots([receipt.note], walk)]


def _roots(notes: Sequence[Note], walk: Walk) -> list[Finding]:
    wrong = [finding for note in notes if (finding := _root(note, walk)) is not None]
    if wrong:
        return _shortened(wrong)
    last = notes[-1]
    return [
        holds(
            "root",
            f"서명된 상태 {len(notes)}개가 지금의 원장과 맞습니다 (마지막: 기록 {last.size}개)",
            f"{len(notes)} signed states agree with the ledger (the last: {last.size} events)",
        )
    ]


def _root(note: Note, walk: Walk) -> Finding | None:
    size = len(walk.leaves)
    if note.size > size:
        return fails(
            "shrunk",
            f"{note.time}에 서명된 원장에는 기록이 {note.size}개였으나 지금은 {size}개입니다: "
            "끝이 잘렸거나 옛 백업으로 되돌려졌습니다",
            f"the ledger had {note.size} events when it was signed ({note.time}), now {size}: "
            "its end was cut off or an old backup restored",
        )
    if walk.roots.get(note.size) != note.root:
        return fails(
            "rewritten",
            f"{note.time}에 서명된 원장(기록 {note.size}개)이 지금의 기록과 다릅니다: "
            "기록이 바뀌거나 다시 쓰였습니다",
            f"the ledger signed at {note.time} ({note.size} events) is not this one: "
            "events were changed or written anew",
        )
    return None


def _shortened(findings: list[Finding]) -> list[Finding]:
    """Name the first faults; a thousand lines say no more than twenty."""
    if len(findings) <= MOST_SHOWN:
        return findings
    rest = len(findings) - MOST_SHOWN
    more = fails("more", f"그 밖에 {rest}가지가 더 있습니다", f"and {rest} more")
    return [*findings[:MOST_SHOWN], more]
