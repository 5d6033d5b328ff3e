"""Published facts about organizations: the demand side of the 2023 fair, grades, honors."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files

from django.db import transaction

from sangsaeng.kernel.models import Person
from sangsaeng.organizations.actions import add_credential, add_name, enter_organization
from sangsaeng.organizations.facts import CredentialFacts, OrganizationFacts
from sangsaeng.organizations.models import Credential, Organization, OrganizationName
from sangsaeng.organizations.resolving import resolve_all


def load_organizations(actor: Person, at: datetime) -> dict[str, Organization]:
    """Enter the published facts that are not there yet; return the organizations by name."""
    with transaction.atomic():
        organizations = _organizations(actor, at)
        _names(organizations, actor, at)
        _credentials(organizations, actor, at)
    return organizations


def fair2023_buyers(organizations: dict[str, Organization]) -> list[Organization]:
    """Return the 39 organizations listed as the demand side of the 2023 fair, in that order."""
    return [organizations[fact["organization"]] for fact in facts("fair2023_buyers")]


def facts(name: str) -> Iterator[dict[str, str]]:
    """Yield the published facts of one list, row by row."""
    text = files("sangsaeng.sample").joinpath("facts", f"{name}.csv").read_text("utf-8")
    yield from csv.DictReader(text.splitlines())


def _organizations(actor: Person, at: datetime) -> dict[str, Organization]:
    listed = list(facts("organizations"))
    known = resolve_all(fact["name"] for fact in listed)
    return {
        fact["name"]: known[fact["name"]].organization
        or enter_organization(OrganizationFacts(**fact), actor=actor, at=at)
        for fact in listed
    }


def _names(organizations: dict[str, Organization], actor: Person, at: datetime) -> None:
    held = set(OrganizationName.objects.values_list("organization_id", "name"))
    for fact in facts("names"):
        organization = organizations[fact["organization"]]
        if (organization.pk, fact["name"]) not in held:
            add_name(organization, fact["name"], fact["use"], fact["source"], actor=actor, at=at)


def _credentials(organizations: dict[str, Organization], actor: Person, at: datetime) -> None:
    held = set(Credential.objects.values_list("organization_id", "kind", "year", "value"))
    for fact in facts("credentials"):
        organization = organizations[fact["organization"]]
        year, awarded_on = int(fact["year"]), fact["awarded_on"]
        if (organization.pk, fact["kind"], year, fact["value"]) in held:
            continue
        credential = CredentialFacts(
            fact["kind"],
            year,
            fact["value"],
            fact["source"],
            date.fromisoformat(awarded_on) if awarded_on else None,
            name_as_published=fact["name_as_published"],
            note=fact["note"],
        )
        add_credential(organization, credential, actor=actor, at=at)
