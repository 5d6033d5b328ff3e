"""What honors do when two organizations turn out to be one."""

from sangsaeng.honors.models import Holder
from sangsaeng.kernel.actions import change
from sangsaeng.kernel.events import listen
from sangsaeng.organizations.events import OrganizationsMerged


@listen(OrganizationsMerged)
def move_what_it_holds(merged: OrganizationsMerged) -> None:
    """Move the honors; plaques stay as they were signed, under the name borne on that day.

    Where both hold the same honor, the duplicate's place stays what it is: a plaque was given for it.
    """
    for holder in Holder.objects.filter(organization=merged.duplicate):
        twin = Holder.objects.filter(honor=holder.honor_id, organization=merged.into).exists()
        if not twin:
            change(holder, organization=merged.into)
