"""What notices do when two organizations turn out to be one."""

from sangsaeng.kernel.events import listen
from sangsaeng.notices.models import Notice
from sangsaeng.organizations.events import OrganizationsMerged


@listen(OrganizationsMerged)
def move_notices(merged: OrganizationsMerged) -> None:
    """What was told about the duplicate is about the organization it became."""
    Notice.objects.filter(organization=merged.duplicate).update(organization=merged.into)
