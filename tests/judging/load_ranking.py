"""2,000 entries × 3 judges: ranking, its page and the decisions. Not part of the suite; run it with

python -m pytest -s tests/judging/load_ranking.py
"""

from time import perf_counter

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import MOMENT, make_member, make_organization
from tests.judging.deciding_world import announce_anew, discussed
from tests.programs.factories import make_call, make_program

from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.ranking import keep_ranking
from sangsaeng.judging.models import Judge, Review, Score
from sangsaeng.judging.queries.plans import plan_decisions, proposed
from sangsaeng.judging.queries.stages import across_the_cut
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Kind, Organization
from sangsaeng.programs.models import Call, Entry

pytestmark = pytest.mark.django_db
ENTRIES, JUDGES, EACH, PLACES = 2_000, 250, 3, 200


@pytest.fixture
def world():
    """A call whose every entry was scored by three of many judges."""
    host = make_organization("재단", kind=Kind.PUBLIC_INSTITUTION)
    officer = make_member(host)
    call = make_call(make_program(host=host, officer=officer), state="judging", places=PLACES)
    companies = Organization.objects.bulk_create(
        Organization(name=f"기업{number}", kind=Kind.COMPANY, entered_at=MOMENT)
        for number in range(ENTRIES)
    )
    entries = Entry.objects.bulk_create(
        Entry(
            call=call,
            lead=one,
            title=f"신청 {number}",
            state="submitted",
            begun_by=officer,
            begun_at=MOMENT,
            submitted_at=MOMENT,
        )
        for number, one in enumerate(companies)
    )
    people = Person.objects.bulk_create(
        Person(email=f"judge{number}@example.org", name=f"위원{number}") for number in range(JUDGES)
    )
    judges = Judge.objects.bulk_create(
        Judge(call=call, person=one, state="accepted", named_at=MOMENT) for one in people
    )
    stage = call.stages.get()
    draw = np.random.default_rng(7)
    reviews = Review.objects.bulk_create(
        Review(
            stage=stage,
            entry=entry,
            judge=judges[judge],
            label=f"평가 {place}",
            state="submitted",
            assigned_at=MOMENT,
            submitted_at=MOMENT,
        )
        for entry in entries
        for place, judge in enumerate(draw.choice(JUDGES, EACH, replace=False))
    )
    Score.objects.bulk_create(
        Score(review=one, criterion=criterion, points=int(draw.integers(2, 11)), saved_at=MOMENT)
        for one in reviews
        for criterion in stage.criteria.all()
    )
    announce_anew(call)
    stage.call = Call.objects.get(pk=call.pk)
    stage.officer = officer
    return stage


def timed(name, deed):
    """Do it, and say how long it took and how often it asked the database."""
    began = perf_counter()
    with CaptureQueriesContext(connection) as seen:
        done = deed()
    print(f"{name}: {perf_counter() - began:.2f} s, {len(seen)} statements")  # noqa: T201 - figures for the reader
    return done


def test_two_thousand_entries(client, world):
    officer, where = world.officer, [world.call.slug, 1]
    ranking = timed("ranking", lambda: keep_ranking(world, actor=officer, at=MOMENT))
    client.force_login(officer)
    for route in ("ranking", "decision_stage"):
        page = timed(route, lambda route=route: client.get(reverse(route, args=where)))
        assert page.status_code == 200
    timed("export", lambda: client.get(reverse("ranking_export", args=[*where, "json"])))
    world.officer = officer
    across = list(across_the_cut(world))
    print(f"{len(ranking.rows)} ranked, {len(across)} across the cut")  # noqa: T201 - figures for the reader
    discussed(world, world, *across)
    wishes = timed("propose", lambda: proposed(world, PLACES, "예", "아니요"))
    timed("dry run", lambda: plan_decisions(world, wishes))
    plan = timed("decide", lambda: decide(world, wishes, actor=officer, at=MOMENT))

    assert plan.count("add") == ENTRIES
