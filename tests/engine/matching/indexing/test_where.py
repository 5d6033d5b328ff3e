"""A filter says which fields a document fails."""

import pytest

from sangsaeng.engine.matching import Where

pytestmark = pytest.mark.engine

SEOUL = frozenset({"서울"})


@pytest.mark.parametrize(
    ("where", "fields", "objections"),
    [
        (Where(), {}, []),
        (Where(any_of={"region": SEOUL}), {"region": "서울"}, []),
        (Where(any_of={"region": SEOUL}), {"region": ["부산", "서울"]}, []),
        (Where(any_of={"region": SEOUL}), {}, ["region"]),
        (Where(any_of={"region": frozenset()}), {"region": "서울"}, ["region"]),
        (Where(none_of={"hidden_from": SEOUL}), {}, []),
        (Where(none_of={"hidden_from": SEOUL}), {"hidden_from": ["서울"]}, ["hidden_from"]),
        (Where(at_least={"level": 4}), {"level": 4}, []),
        (Where(at_least={"level": 4}), {"level": 3}, ["level"]),
        (Where(at_most={"level": 4}), {"level": 5}, ["level"]),
        (Where(at_least={"level": 4}), {}, []),
        (Where(at_least={"level": 4}, missing=False), {}, ["level"]),
        (Where(at_least={"level": 4}, at_most={"level": 2}), {"level": 3}, ["level"]),
    ],
)
def test_objections(where, fields, objections):
    assert where.objections(fields) == objections


def test_filter_is_true_when_it_can_exclude():
    assert not Where()
    assert Where(any_of={"region": SEOUL})


def test_leaving_out_a_field_keeps_what_hides():
    where = Where({"region": SEOUL}, {"region": SEOUL}, {"region": 1.0}, {"region": 2.0})

    assert where.without("region") == Where(none_of={"region": SEOUL})
