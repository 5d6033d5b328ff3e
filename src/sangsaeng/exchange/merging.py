"""What the exchange does when an organization is described anew, or two turn out to be one."""

from typing import Any, Final

from django.db import models

from sangsaeng.exchange.models import (
    Admission,
    Appointment,
    Competitor,
    Interest,
    Listing,
    MatchSetting,
    Verdict,
)
from sangsaeng.exchange.states import INTEREST_STATES
from sangsaeng.kernel.actions import change, record_each
from sangsaeng.kernel.events import listen
from sangsaeng.organizations.events import OrganizationDescribed, OrganizationsMerged

_RUNNING: Final = ("asked", "accepted")


@listen(OrganizationDescribed)
def find_under_the_new_name(described: OrganizationDescribed) -> None:
    """Let searches feel the owner's new name and size."""
    Listing.objects.of(described.organization).update(touched_at=described.at)


@listen(OrganizationsMerged)
def move_listings(merged: OrganizationsMerged) -> None:
    """Move what the duplicate put up and what it was to check."""
    _move(Listing.objects.filter(owner=merged.duplicate), "owner", merged)
    _move(Listing.objects.filter(checker=merged.duplicate), "checker", merged)
    Listing.objects.of(merged.into).update(touched_at=merged.at)


@listen(OrganizationsMerged)
def move_admissions(merged: OrganizationsMerged) -> None:
    """Move what was opened to the duplicate; nobody is let in twice, nor to their own text."""
    opened = set(
        Admission.objects.filter(organization=merged.into, ended_at__isnull=True).values_list(
            "listing", flat=True
        )
    )
    for admission in Admission.objects.filter(organization=merged.duplicate):
        needless = admission.listing_id in opened and admission.ended_at is None
        ended = {"ended_at": merged.at} if needless else {}
        change(admission, organization=merged.into, **ended)
    own = Admission.objects.filter(
        listing__owner=merged.into, organization=merged.into, ended_at__isnull=True
    )
    for admission in own:
        change(admission, ended_at=merged.at)


@listen(OrganizationsMerged)
def move_competitors(merged: OrganizationsMerged) -> None:
    """Join the quiet lists; one organization is no competitor of itself."""
    pair = (merged.into, merged.duplicate)
    Competitor.objects.filter(owner__in=pair, competitor__in=pair).delete()
    hidden = Competitor.objects.filter(owner=merged.into).values("competitor")
    Competitor.objects.filter(owner=merged.duplicate, competitor__in=hidden).delete()
    hiding = Competitor.objects.filter(competitor=merged.into).values("owner")
    Competitor.objects.filter(competitor=merged.duplicate, owner__in=hiding).delete()
    for row in Competitor.objects.filter(owner=merged.duplicate):
        change(row, owner=merged.into)
    for row in Competitor.objects.filter(competitor=merged.duplicate):
        change(row, competitor=merged.into)


@listen(OrganizationsMerged)
def move_interests(merged: OrganizationsMerged) -> None:
    """Move what the duplicate was interested in; of two that run, the one further on stays."""
    running = {
        one.listing_id: one
        for one in Interest.objects.filter(organization=merged.into, state__in=_RUNNING)
    }
    for interest in Interest.objects.filter(organization=merged.duplicate):
        twin = running.get(interest.listing_id)
        if twin is not None and interest.state in _RUNNING:
            _withdraw(twin if interest.state == "accepted" else interest)
        change(interest, organization=merged.into)
    own = Interest.objects.filter(
        organization=merged.into, listing__owner=merged.into, state__in=_RUNNING
    )
    for interest in own:
        _withdraw(interest)
    for appointment in Appointment.objects.filter(proposing=merged.duplicate):
        change(appointment, proposing=merged.into)


@listen(OrganizationsMerged)
def move_learning(merged: OrganizationsMerged) -> None:
    """Move what the duplicate said of its matches; where both spoke, the surviving one's word stands."""
    said = set(Verdict.objects.filter(organization=merged.into).values_list("own", "other"))
    for verdict in Verdict.objects.filter(organization=merged.duplicate):
        if (verdict.own_id, verdict.other_id) in said:
            verdict.delete()
        else:
            change(verdict, organization=merged.into)
    has_setting = MatchSetting.objects.filter(organization=merged.into).exists()
    for setting in MatchSetting.objects.filter(organization=merged.duplicate):
        if has_setting:
            setting.delete()
        else:
            change(setting, organization=merged.into)


def _move(rows: models.QuerySet[Listing], role: str, merged: OrganizationsMerged) -> None:
    moved = list(rows)
    rows.update(**{role: merged.into}, touched_at=merged.at)
    old, new = _said(role, merged.duplicate), _said(role, merged.into)
    record_each((one, old, new) for one in moved)


def _said(role: str, organization: models.Model) -> dict[str, Any]:
    return {role: organization}


def _withdraw(interest: Interest) -> None:
    change(interest, state=INTEREST_STATES.after(interest.state, "withdraw"))
