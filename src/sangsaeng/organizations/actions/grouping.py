"""Which corporate group (기업집단) an organization belongs to, as published."""

from datetime import datetime

from django.utils.translation import gettext as _

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.organizations import rules
from sangsaeng.organizations.events import OrganizationDescribed
from sangsaeng.organizations.models import CorporateGroup, Organization


@action
def put_in_group(
    organization: Organization, name: str, source: str = "", *, actor: Person, at: datetime
) -> CorporateGroup | None:
    """Say to which group the organization belongs; without a name, to none."""
    require(rules.may_edit_identity(actor, organization), actor)
    name, source = " ".join(name.split()), source.strip()
    group = _group(name, source) if name else None
    if change(organization, group=group):
        announce(OrganizationDescribed(organization, actor, at))
    return group


def _group(name: str, source: str) -> CorporateGroup:
    if not source:
        raise Invalid({"source": _("어디에서 확인했는지 적어 주십시오. 예: 공시대상기업집단 지정")})
    group, is_new = CorporateGroup.objects.get_or_create(
        name=name[:80], defaults={"source": source[:300]}
    )
    if is_new:
        record(group, name=group.name, source=source)
    return group
