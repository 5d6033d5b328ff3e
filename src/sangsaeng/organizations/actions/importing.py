"""Whole spreadsheets entered at once, or not at all."""

from datetime import datetime
from typing import Any

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations import rules
from sangsaeng.organizations.actions.describing import (
    add_credential,
    add_name,
    edit_organization,
    enter_organization,
)
from sangsaeng.organizations.facts import CredentialFacts, OrganizationFacts
from sangsaeng.organizations.importing import Plan, RowPlan
from sangsaeng.organizations.refusals import ImportFaulty


@action
def import_organizations(plan: Plan, *, actor: Person, at: datetime) -> dict[str, Any]:
    """Enter and change organizations as planned; a plan with a fault changes nothing."""
    _refuse_faulty(plan, actor)
    for row in plan.rows:
        _enter_organization_row(row, actor, at)
    return _counts(plan, actor)


@action
def import_credentials(plan: Plan, *, actor: Person, at: datetime) -> dict[str, Any]:
    """Record credentials as planned; a plan with a fault changes nothing."""
    _refuse_faulty(plan, actor)
    for row in plan.rows:
        if row.verdict == "add" and row.organization and isinstance(row.facts, CredentialFacts):
            add_credential(row.organization, row.facts, actor=actor, at=at)
    return _counts(plan, actor)


def _refuse_faulty(plan: Plan, actor: Person) -> None:
    require(rules.may_import(actor), actor)
    if faults := plan.count("fault"):
        raise ImportFaulty(count=faults)


def _enter_organization_row(row: RowPlan, actor: Person, at: datetime) -> None:
    if not isinstance(row.facts, OrganizationFacts):
        return
    if row.verdict == "add":
        enter_organization(row.facts, actor=actor, at=at, names=row.names)
    if row.verdict == "change" and row.organization:
        edit_organization(
            row.organization,
            row.facts,
            actor=actor,
            at=at,
            seen_version=row.organization.version,
        )
        for name in row.names:
            add_name(row.organization, name, actor=actor, at=at)


def _counts(plan: Plan, actor: Person) -> dict[str, Any]:
    report: dict[str, Any] = {
        "added": plan.count("add"),
        "changed": plan.count("change"),
        "same": plan.count("same"),
    }
    record(actor, **report)
    return report
