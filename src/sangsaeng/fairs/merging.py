"""What fairs do when two organizations turn out to be one."""

from sangsaeng.fairs.models import Fair, KeptItem, NoShow, Participant
from sangsaeng.fairs.refusals.setting_up import BothTakePart
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


@listen(OrganizationsMerged)
def move_records(merged: OrganizationsMerged) -> None:
    """Move the duplicate's absences and what it keeps of checklists; what is ready stays ready."""
    for no_show in NoShow.objects.filter(organization=merged.duplicate):
        change(no_show, organization=merged.into)
    own = {one.item_id: one for one in KeptItem.objects.filter(organization=merged.into)}
    for kept in KeptItem.objects.filter(organization=merged.duplicate):
        twin = own.get(kept.item_id)
        if twin is None:
            change(kept, organization=merged.into)
            continue
        if kept.is_ready:
            change(twin, is_ready=True)
        kept.delete()
