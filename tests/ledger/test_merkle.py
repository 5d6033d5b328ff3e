"""The tree of RFC 9162, against published vectors and against its definition, read word by word.

The vectors are those of the public tests of transparency-dev/merkle (Apache License 2.0).
"""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_holds,
    consistency_ranges,
    filled_in,
    inclusion_holds,
    inclusion_ranges,
    joined,
    leaf_hash,
    root_of,
    subtrees,
)

pytestmark = pytest.mark.engine

ENTRIES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
LEAVES = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
INCLUSION = {
    (0, 1): (),
    (0, 2): ("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",),
    (1, 2): ("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
}
CONSISTENCY = {
    (1, 1): (),
    (1, 8): INCLUSION[0, 8],
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
    (6, 7): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
}
SOME_HASH = bytes.fromhex("abacaba000000000000000000000000000000000000000000060061e00123456")


def bytes_of(hexes):
    return [bytes.fromhex(one) for one in hexes]


# The vectors


@pytest.mark.parametrize("size", range(9))
def test_root_is_the_published_one(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_nothing_hashes_to_the_root_of_nothing():
    assert EMPTY_ROOT.hex() == ROOTS[0]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proof_is_the_published_one(index, size):
    proof = filled_in(inclusion_ranges(index, size), LEAVES)

    assert proof == bytes_of(INCLUSION[index, size])


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_consistency_proof_is_the_published_one(old, new):
    proof = filled_in(consistency_ranges(old, new), LEAVES)

    assert proof == bytes_of(CONSISTENCY[old, new])


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_published_inclusion_proof_holds_and_spoilt_ones_do_not(index, size):
    proof, root = bytes_of(INCLUSION[index, size]), bytes.fromhex(ROOTS[size])
    leaf = LEAVES[index]
    assert inclusion_holds((index, size), leaf, proof, root)

    spoilt = [
        ((index - 1, size), leaf, proof, root),
        ((index + 1, size), leaf, proof, root),
        ((index ^ 2, size), leaf, proof, root),
        ((index, size * 2), leaf, proof, root),
        ((index, size // 2), leaf, proof, root),
        ((index, size), b"WrongLeaf", proof, root),
        ((index, size), SOME_HASH, proof, root),
        ((index, size), leaf, proof, EMPTY_ROOT),
        ((index, size), leaf, proof, SOME_HASH),
        ((index, size), leaf, [*proof, b""], root),
        ((index, size), leaf, [*proof, root], root),
        ((index, size), leaf, [b"", *proof], root),
        ((index, size), leaf, [root, *proof], root),
        *(((index, size), leaf, flipped, root) for flipped in with_one_bit_flipped(proof)),
    ]
    if proof:
        spoilt.append(((index, size), leaf, proof[:-1], root))
        spoilt.append(((index, size), leaf, [proof[0], SOME_HASH, *proof[1:]], root))
    assert [one for one in spoilt if inclusion_holds(*one)] == []


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_published_consistency_proof_holds_and_spoilt_ones_do_not(old, new):
    proof, roots = (
        bytes_of(CONSISTENCY[old, new]),
        (bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new])),
    )
    assert consistency_holds((old, new), roots, proof)
    if not proof:
        return

    spoilt = [
        ((old - 1, new), roots, proof),
        ((old + 1, new), roots, proof),
        ((old ^ 2, new), roots, proof),
        ((old, new * 2), roots, proof),
        ((old, new // 2), roots, proof),
        ((old, new), (b"WrongRoot", roots[1]), proof),
        ((old, new), (roots[0], b"WrongRoot"), proof),
        ((old, new), roots[::-1], proof),
        ((old, new), roots, []),
        *(((old, new), roots, [*proof, one]) for one in (b"", *roots)),
        *(((old, new), roots, [one, *proof]) for one in (b"", *roots, proof[0])),
        ((old, new), roots, proof[:-1]),
        *(((old, new), roots, flipped) for flipped in with_one_bit_flipped(proof)),
    ]
    assert [one for one in spoilt if consistency_holds(*one)] == []


@pytest.mark.parametrize(
    ("sizes", "are_equal", "proof", "expected"),
    [
        ((0, 0), False, [], False),
        ((1, 1), False, [], False),
        ((0, 0), True, [], True),
        ((0, 1), False, [], True),
        ((1, 1), True, [], True),
        ((1, 0), False, [], False),
        ((2, 1), False, [], False),
        ((1, 2), False, [], False),
        ((0, 0), True, [EMPTY_ROOT], False),
        ((0, 1), True, [EMPTY_ROOT], False),
        ((1, 1), True, [EMPTY_ROOT], False),
    ],
)
def test_sizes_that_need_no_proof_take_none(sizes, are_equal, proof, expected):
    roots = (EMPTY_ROOT, EMPTY_ROOT if are_equal else SOME_HASH)

    assert consistency_holds(sizes, roots, proof) is expected


def with_one_bit_flipped(proof):
    for place, one in enumerate(proof):
        yield [*proof[:place], bytes([one[0] ^ 8, *one[1:]]), *proof[place + 1 :]]


# The definition (RFC 9162, 2.1), as it stands there


def split(size):
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def mth(entries):
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = split(len(entries))
    return sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m, entries):
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def subproof(m, entries, is_known):
    if m == len(entries):
        return [] if is_known else [mth(entries)]
    k = split(len(entries))
    if m <= k:
        return [*subproof(m, entries[:k], is_known), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


sizes = st.integers(1, 300)


def entries_of(size):
    return [str(number).encode() for number in range(size)]


@given(sizes)
def test_root_is_the_defined_one(size):
    entries = entries_of(size)

    assert root_of([leaf_hash(one) for one in entries]) == mth(entries)


@given(sizes, st.data())
def test_inclusion_proof_is_the_defined_one_and_holds(size, data):
    entries = entries_of(size)
    leaves = [leaf_hash(one) for one in entries]
    index = data.draw(st.integers(0, size - 1))

    proof = filled_in(inclusion_ranges(index, size), leaves)

    assert proof == path(index, entries)
    assert inclusion_holds((index, size), leaves[index], proof, mth(entries))


@given(sizes, st.data())
def test_consistency_proof_is_the_defined_one_and_holds(new, data):
    entries = entries_of(new)
    leaves = [leaf_hash(one) for one in entries]
    old = data.draw(st.integers(1, new))

    proof = filled_in(consistency_ranges(old, new), leaves)

    assert proof == subproof(old, entries, True)
    assert consistency_holds((old, new), (mth(entries[:old]), mth(entries)), proof)


@given(sizes, st.data())
def test_no_proof_leads_to_a_ledger_in_which_one_leaf_differs(new, data):
    entries = entries_of(new)
    old = data.draw(st.integers(1, new))
    place = data.draw(st.integers(0, old - 1))
    before = mth(entries[:old])
    entries[place] = b"changed"
    leaves = [leaf_hash(one) for one in entries]

    proof = filled_in(consistency_ranges(old, new), leaves)

    assert not consistency_holds((old, new), (before, mth(entries)), proof)


@given(st.integers(0, 100), st.integers(0, 100))
def test_tree_that_goes_on_from_its_edge_is_the_tree_made_at_once(before, more):
    leaves = [leaf_hash(one) for one in entries_of(before + more)]
    edge = [
        root_of(leaves[place << level : (place + 1) << level])
        for level, place in subtrees((0, before))
    ]
    frontier = Frontier(before, edge)
    completed = dict(node for leaf in leaves[before:] for node in frontier.add(leaf))

    assert frontier.root == root_of(leaves) == joined_of(leaves)
    assert all(
        whole == root_of(leaves[place << level : (place + 1) << level])
        for (level, place), whole in completed.items()
    )


def joined_of(leaves):
    parts = subtrees((0, len(leaves)))
    return joined([root_of(leaves[i << level : (i + 1) << level]) for level, i in parts])
