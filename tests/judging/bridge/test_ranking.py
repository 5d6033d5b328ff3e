"""From submitted reviews to the rows of a ranking."""

import json

import pytest
from tests.factories import make_organization
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import call_world, make_entry, make_stage

from sangsaeng.judging.bridge.ranking import compute_ranking, tie_breakers
from sangsaeng.judging.models import Ranking, Review, Score

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return call_world(places=1)


@pytest.fixture
def stage(world):
    return world.call.stages.get()


def judged(world, stage, *points):
    """Each judge gives the entry and its rival these points."""
    for first, second in points:
        judge = make_judge(world.call, stage)
        make_review(judge, world.entry, stage, "submitted", first)
        make_review(judge, world.rival, stage, "submitted", second)


def by_code(found):
    return {row["code"]: row for row in found.rows}


def test_weights_and_most_points_make_a_mean_of_a_hundred(world, stage):
    judged(world, stage, ((10, 5), (5, 5)), ((8, 5), (5, 0)))
    rows = by_code(compute_ranking(stage))

    assert rows[world.entry.code]["mean"] == 74.0
    assert rows[world.rival.code]["mean"] == 40.0
    assert rows[world.entry.code]["criteria"] == {"effort": 9.0, "result": 5.0}
    assert (rows[world.entry.code]["rank"], rows[world.rival.code]["rank"]) == (1, 2)
    assert rows[world.entry.code]["is_placed"]
    assert not rows[world.rival.code]["is_placed"]


def test_answer_can_be_kept_as_a_ranking(world, stage):
    judged(world, stage, ((10, 5), (5, 5)))
    found = compute_ranking(stage)

    assert json.loads(json.dumps(found.rows)) == found.rows
    assert json.loads(json.dumps(found.method)) == found.method
    assert len(found.scores_sha256) == Ranking._meta.get_field("scores_sha256").max_length


def test_same_scores_give_the_same_answer(world, stage):
    judged(world, stage, ((10, 5), (5, 5)), ((8, 5), (9, 0)), ((7, 7), (7, 7)))

    assert compute_ranking(stage) == compute_ranking(stage)


def test_one_changed_point_changes_the_digest(world, stage):
    judged(world, stage, ((10, 5), (5, 5)))
    before = compute_ranking(stage).scores_sha256
    Score.objects.filter(points=10).update(points=9)

    assert compute_ranking(stage).scores_sha256 != before


@pytest.mark.parametrize("state", ["assigned", "begun", "released", "excluded"])
def test_only_submitted_reviews_count(world, stage, state):
    judged(world, stage, ((10, 5), (5, 5)))
    make_review(make_judge(world.call, stage), world.rival, stage, state, (10, 10))

    assert by_code(compute_ranking(stage))[world.rival.code]["mean"] == 50.0


def test_entry_without_a_submitted_review_is_named_instead_of_ranked(world, stage):
    judge = make_judge(world.call, stage)
    make_review(judge, world.entry, stage, "submitted", (5, 5))
    make_review(judge, world.rival, stage, "begun")
    found = compute_ranking(stage)

    assert [row["code"] for row in found.rows] == [world.entry.code]
    assert found.method["unscored"] == [world.rival.code]


def test_withdrawn_entry_is_out_of_the_running(world, stage):
    judged(world, stage, ((5, 5), (10, 10)))
    type(world.rival).objects.filter(pk=world.rival.pk).update(state="withdrawn")

    assert [row["code"] for row in compute_ranking(stage).rows] == [world.entry.code]


def test_stage_without_any_review_gives_an_empty_ranking(stage):
    found = compute_ranking(stage)

    assert found.rows == []
    assert found.method["kind"] == "plain_mean"


def test_tie_rule_settles_a_tie_and_without_it_the_tie_is_named(world, stage):
    judged(world, stage, ((8, 3), (6, 6)))
    tied = by_code(compute_ranking(stage))
    world.call.tie_rule = "추진성과 점수가 높은 쪽을 앞에 둡니다."
    world.call.save()
    stage.refresh_from_db()
    settled = compute_ranking(stage)

    assert {row["sharing"] for row in tied.values()} == {2}
    assert not any(row["is_placed"] for row in tied.values())
    assert all(row["straddles"] for row in tied.values())
    assert settled.method["tie_rule"] == ["result"]
    assert by_code(settled)[world.rival.code]["rank"] == 1


def test_tie_rule_names_criteria_in_its_own_order(stage):
    criteria = list(stage.criteria.all())

    assert tie_breakers("추진성과, 그다음 이행노력이 높은 쪽", criteria) == (1, 0)
    assert tie_breakers("심사위원장이 정합니다.", criteria) == ()


def test_extremes_are_dropped_only_where_the_stage_says_so(world, stage):
    judged(world, stage, *((((p, p)), (7, 7)) for p in (0, 9, 9, 9, 10)))
    plain = compute_ranking(stage)
    stage.drops_extremes = True
    dropped = compute_ranking(stage)

    assert (plain.method["kind"], dropped.method["kind"]) == ("plain_mean", "trimmed_mean")
    assert by_code(plain)[world.entry.code]["trimmed"] is None
    assert by_code(dropped)[world.entry.code]["trimmed"] == 90.0
    assert by_code(dropped)[world.entry.code]["mean"] == 74.0


def test_cut_is_the_stages_own_else_the_calls_in_the_last_evaluation(world, stage):
    assert compute_ranking(stage).method["places"] == 1
    later = make_stage(world.call, 2, "evaluation", "2차 전문가 평가")
    assert compute_ranking(stage).method["places"] is None
    stage.keeps = 2
    assert compute_ranking(stage).method["places"] == 2
    assert compute_ranking(later).method["places"] == 1


def test_queries_do_not_grow_with_the_panel(world, stage, django_assert_num_queries):
    judged(world, stage, ((10, 5), (5, 5)))
    fresh = type(stage).objects.get(pk=stage.pk)
    with django_assert_num_queries(5):
        compute_ranking(fresh)
    judged(world, stage, ((9, 5), (5, 5)), ((9, 5), (5, 5)))
    third = make_entry(world.call, make_organization("다온정밀", size_class="large"))
    make_review(Review.objects.first().judge, third, stage, "submitted", (1, 1))
    fresh = type(stage).objects.get(pk=stage.pk)
    with django_assert_num_queries(5):
        compute_ranking(fresh)
