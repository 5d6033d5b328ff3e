"""What is done to organizations: entered, described, named, credited, merged."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid
from sangsaeng.organizations import queries, rules
from sangsaeng.organizations.events import OrganizationDescribed, OrganizationsMerged
from sangsaeng.organizations.facts import CredentialFacts, OrganizationFacts
from sangsaeng.organizations.models import (
    Credential,
    Membership,
    Organization,
    OrganizationName,
    Role,
)
from sangsaeng.organizations.names import name_key
from sangsaeng.organizations.refusals import AlreadyKnown, LastName, MergeRefused, NameTaken
from sangsaeng.organizations.resolving import named

Use = OrganizationName.Use
LONGEST_NAME = 160
IDENTITY = frozenset({"name", "kind", "business_number", "source"})


@action
def enter_organization(
    facts: OrganizationFacts,
    *,
    actor: Person,
    at: datetime,
    names: Iterable[str] = (),
    is_sample: bool = False,
) -> Organization:
    """Enter an organization that is not known yet, with the other names it goes by."""
    require(rules.may_enter(actor), actor)
    facts = facts.checked()
    _refuse_known(facts)
    organization = Organization.objects.create(
        **facts.as_fields, entered_at=at, is_sample=is_sample
    )
    _put_first_names(organization, facts, names)
    record(organization, **facts.as_fields, names=list(names))
    return organization


@action
def edit_organization(
    organization: Organization,
    facts: OrganizationFacts,
    *,
    actor: Person,
    at: datetime,
    seen_version: int | None = None,
) -> bool:
    """Describe the organization anew; tell whether anything changed.

    Only operators change what identifies it. With ``seen_version`` a change somebody else made
    meanwhile is not overwritten.
    """
    require(rules.may_edit(actor, organization), actor)
    facts = facts.checked()
    old = OrganizationFacts.of(organization)
    changed = {
        name: value for name, value in facts.as_fields.items() if getattr(old, name) != value
    }
    if not changed:
        record(organization, unchanged=True)
        return False
    if IDENTITY & changed.keys():
        require(rules.may_edit_identity(actor, organization), actor)
    if {"name", "business_number"} & changed.keys():
        _refuse_known(facts, other_than=organization)
    _take_version(organization, seen_version)
    change(organization, **changed)
    if "name" in changed:
        organization.names.filter(use=Use.OFFICIAL).update(use=Use.FORMER)
        _put_name(organization, facts.name, Use.OFFICIAL)
    if changed.get("name_en"):
        _put_name(organization, facts.name_en, Use.ENGLISH)
    announce(OrganizationDescribed(organization, actor, at))
    return True


@action
def add_name(
    organization: Organization,
    name: str,
    use: str = Use.ALIAS,
    source: str = "",
    *,
    actor: Person,
    at: datetime,
) -> OrganizationName:
    """Add a name the organization goes by; only operators may make a name mean two of them."""
    require(rules.may_edit(actor, organization), actor)
    if use not in Use.values or use == Use.OFFICIAL:
        raise Invalid({"use": _("이름의 종류를 고르십시오.")})
    if not name_key(name) or len(name) > LONGEST_NAME:
        raise Invalid({"name": _("이름을 160자 이하의 글자로 입력해 주십시오.")})
    means_another = any(each.pk != organization.pk for each in named(name))
    if means_another and not rules.may_edit_identity(actor, organization):
        raise NameTaken(name=name)
    row = _put_name(organization, name, use, source)
    record(organization, name=row.name, use=row.use, source=source)
    return row


@action
def remove_name(name: OrganizationName, *, actor: Person, at: datetime) -> None:
    """Remove a name the organization does not go by; the official one stays."""
    organization = name.organization
    require(rules.may_edit(actor, organization), actor)
    if name.use == Use.OFFICIAL:
        raise LastName
    record(organization, old={"name": name.name, "use": name.use}, removed=True)
    name.delete()


@action
def add_credential(
    organization: Organization,
    facts: CredentialFacts,
    *,
    actor: Person,
    at: datetime,
    is_sample: bool = False,
) -> Credential:
    """Record something the organization earned; the same thing is recorded once."""
    require(rules.may_record_credentials(actor, organization), actor)
    facts = facts.checked()
    fields = dict(vars(facts))
    key = {name: fields.pop(name) for name in ("kind", "year", "value")}
    credential, is_new = Credential.objects.get_or_create(
        organization=organization, **key, defaults={**fields, "is_sample": is_sample}
    )
    record(credential, **vars(facts), organization=organization, is_new=is_new)
    return credential


@action
def remove_credential(credential: Credential, *, actor: Person, at: datetime) -> None:
    """Remove a credential that was recorded in error."""
    require(rules.may_record_credentials(actor, credential.organization), actor)
    record(
        credential.organization,
        old={
            "kind": credential.kind,
            "year": credential.year,
            "value": credential.value,
            "source": credential.source,
        },
        removed=True,
    )
    credential.delete()


@action
def merge_organizations(
    into: Organization, duplicate: Organization, *, actor: Person, at: datetime
) -> Organization:
    """Declare two organizations one: all that belongs to the duplicate moves to the other.

    The duplicate's row stays, pointing to the one it became, so that old links and records hold.
    """
    require(rules.may_merge(actor), actor)
    pair = Organization.objects.select_for_update().filter(pk__in=(into.pk, duplicate.pk))
    rows = {each.pk: each for each in pair.order_by("pk")}
    if into.pk == duplicate.pk or any(each.merged_into_id for each in rows.values()):
        raise MergeRefused
    into, duplicate = rows[into.pk], rows[duplicate.pk]
    if into.business_number and duplicate.business_number:
        raise MergeRefused
    _fill_blanks(into, duplicate)
    _move_names(into, duplicate)
    _move_credentials(into, duplicate)
    _move_people(into, duplicate, at)
    Organization.objects.filter(merged_into=duplicate).update(merged_into=into)
    change(duplicate, merged_into=into)
    record(into, merged=duplicate.code)
    announce(OrganizationsMerged(into, duplicate, actor, at))
    return into


def _refuse_known(facts: OrganizationFacts, other_than: Organization | None = None) -> None:
    """Refuse a number that is taken, or a name that is taken unless the numbers tell them apart."""
    number = facts.business_number
    known = list(queries.by_business_number([number]).values()) if number else []
    known += [
        each
        for each in named(facts.name)
        if number is None or each.business_number in (None, number)
    ]
    for each in known:
        if other_than is None or each.pk != other_than.pk:
            raise AlreadyKnown(name=facts.name, known=each.name, code=each.code)


def _put_first_names(
    organization: Organization, facts: OrganizationFacts, names: Iterable[str]
) -> None:
    uses = dict.fromkeys((" ".join(name.split()) for name in names), Use.ALIAS)
    uses |= {facts.name_en: Use.ENGLISH} if facts.name_en else {}
    uses |= {facts.name: Use.OFFICIAL}
    OrganizationName.objects.bulk_create(
        OrganizationName(organization=organization, name=name, key=name_key(name), use=use)
        for name, use in uses.items()
    )


def _put_name(
    organization: Organization, name: str, use: str, source: str = ""
) -> OrganizationName:
    name = " ".join(name.split())
    row, _is_new = OrganizationName.objects.update_or_create(
        organization=organization,
        name=name,
        defaults={"key": name_key(name), "use": use, "source": source},
    )
    return row


def _take_version(organization: Organization, seen: int | None) -> None:
    """Raise the version, refusing when it is not the one the actor saw."""
    seen = organization.version if seen is None else seen
    taken = Organization.objects.filter(pk=organization.pk, version=seen).update(
        version=F("version") + 1
    )
    if not taken:
        raise ChangedMeanwhile
    organization.version = seen + 1


def _fill_blanks(into: Organization, duplicate: Organization) -> None:
    kept = OrganizationFacts.of(into).as_fields
    given = OrganizationFacts.of(duplicate).as_fields
    if into.kind != duplicate.kind:
        given["size_class"] = ""
    if given["business_number"]:
        change(duplicate, business_number=None)
    filled: dict[str, Any] = {
        name: value for name, value in given.items() if value and not kept[name]
    }
    if duplicate.group_id and not into.group_id:
        filled["group"] = duplicate.group
    if filled:
        change(into, **filled)


def _move_names(into: Organization, duplicate: Organization) -> None:
    taken = set(into.names.values_list("name", flat=True))
    for name in duplicate.names.exclude(name__in=taken):
        name.organization = into
        name.use = Use.ALIAS if name.use == Use.OFFICIAL else name.use
        name.save(update_fields=["organization", "use"])


def _move_credentials(into: Organization, duplicate: Organization) -> None:
    taken = set(into.credentials.values_list("kind", "year", "value"))
    for credential in duplicate.credentials.all():
        if (credential.kind, credential.year, credential.value) not in taken:
            credential.organization = into
            credential.save(update_fields=["organization"])


def _move_people(into: Organization, duplicate: Organization, at: datetime) -> None:
    order = [Role.STAFF, Role.MANAGER, Role.OWNER]
    running = Membership.objects.running()
    there = {each.person_id: each for each in running.filter(organization=into)}
    for membership in running.filter(organization=duplicate):
        kept = there.get(membership.person_id)
        if kept is None:
            change(membership, organization=into)
            continue
        change(membership, ended_at=at)
        higher = max(Role(kept.role), Role(membership.role), key=order.index)
        change(kept, role=higher)
    for claim in duplicate.claims.filter(state="asked"):
        if into.claims.filter(state="asked", person=claim.person_id).exists():
            change(claim, state="refused", answered_at=at, answer=_("합쳐진 기업·기관의 중복 요청"))
        else:
            change(claim, organization=into)
