"""Every notice of a call, an entry, judging or an honor leads to a page that is there."""

import pytest
from django.urls import resolve
from tests.factories import MOMENT
from tests.honors.factories import make_ceremony
from tests.judging.factories import make_judge
from tests.programs.factories import call_world

from sangsaeng.honors.models import Guest
from sangsaeng.judging.models import Visit
from sangsaeng.notices import addresses_calls as leads
from sangsaeng.programs.models import Recommendation

pytestmark = pytest.mark.django_db


def test_every_address_is_a_page():
    world = call_world(state="published")
    guest = Guest(ceremony=make_ceremony(world.call), name="손님")
    found = {
        resolve(path).url_name
        for path in (
            leads.call_path(world.call),
            leads.running_path(world.call),
            leads.panel_path(world.call),
            leads.entry_path(world.entry),
            leads.handled_path(world.entry),
            leads.recommendation_path(Recommendation(call=world.call)),
            leads.judge_path(make_judge(world.call)),
            leads.judging_path(),
            leads.visit_path(Visit(entry=world.entry, planned_at=MOMENT)),
            leads.honor_path("ABCD2345"),
            leads.benefits_path(),
            leads.invitation_path(guest),
        )
    }

    assert found == {
        "call",
        "call_run",
        "panel",
        "entry",
        "entry_run",
        "recommendation",
        "judge_invitation",
        "review_home",
        "visit",
        "honor",
        "benefit_mine",
        "ceremony_invitation",
    }
