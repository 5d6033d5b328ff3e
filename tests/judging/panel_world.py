"""Everybody around a panel: judges at work and in conflict, officers with cases of their own."""

from tests.factories import MOMENT, make_member, make_operator
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import call_world

from sangsaeng.judging.actions.conflicts import look_again
from sangsaeng.judging.models import Conflict
from sangsaeng.organizations.models import OrganizationName, Role
from sangsaeng.organizations.names import name_key
from sangsaeng.programs.models import Officer

CANARY = "가려진제목CANARY"


def panel_world():
    """A call with a judge at work, one with a conflict, and officers with cases of their own."""
    world = call_world()
    world.entry.title = CANARY
    world.entry.save()
    world.stage = world.call.stages.get()
    world.judge = make_judge(world.call, world.stage)
    world.review = make_review(world.judge, world.rival, world.stage)
    partner, judging = (make_member(world.host, Role.STAFF) for _each in range(2))
    for one in (partner, judging):
        Officer.objects.create(program=world.program, person=one, began_at=MOMENT)
    world.small.memberships.create(person=partner, role=Role.STAFF, began_at=MOMENT)
    make_judge(world.call, world.stage, judging)
    named = make_judge(world.call, world.stage, state="named", declared=False)
    invited = make_judge(world.call, world.stage, state="invited", declared=False)
    barred = make_judge(world.call, world.stage, world.large_staff)
    look_again(world.call, at=MOMENT)
    world.conflict = Conflict.objects.get(judge=barred)
    OrganizationName.objects.create(
        organization=world.small, name="다솜세정", key=name_key("다솜세정"), use="official"
    )
    world.people = {
        "outsider": world.outsider,
        "entrant": world.small_lead,
        "officer": world.officer,
        "officer_partner": partner,
        "officer_judge": judging,
        "judge": world.judge.person,
        "invited": invited.person,
        "named": named.person,
        "barred": barred.person,
        "operator": make_operator(),
    }
    world.invited = invited
    return world
