"""What an organization has said of the matches it was shown; read by its own people only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from sangsaeng.exchange.models import Competitor, Interest, Listing, MatchSetting, Verdict
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.rules import is_member

# The latest so many are learned from.
MOST_LEARNED: Final = 400
# Their text is as it was when it was out.
_WAS_OUT: Final = ("published", "closed", "expired")


class Judged(NamedTuple):
    """A pair an organization judged: its own need or offer, the other's, and whether they fit."""

    own: Listing | None
    other: Listing
    fits: bool


def setting_of(organization: Organization) -> MatchSetting | None:
    """Return how the organization's matches are weighed, if it ever said."""
    return MatchSetting.objects.filter(organization=organization).first()


def follows_history(organization: Organization) -> bool:
    """Tell whether the organization's matches follow its own word; they do unless it said no."""
    setting = setting_of(organization)
    return setting is None or setting.follows_history


def verdicts_on(viewer: Viewer, own: Listing) -> dict[int, str]:
    """Return what the owner's people said of others for this need or offer, by the other's row."""
    if not is_member(viewer, own.owner):
        return {}
    said = Verdict.objects.filter(organization=own.owner, own=own)
    return dict(said.values_list("other", "word"))


def judged_by(viewer: Viewer, organization: Organization) -> list[Judged]:
    """Return the pairs the organization judged, to its people; the latest word on each counts.

    What it pressed comes before what it answered. Left out is what began before the organization
    chose to start anew, and whatever its owner no longer shows to the organization.
    """
    if not is_member(viewer, organization):
        return []
    setting = setting_of(organization)
    since = setting.learns_since if setting else None
    found: dict[tuple[int | None, int], Judged] = {}
    for source in (_asked, _answered, _pressed):
        for judged in source(organization, since):
            found[judged.own.pk if judged.own else None, judged.other.pk] = judged
    known = _still_known(organization, [one.other.pk for one in found.values()])
    return [one for one in found.values() if one.other.pk in known][-MOST_LEARNED:]


def _pressed(organization: Organization, since: datetime | None) -> Iterable[Judged]:
    said = Verdict.objects.filter(organization=organization).order_by("said_at", "pk")
    rows = said.filter(said_at__gt=since) if since else said
    for row in rows.select_related("own__owner", "other__owner"):
        yield Judged(row.own, row.other, row.word == Verdict.Word.FITS)


def _asked(organization: Organization, since: datetime | None) -> Iterable[Judged]:
    """Whoever asks another says that it fits."""
    asked = Interest.objects.filter(organization=organization).exclude(state="withdrawn")
    for row in _in_order(asked, since):
        yield Judged(row.answering, row.listing, fits=True)


def _answered(organization: Organization, since: datetime | None) -> Iterable[Judged]:
    answered = Interest.objects.filter(
        listing__owner=organization, state__in=("accepted", "declined"), answering__isnull=False
    )
    for row in _in_order(answered, since):
        if row.answering is not None:
            yield Judged(row.listing, row.answering, row.state == "accepted")


def _in_order(interests: QuerySet[Interest], since: datetime | None) -> Iterable[Interest]:
    rows = interests.filter(asked_at__gt=since) if since else interests
    return rows.select_related("listing__owner", "answering__owner").order_by("asked_at", "pk")


def _still_known(organization: Organization, pks: Iterable[int]) -> frozenset[int]:
    shut_out = Competitor.objects.filter(owner=OuterRef("owner"), competitor=organization)
    known = Listing.objects.filter(pk__in=list(pks), state__in=_WAS_OUT).exclude(Exists(shut_out))
    return frozenset(known.values_list("pk", flat=True))
