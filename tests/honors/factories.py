"""Honors for tests: plain rows; what actions do is tested through actions."""

from datetime import date, timedelta

from tests.factories import MOMENT, make_member, make_organization
from tests.programs.factories import call_world

from sangsaeng.honors.actions.giving import Award, give_honor
from sangsaeng.honors.models import AuthorityKey, Benefit, Ceremony, Holder, Honor
from sangsaeng.kernel.tokens import digest, new_token
from sangsaeng.organizations.models import Kind
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


def make_benefit(holder, **fields):
    """An immigration card that holds all through 2026, unless told otherwise."""
    fields.setdefault("kind", "immigration")
    fields.setdefault("label", "출입국 우대카드")
    fields.setdefault("starts_on", date(2026, 1, 1))
    fields.setdefault("ends_on", date(2026, 12, 31))
    return Benefit.objects.create(holder=holder, given_at=MOMENT, **fields)


def make_authority(name="출입국심사청"):
    """A ministry with a person who asks."""
    ministry = make_organization(name, kind=Kind.MINISTRY)
    return ministry, make_member(ministry)


def make_key(authority, keeper, **fields):
    """A key that opens the immigration card, and the token it was given out with."""
    token = new_token()
    key = AuthorityKey.objects.create(
        authority=authority,
        keeper=keeper,
        purpose="우대 심사대",
        kinds=fields.pop("kinds", ["immigration"]),
        digest=digest(token),
        given_by=keeper,
        given_at=MOMENT,
        expires_on=fields.pop("expires_on", date(2027, 3, 31)),
        **fields,
    )
    return key, token


def make_ceremony(call, **fields):
    """A ceremony of the call in a small hall."""
    fields.setdefault("name", "윈윈 아너스 수여식")
    fields.setdefault("held_at", MOMENT + timedelta(days=30))
    fields.setdefault("place", "서울 코엑스")
    fields.setdefault("rows", 3)
    fields.setdefault("seats_per_row", 4)
    return Ceremony.objects.create(call=call, **fields)
