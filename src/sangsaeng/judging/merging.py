"""What judging does when two organizations turn out to be one."""

from sangsaeng.judging.models import Tie
from sangsaeng.kernel.actions import change
from sangsaeng.kernel.events import listen
from sangsaeng.organizations.events import OrganizationsMerged


@listen(OrganizationsMerged)
def move_ties(merged: OrganizationsMerged) -> None:
    """Move ties; what a judge has declared about the duplicate does not speak of the other.

    Declarations stay as they were given: a judge who knew the organization by its other name is
    asked again. Conflicts stay, too, and are found anew under the organization that remains.
    """
    for tie in Tie.objects.filter(organization=merged.duplicate):
        twins = Tie.objects.filter(person=tie.person_id, kind=tie.kind)
        if not twins.filter(organization=merged.into).exists():
            change(tie, organization=merged.into)
