"""Two officers at once: a plan is applied once, a judge gets an entry once, a cap holds."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.factories import MOMENT
from tests.judging.factories import make_judge
from tests.programs.factories import call_world

from sangsaeng.judging.actions.assigning import apply_plan, assign, plan_of, sign_of
from sangsaeng.judging.models import Review
from sangsaeng.judging.queries.pool import read_pool
from sangsaeng.judging.refusals import JudgeUnfit, PlanChanged

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do the deeds at the same moment; return what each gave or how it was refused."""
    start = Barrier(len(deeds))

    def done(deed):
        start.wait()
        try:
            return deed()
        except (PlanChanged, JudgeUnfit) as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def test_plan_seen_by_two_officers_is_applied_once():
    world = call_world()
    stage = world.call.stages.get()
    for _each in range(3):
        make_judge(world.call, stage)
    seen = sign_of(plan_of(read_pool(stage)))
    answers = at_once(
        *[lambda: apply_plan(stage, seen, actor=world.officer, at=MOMENT) for _each in range(2)]
    )

    assert sorted(answers, key=str) == [4, PlanChanged]
    assert Review.objects.count() == 4


def test_last_room_of_a_judge_is_taken_once():
    world = call_world()
    stage = world.call.stages.get()
    judge = make_judge(world.call, stage, most_entries=1)
    answers = at_once(
        *[
            lambda entry=entry: assign(stage, [(judge, entry)], actor=world.officer, at=MOMENT)
            for entry in (world.entry, world.rival)
        ]
    )

    assert sorted(answers, key=str) == [1, JudgeUnfit]
    assert Review.objects.count() == 1
