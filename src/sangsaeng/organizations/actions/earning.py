"""What the platform itself lets an organization earn; who may was asked by the context that gives it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.facts import CredentialFacts
from sangsaeng.organizations.models import Credential, Organization

_LONGEST_NOTE = 300


@action
def earn_credential(
    organization: Organization,
    facts: CredentialFacts,
    *,
    actor: Person,
    at: datetime,
    is_sample: bool = False,
) -> Credential:
    """Record what an organization earned here, with our own page as its source."""
    facts = facts.checked()
    credential = Credential.objects.create(
        organization=organization, is_sample=is_sample, **vars(facts)
    )
    record(credential, **vars(facts), organization=organization)
    return credential


@action
def end_credential(
    organization: Organization,
    source: str,
    reason: str,
    *,
    on: date,
    actor: Person,
    at: datetime,
) -> None:
    """Say of what was earned by this source that it no longer holds, and why; the row stays."""
    record(organization, ended=source, reason=reason)
    for credential in organization.credentials.filter(source=source):
        note = _("%(day)s 취소: %(reason)s") % {"day": on.isoformat(), "reason": reason}
        change(credential, valid_until=on, note=note[:_LONGEST_NOTE])
