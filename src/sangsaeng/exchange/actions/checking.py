"""Checking: what an owner hands in is sent back or checked by the editor or an association."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from sangsaeng.exchange import rules
from sangsaeng.exchange.actions.stepping import hold, refuse_unready_row, take_step
from sangsaeng.exchange.events import ListingChecked, ListingSentBack, ListingSubmitted
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.refusals.listing import NoteNeeded
from sangsaeng.kernel.actions import action
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid

LONGEST_NOTE: Final = 500


@action
def submit(listing: Listing, *, actor: Person, at: datetime) -> None:
    """Hand it in to be checked, if it is complete and does not tell what it is not to tell."""
    require(rules.may_edit(actor, listing), actor)
    hold(listing)
    refuse_unready_row(listing)
    take_step(listing, "submit", at=at, sent_back_with="")
    announce(ListingSubmitted(listing, actor, at))


@action
def send_back(listing: Listing, note: str, *, actor: Person, at: datetime) -> None:
    """Ask for something to be added first."""
    require(rules.may_check(actor, listing), actor)
    hold(listing)
    note = " ".join(note.split())
    if not note:
        raise NoteNeeded
    if len(note) > LONGEST_NOTE:
        raise Invalid({"note": _("%(limit)s자 이하로 입력해 주십시오.") % {"limit": LONGEST_NOTE}})
    take_step(listing, "send_back", at=at, sent_back_with=note)
    announce(ListingSentBack(listing, actor, at))


@action
def check(
    listing: Listing, *, actor: Person, at: datetime, seen_version: int | None = None
) -> None:
    """Say that it may be published; with ``seen_version`` only what the checker has read."""
    require(rules.may_check(actor, listing), actor)
    hold(listing)
    if seen_version is not None and seen_version != listing.version:
        raise ChangedMeanwhile
    refuse_unready_row(listing)
    take_step(listing, "check", at=at, checked_by=actor, checked_at=at)
    announce(ListingChecked(listing, actor, at))
