"""The sample's reviews are at every stage, and one visit is signed by both sides."""

import pytest
from tests.factories import MOMENT
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import call_world, make_stage

from sangsaeng.judging.models import Review, Visit
from sangsaeng.sample.reviews import load_reviews


@pytest.mark.django_db
def test_reviews_are_in_under_way_and_not_begun_and_a_visit_is_signed():
    world = call_world("judging")
    stage = world.call.stages.get()
    make_stage(world.call, 2, "field", "현장 확인")
    for _number in range(2):
        judge = make_judge(world.call, stage)
        for entry in (world.entry, world.rival):
            make_review(judge, entry, stage)
    load_reviews(world.call, world.officer, at=MOMENT)

    assert sorted(Review.objects.values_list("state", flat=True)) == [
        "assigned",
        "begun",
        "submitted",
        "submitted",
    ]
    assert Visit.objects.get().state == "signed"
