"""Who may open and press what between the scores and the announced result."""

import json

import pytest
from django.db import transaction
from django.urls import reverse
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.judging.deciding_world import (
    announce_anew,
    discussed,
    judging_world,
    make_ranking,
    wishes,
)
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import make_program
from tests.web.matrix_deciding import AFTER, PERSONAS, PRESSES, ROUTES, arguments
from time_machine import travel

from sangsaeng.judging.actions.announcing import announce_results
from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.sealing import lift_seal, seal_judging
from sangsaeng.judging.models import Decision
from sangsaeng.judging.queries.plans import plan_decisions
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.organizations.models import Kind, Membership, Role
from sangsaeng.programs.models import Officer

pytestmark = pytest.mark.django_db
CANARY = "CANARYREASON"


@pytest.fixture
def world():
    """A call with a ranking, closed minutes, decisions and an incident long over."""
    world = judging_world()
    announce_anew(world.call)
    make_ranking(world.stage, world, across=[world.rival])
    discussed(world, world.stage, world.rival)
    seal_judging(world.call, "훈련", actor=world.officer, at=MOMENT)
    world.old_seal = lift_seal(world.call, "훈련 끝", actor=world.officer, at=MOMENT)
    asked = wishes([world.entry, world.rival], [world.third])
    asked[world.third.code] = type(asked[world.third.code])("pass_over", CANARY)
    decide(world.stage, asked, actor=world.officer, at=MOMENT)
    sealed, judging = (make_member(world.host, Role.STAFF) for _ in range(2))
    for person in (sealed, judging):
        Officer.objects.create(program=world.program, person=person, began_at=MOMENT)
    Membership.objects.create(
        organization=world.small, person=sealed, role=Role.STAFF, began_at=MOMENT
    )
    make_review(make_judge(world.call, person=judging), world.rival, world.stage, "released")
    elsewhere = make_organization("다른재단", kind=Kind.PUBLIC_INSTITUTION)
    other = make_member(elsewhere, Role.STAFF)
    make_program("other", host=elsewhere, officer=other, name="다른 사업")
    world.people = {
        "outsider": make_person(),
        "team_lead": world.large_lead,
        "team_staff": world.large_staff,
        "judge": world.judges[0].person,
        "officer": world.officer,
        "sealed_officer": sealed,
        "judging_officer": judging,
        "other_officer": other,
        "operator": make_operator(),
    }
    with travel(MOMENT, tick=False):
        yield world


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


def answers_of(client, world, routes):
    given = arguments(world)
    answers = {}
    for route in routes:
        url = reverse(route, kwargs=given[route])
        answers[route] = {}
        for persona in PERSONAS:
            sign_in(client, world, persona)
            answers[route][persona] = client.get(url).status_code
    return answers


def bodies(world):
    """What is entered where."""
    asked = wishes([world.entry, world.rival], [world.third])
    facts = {"held_at": "2026-11-02T10:00", "attendees": "셋", "text": "논의"}
    return {
        "decision_minutes_new": facts,
        "decision_minutes_page": facts | {"seen": "2"},
        "decision_minutes_discuss": {"entry": world.entry.code, "text": "또"},
        "decision_minutes_close": {"seen": "2"},
        "decision_propose": {"most": "2", "yes": "까닭", "no": "까닭"},
        "decision_by_hand": {"codes": [world.entry.code], "verdict": "reserve", "reason": "까닭"},
        "decision_confirm": {
            "wishes": json.dumps({code: [one.verdict, one.reason] for code, one in asked.items()}),
            "seen": plan_decisions(world.stage, asked).digest,
        },
        "seal_on": {"reason": "사고"},
        "seal_lift": {"reason": "끝"},
        "objection_file": {"text": "이의"},
    }


def test_while_judging_each_persona_gets_the_answer_of_the_matrix(client, world):
    assert answers_of(client, world, ROUTES) == ROUTES


def test_once_results_are_out_everybody_reads_them_and_a_team_its_own(client, world):
    announce_results(world.call, actor=world.officer, at=MOMENT)

    assert answers_of(client, world, AFTER) == AFTER


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    url = reverse(route, kwargs=arguments(world)[route])
    body = bodies(world).get(route, {})
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, body).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: persona != "anonymous" and PRESSES[route][persona] == 302 for persona in PERSONAS
    }


READERS = ("anonymous", "outsider", "team_lead", "judge", "sealed_officer", "judging_officer")
PAGES = ("/calls/{slug}/", "/calls/{slug}/results/", "/calls/{slug}/seal/", "/entries/{entry}/")


@pytest.mark.parametrize("persona", [*READERS, "operator"])
def test_nothing_that_others_are_shown_depends_on_what_was_decided(client, world, persona):
    """Two worlds that differ in the decisions alone give the same pages to everybody else."""
    addresses = [page.format(slug=world.call.slug, entry=world.entry.code) for page in PAGES]
    sign_in(client, world, persona)
    decided = [_seen(client.get(address)) for address in addresses]
    Decision.objects.all().delete()
    undecided = [_seen(client.get(address)) for address in addresses]

    assert decided == undecided
    assert CANARY not in repr(decided)


def _seen(response):
    text = response.content.decode(errors="replace")
    lines = [line for line in text.splitlines() if "csrf" not in line]
    return response.status_code, lines
