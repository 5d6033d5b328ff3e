"""Honors for tests: plain rows; what actions do is tested through actions."""

from datetime import date

from tests.factories import MOMENT
from tests.programs.factories import call_world

from sangsaeng.honors.actions.giving import Award, give_honor
from sangsaeng.honors.models import Holder, Honor
from sangsaeng.programs.models import Entry


def make_honor(program, *organizations, **fields):
    """An honor of these organizations, from a source unless from an entry."""
    fields.setdefault("awarded_on", date(2026, 11, 20))
    if "entry" not in fields:
        fields.setdefault("source", "https://example.org/award")
    honor = Honor.objects.create(
        program=program, round=fields.pop("round", "2026년 1차"), entered_at=MOMENT, **fields
    )
    for position, one in enumerate(organizations, start=1):
        Holder.objects.create(honor=honor, organization=one, position=position, name=one.name)
    return honor


def given_honor(at, **fields):
    """A world with its call's results out, and the honor of its selected case; with plaques."""
    world = call_world(state="published")
    Entry.objects.filter(pk=world.entry.pk).update(state="selected")
    Entry.objects.filter(pk=world.rival.pk).update(state="not_selected")
    world.entry.refresh_from_db()
    award = Award(date(2026, 11, 20), **fields)
    return world, give_honor(world.entry, award, actor=world.officer, at=at)
