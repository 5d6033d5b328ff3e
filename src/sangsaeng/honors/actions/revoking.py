"""Taking an honor back: everything stays to be read, and says that it no longer holds."""

from datetime import datetime

from django.utils.translation import gettext as _

from sangsaeng.honors.addresses import honor_address
from sangsaeng.honors.events import HonorRevoked
from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.honors.rules import may_revoke
from sangsaeng.honors.states import HONOR_STATES
from sangsaeng.kernel.actions import action, change
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.organizations.actions import end_credential


@action
def revoke_honor(honor: Honor, reason: str, *, actor: Person, at: datetime) -> Honor:
    """Take the honor back with its plaques and what the holders earned by it."""
    honor = Honor.objects.select_for_update().select_related("program").get(pk=honor.pk)
    state = HONOR_STATES.after(honor.state, "revoke")
    require(may_revoke(actor, honor), actor)
    because = " ".join(reason.split())
    if not because:
        raise Invalid({"reason": _("취소하는 까닭을 적어 주십시오. 누구나 읽게 됩니다.")})
    change(honor, state=state, revoked_at=at, revoked_because=because)
    for plaque in Plaque.objects.filter(holder__honor=honor, revoked_at=None):
        change(plaque, revoked_at=at, revoked_because=because)
    for holder in honor.holders.select_related("organization"):
        end_credential(
            holder.organization, honor_address(honor), because, on=day_of(at), actor=actor, at=at
        )
    announce(HonorRevoked(honor, actor, at))
    return honor
