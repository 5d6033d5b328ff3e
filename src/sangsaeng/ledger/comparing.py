"""Two states of one ledger beside each other: whether the later one goes on from the earlier.

Nothing here knows Django. A chain of hashes in the database alone does not show that its end was
cut off, that an old backup was restored or that everything was written anew; a state that was
signed before and is kept elsewhere does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Self

from sangsaeng.ledger.findings import Finding, fails, holds
from sangsaeng.ledger.merkle import consistency_holds
from sangsaeng.ledger.notes import Keys, Note, Step, Unreadable
from sangsaeng.ledger.receipts import Receipt

Proof = tuple[bytes, ...]


@dataclass(frozen=True)
class Proofs:
    """Proofs that the ledger of one size begins with that of another, by both sizes."""

    known: dict[tuple[int, int], Proof] = field(default_factory=dict)

    @classmethod
    def from_json(cls, form: Any) -> Self:
        """Read what ``/ledger/consistency.json`` answers, or say that it is something else."""
        try:
            proof = tuple(bytes.fromhex(one) for one in form["consistency"])
            return cls({(int(form["from"]), int(form["to"])): proof})
        except (KeyError, TypeError, ValueError, OverflowError) as fault:
            raise Unreadable("consistency") from fault


IN_LIST = ("목록", "the list")


def check_list(
    steps: Sequence[Step], keys: Keys, where: tuple[str, str] = IN_LIST
) -> list[Finding]:
    """Say whether states are signed, and whether each goes on from the one before.

    ``where`` names what holds them, in Korean and English.
    """
    korean, english = where
    if not steps:
        return [
            fails("list", "체크포인트 목록이 비어 있습니다", "the list of checkpoints is empty")
        ]
    wrong = [
        finding
        for before, step in pairwise([None, *steps])
        for finding in (_signed(step, keys), _goes_on(before, step))
        if finding is not None
    ]
    last = steps[-1].note
    return wrong or [
        holds(
            "list",
            f"{korean}의 체크포인트 {len(steps)}개가 모두 서명되었고, 차례로 이어집니다 "
            f"(마지막: 기록 {last.size}개, {last.time})",
            f"all {len(steps)} checkpoints of {english} are signed and go on from each other "
            f"(the last: {last.size} events, {last.time})",
        )
    ]


def compare_with_list(receipt: Receipt, steps: Sequence[Step]) -> list[Finding]:
    """Say whether a public list still owns up to the receipt's state of the ledger."""
    note = receipt.note
    if steps and steps[-1].note.size < note.size:
        return [_shrunk(note, steps[-1].note)]
    same = [step.note for step in steps if step.note.size == note.size]
    if not same:
        return [
            fails(
                "not_listed",
                f"영수증의 체크포인트(기록 {note.size}개)가 목록에 없습니다: 목록이 다시 쓰였습니다",
                f"the receipt's checkpoint ({note.size} events) is not in the list: it was rewritten",
            )
        ]
    return [_same_size(note, same[0])]


def compare_keys(receipt: Receipt, other: Receipt) -> list[Finding]:
    """Say that receipts, which only their own keys vouch for, were signed with different ones.

    Whoever holds a receipt can make a longer ledger of it and sign that with a key of their own.
    """
    if receipt.note.key == other.note.key:
        return []
    keys = f"{receipt.note.key}, {other.note.key}"
    return [
        fails(
            "other_key",
            f"두 영수증이 서로 다른 열쇠로 서명되었습니다({keys}). 원장에 공개된 열쇠인지 확인하고 "
            "--key 로 넘겨 주십시오",
            f"the receipts were signed with different keys ({keys}); "
            "give those that the ledger publishes as --key",
        )
    ]


def compare_receipts(receipt: Receipt, other: Receipt, proofs: Proofs) -> list[Finding]:
    """Say whether two receipts speak of one ledger, the later grown from the earlier."""
    findings = [_same_events(receipt, other)]
    old, new = sorted((receipt, other), key=lambda one: (one.note.size, one.note.time))
    if old.note.size == new.note.size:
        return [*findings, _same_size(old.note, new.note)]
    if old.note.time > new.note.time:
        return [*findings, _shrunk(new.note, old.note)]
    sizes = (old.note.size, new.note.size)
    proof = new.earlier.get(sizes[0], proofs.known.get(sizes))
    return [*findings, _unlinked(old.note, new.note) if proof is None else _grown(old, new, proof)]


