"""What fairs do when two organizations turn out to be one."""

from sangsaeng.fairs.models import Fair, Participant
from sangsaeng.fairs.refusals import BothTakePart
from sangsaeng.kernel.actions import change
from sangsaeng.kernel.events import listen
from sangsaeng.organizations.events import OrganizationsMerged


@listen(OrganizationsMerged)
def move_participations(merged: OrganizationsMerged) -> None:
    """Move what the duplicate organizes and takes part in; refuse when both sit in one fair."""
    parts = Participant.objects.filter(organization=merged.duplicate).select_related("fair")
    shared = parts.filter(fair__participants__organization=merged.into).first()
    if shared is not None:
        raise BothTakePart(fair=shared.fair.name)
    for part in parts:
        change(part, organization=merged.into)
    for fair in Fair.objects.filter(organizer=merged.duplicate):
        change(fair, organizer=merged.into)
