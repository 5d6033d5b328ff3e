"""The Merkle tree of RFC 9162: one hash for a growing list, and short proofs of what is in it.

Nothing here knows Django, a clock or a database. A proof is first a list of ranges of leaves, the
hashes of which prove something; whoever holds the leaves, in memory or in a database, fills them
in. Hashes of leaves and of nodes begin with different bytes, so that none can pass for the other.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256().digest()

Range = tuple[int, int]
"""The leaves from the first number up to, not including, the second."""

Node = tuple[int, int]
"""A complete subtree: its level (0 is a leaf) and its place within the level."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry of the list."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return what proves that a leaf is in the tree of this size, from the leaf upward."""
    start, end = 0, size
    beside: list[Range] = []
    while end - start > 1:
        middle = start + _left_part(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return beside[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Return what proves that the tree of the new size begins with all of the old one."""
    if old == 0:
        return []
    start, end = 0, new
    beside: list[Range] = []
    while end != old:
        middle = start + _left_part(end - start)
        if old <= middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    # The verifier has the old root already, unless the path left it behind.
    return [(start, end), *beside[::-1]] if start else beside[::-1]


def subtrees(span: Range) -> list[Node]:
    """Split a range that a proof or a root names into complete subtrees, from left to right."""
    start, end = span
    found: list[Node] = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def joined(hashes: Sequence[bytes]) -> bytes:
    """Return the hash over neighboring complete subtrees, the largest first."""
    if not hashes:
        return EMPTY_ROOT
    whole = hashes[-1]
    for left in reversed(hashes[:-1]):
        whole = node_hash(left, whole)
    return whole


class Frontier:
    """A tree that grows leaf by leaf, of which only the outermost complete subtrees are kept."""

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        self.size = size
        self._hashes = list(hashes)

    @property
    def root(self) -> bytes:
        """The hash over everything so far."""
        return joined(self._hashes)

    def add(self, leaf: bytes) -> list[tuple[Node, bytes]]:
        """Take one more leaf; return the subtrees that it completes, the smallest first."""
        completed: list[tuple[Node, bytes]] = []
        whole, level = leaf, 0
        while self.size >> level & 1:
            whole = node_hash(self._hashes.pop(), whole)
            level += 1
            completed.append(((level, self.size >> level), whole))
        self._hashes.append(whole)
        self.size += 1
        return completed


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over hashed leaves that are at hand."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf)
    return frontier.root


def filled_in(ranges: Sequence[Range], leaves: Sequence[bytes]) -> list[bytes]:
    """Return the hashes of a proof from hashed leaves that are at hand."""
    return [root_of(leaves[start:end]) for start, end in ranges]


def inclusion_holds(place: Node, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the proof leads from the leaf at (index, size) to the root of that size."""
    index, size = place
    if not 0 <= index < size or not _are_hashes([leaf, *proof]):
        return False
    reached = leaf

    def climb(beside: bytes, is_left: bool) -> None:  # noqa: FBT001 - one of two sides
        nonlocal reached
        reached = node_hash(beside, reached) if is_left else node_hash(reached, beside)

    return _climbed(index, size - 1, proof, climb) and reached == root


def consistency_holds(sizes: Range, roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> bool:
    """Tell whether the proof leads to the old root and, with what was added, to the new one."""
    old, new = sizes
    if not 0 <= old <= new or not _are_hashes(proof):
        return False
    if old in {0, new}:
        return not proof and (old != new or roots[0] == roots[1])
    if old & (old - 1) == 0:
        proof = [roots[0], *proof]
    if not proof:
        return False
    before = after = proof[0]

    def climb(beside: bytes, is_left: bool) -> None:  # noqa: FBT001 - one of two sides
        nonlocal before, after
        if is_left:
            before, after = node_hash(beside, before), node_hash(beside, after)
        else:
            after = node_hash(after, beside)

    # The proof begins above the subtrees that are complete in both trees.
    begun = _trailing_ones(old - 1)
    above = _climbed((old - 1) >> begun, (new - 1) >> begun, proof[1:], climb)
    return above and (before, after) == roots


def _climbed(
    place: int, last: int, proof: Sequence[bytes], climb: Callable[[bytes, bool], None]
) -> bool:
    """Go up from a place beside the hashes of the proof; tell whether they end at the top."""
    for beside in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            climb(beside, True)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            climb(beside, False)
        place, last = place >> 1, last >> 1
    return last == 0


def _left_part(size: int) -> int:
    """Return the largest power of two below the size: that many leaves go left."""
    return 1 << ((size - 1).bit_length() - 1)


def _trailing_ones(number: int) -> int:
    return (~number & (number + 1)).bit_length() - 1


def _are_hashes(proof: Sequence[bytes]) -> bool:
    return all(len(one) == HASH_BYTES for one in proof)