def _signed(step: Step | None, keys: Keys) -> Finding | None:
    if step is None or step.note.holds(keys):
        return None
    note = step.note
    why = (
        "서명이 맞지 않습니다" if note.key in keys else f"모르는 열쇠({note.key})로 서명되었습니다"
    )
    reason = "a wrong signature" if note.key in keys else f"an unknown key ({note.key}); give --key"
    return fails(
        "list_signature",
        f"목록의 체크포인트(기록 {note.size}개): {why}",
        f"the checkpoint of {note.size} events in the list has {reason}",
    )


def _goes_on(before: Step | None, step: Step | None) -> Finding | None:
    if step is None:
        return None
    size, root = (before.note.size, before.note.root) if before else (0, b"")
    is_linked = step.previous == size and step.note.size > size
    if is_linked and consistency_holds((size, step.note.size), (root, step.note.root), step.proof):
        return None
    return fails(
        "list_chain",
        f"목록의 체크포인트(기록 {step.note.size}개)가 바로 앞의 것(기록 {size}개)에서 이어지지 않습니다",
        f"the checkpoint of {step.note.size} events does not go on from the one of {size} before it",
    )


def _same_events(receipt: Receipt, other: Receipt) -> Finding:
    leaves = {entry.seq: entry.leaf for entry in other.entries}
    both = [entry for entry in receipt.entries if entry.seq in leaves]
    changed = [entry.seq for entry in both if entry.leaf != leaves[entry.seq]]
    if changed:
        return fails(
            "event_changed",
            f"두 영수증에서 내용이 다른 기록: {changed}",
            f"events that the receipts tell differently: {changed}",
        )
    return holds(
        "same_events",
        f"두 영수증에 함께 있는 기록 {len(both)}개의 내용이 같습니다",
        f"the {len(both)} events that both receipts hold are the same",
    )


def _same_size(note: Note, other: Note) -> Finding:
    if note.root != other.root:
        return fails(
            "forked",
            f"같은 크기(기록 {note.size}개)의 원장이 서로 다릅니다: 기록이 다시 쓰였습니다",
            f"two ledgers of the same size ({note.size} events) differ: it was rewritten",
        )
    return holds(
        "same_state",
        f"두 쪽이 같은 원장(기록 {note.size}개)을 가리킵니다",
        f"both speak of the same state ({note.size} events)",
    )


def _shrunk(before: Note, after: Note) -> Finding:
    return fails(
        "shrunk",
        f"원장이 줄었습니다: {before.time}에 기록 {before.size}개였으나 {after.time}에는 "
        f"{after.size}개입니다. 끝이 잘렸거나 옛 백업으로 되돌려졌습니다",
        f"the ledger shrank from {before.size} events ({before.time}) to {after.size} "
        f"({after.time}): its end was cut off or an old backup restored",
    )


def _grown(old: Receipt, new: Receipt, proof: Proof) -> Finding:
    sizes = (old.note.size, new.note.size)
    if not consistency_holds(sizes, (old.note.root, new.note.root), proof):
        return fails(
            "rewritten",
            f"기록 {sizes[1]}개의 원장이 {sizes[0]}개일 때의 원장에서 이어지지 않습니다",
            f"the ledger of {sizes[1]} events does not go on from the one of {sizes[0]}",
        )
    return holds(
        "grown",
        f"기록 {sizes[0]}개의 원장에 덧붙기만 하여 {sizes[1]}개가 되었습니다",
        f"the ledger of {sizes[0]} events only grew to one of {sizes[1]}",
    )


def _unlinked(old: Note, new: Note) -> Finding:
    address = f"{new.origin}/consistency.json?from={old.size}&to={new.size}"
    return fails(
        "unlinked",
        f"두 영수증을 잇는 증명이 없어 비교하지 못했습니다. {address} 를 받아 --against 로 "
        "함께 넘겨 주십시오",
        f"no proof at hand links the two; fetch {address} and give it as --against, too",
    )
