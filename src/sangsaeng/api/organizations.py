"""Organizations for programs: found, read, entered, described, resolved."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import SignInNeeded
from sangsaeng.organizations import actions, queries
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.queries import Filters
from sangsaeng.organizations.resolving import resolve

router = Router(tags=["organizations"])

PER_PAGE = 50
MOST = 200


class OrganizationOut(Schema):
    """An organization."""

    code: str
    name: str
    name_en: str
    kind: str
    size_class: str
    business_number: str | None
    sector: str
    region: str
    homepage: str
    profile: str
    source: str
    is_sample: bool
    version: int


class OrganizationPage(Schema):
    """Some of the organizations that were asked for, and how many there are."""

    count: int
    organizations: list[OrganizationOut]


class CredentialOut(Schema):
    """Something an organization earned."""

    kind: str
    year: int
    value: str
    awarded_on: date | None
    valid_until: date | None
    name_as_published: str
    source: str
    note: str


class CredentialList(Schema):
    """All that an organization earned."""

    count: int
    credentials: list[CredentialOut]


class CandidateOut(Schema):
    """An organization that a name may mean, and why."""

    code: str
    name: str
    reason: str


class ResolutionOut(Schema):
    """What a written name means; ``organization`` is set only when it is certain."""

    name: str
    certainty: str
    organization: OrganizationOut | None
    candidates: list[CandidateOut]


class OrganizationIn(Schema):
    """What is said about an organization; what is left out is not known."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    kind: Annotated[str, Field(max_length=20)] = "company"
    size_class: Annotated[str, Field(max_length=10)] = ""
    business_number: Annotated[str, Field(max_length=20)] | None = None
    sector: Annotated[str, Field(max_length=5)] = ""
    region: Annotated[str, Field(max_length=12)] = ""
    homepage: Annotated[str, Field(max_length=200)] = ""
    name_en: Annotated[str, Field(max_length=160)] = ""
    profile: Annotated[str, Field(max_length=2000)] = ""
    source: Annotated[str, Field(max_length=300)] = ""


class OrganizationEdit(OrganizationIn):
    """The organization as it should be, and the version that was read."""

    version: int


class Asked(Schema):
    """How a list is narrowed."""

    q: Annotated[str, Field(max_length=160)] = ""
    kind: Annotated[str, Field(max_length=20)] = ""
    size_class: Annotated[str, Field(max_length=10)] = ""
    region: Annotated[str, Field(max_length=12)] = ""
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=MOST)] = PER_PAGE


def _actor(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise SignInNeeded
    return request.user


@router.get("/", response=OrganizationPage, summary="List organizations")
def listed(request: HttpRequest, asked: Query[Asked]) -> dict[str, object]:
    """Return organizations by name; a name is found under any of its spellings."""
    filters = Filters(asked.q, asked.kind, asked.size_class, asked.region)
    found = queries.visible_to(request.user, filters)
    some = list(found[asked.offset : asked.offset + asked.limit])
    return {"count": found.count(), "organizations": some}


@router.get("/resolve", response=ResolutionOut, summary="Resolve a name")
def resolved(
    request: HttpRequest,  # noqa: ARG001 - the interface hands it to every operation
    name: Annotated[str, Field(max_length=160)],
) -> dict[str, object]:
    """Return which organization a written name means; what is not certain is only proposed."""
    found = resolve(name)
    return {
        "name": name,
        "certainty": found.certainty,
        "organization": found.organization,
        "candidates": [
            {"code": each.organization.code, "name": each.organization.name, "reason": each.reason}
            for each in found.candidates
        ],
    }


@router.get("/{code}", response=OrganizationOut, summary="Read an organization")
def one(request: HttpRequest, code: str) -> Organization:
    """Return an organization; one that was merged gives the one it became."""
    return queries.get_organization_for(request.user, code)


@router.get("/{code}/credentials", response=CredentialList, summary="Read its credentials")
def credentials(request: HttpRequest, code: str) -> dict[str, object]:
    """Return what an organization earned, newest first, each with its source."""
    organization = queries.get_organization_for(request.user, code)
    earned = list(queries.credentials_of(organization))
    return {"count": len(earned), "credentials": earned}


@router.post("/", response={201: OrganizationOut}, summary="Enter an organization")
def enter(request: HttpRequest, given: OrganizationIn) -> tuple[int, Organization]:
    """Enter an organization that is not known yet."""
    facts = OrganizationFacts(**given.dict())
    entered = actions.enter_organization(facts, actor=_actor(request), at=clock.now())
    return 201, entered


@router.put("/{code}", response=OrganizationOut, summary="Describe an organization")
def describe(request: HttpRequest, code: str, given: OrganizationEdit) -> Organization:
    """Describe an organization anew; refused when it changed since the given version was read."""
    actor = _actor(request)
    organization = queries.get_organization_for(actor, code)
    facts = OrganizationFacts(**given.dict(exclude={"version"}))
    actions.edit_organization(
        organization, facts, actor=actor, at=clock.now(), seen_version=given.version
    )
    return organization
