"""Organizations for programs: found, read, entered, described, resolved."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from sangsaeng.api.paging import Page, Paged, page_of
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import SignInNeeded
from sangsaeng.organizations import actions, queries
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Credential, Kind, Organization, Region, SizeClass
from sangsaeng.organizations.queries import Filters
from sangsaeng.organizations.resolving import resolve

router = Router(tags=["organizations"])


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
    kind: Kind = Kind.COMPANY
    size_class: SizeClass | Literal[""] = ""
    business_number: Annotated[str, Field(max_length=20)] | None = None
    sector: Annotated[str, Field(max_length=5)] = ""
    region: Region | Literal[""] = ""
    homepage: Annotated[str, Field(max_length=200)] = ""
    name_en: Annotated[str, Field(max_length=160)] = ""
    profile: Annotated[str, Field(max_length=2000)] = ""
    source: Annotated[str, Field(max_length=300)] = ""


class OrganizationEdit(OrganizationIn):
    """The organization as it should be, and the version that was read."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


class Asked(Schema):
    """How a list is narrowed."""

    q: Annotated[str, Field(max_length=160)] = ""
    kind: Annotated[str, Field(max_length=20)] = ""
    size_class: Annotated[str, Field(max_length=10)] = ""
    region: Annotated[str, Field(max_length=12)] = ""


Narrowed = Annotated[Asked, Query()]
Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]


def _actor(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise SignInNeeded
    return request.user


@router.get(
    "", response={200: Page[OrganizationOut], **refusing(404, 422)}, summary="Organizations"
)
def list_organizations(request: HttpRequest, asked: Narrowed, place: Paged) -> dict[str, object]:
    """List organizations; a name is found under any of its spellings."""
    filters = Filters(asked.q, asked.kind, asked.size_class, asked.region)
    rows, following = page_of(queries.visible_to(request.user, filters), place)
    return {"items": rows, "next": following}


@router.get("/resolve", response={200: ResolutionOut, **refusing(422)}, summary="What a name means")
def resolve_name(
    request: HttpRequest,  # noqa: ARG001 - the interface hands it to every operation
    name: Annotated[str, Query(max_length=160)],
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


@router.get(
    "/{code}", response={200: OrganizationOut, **refusing(404, 422)}, summary="An organization"
)
def read_organization(request: HttpRequest, code: Code) -> Organization:
    """Return an organization; one that was merged gives the one it became."""
    return queries.get_organization_for(request.user, code)


@router.get(
    "/{code}/credentials",
    response={200: list[CredentialOut], **refusing(404, 422)},
    summary="What an organization earned",
)
def list_credentials(request: HttpRequest, code: Code) -> list[Credential]:
    """List what an organization earned, newest first, each with its source."""
    organization = queries.get_organization_for(request.user, code)
    return list(queries.credentials_of(organization))


@router.post(
    "",
    response={201: OrganizationOut, **refusing(401, 403, 409, 422)},
    auth=signed_in,
    summary="Enter an organization",
)
def enter_organization(request: HttpRequest, given: OrganizationIn) -> Status[Organization]:
    """Enter an organization that is not known yet; entering gives no rights over it."""
    facts = OrganizationFacts(**given.dict())
    return Status(201, actions.enter_organization(facts, actor=_actor(request), at=clock.now()))


@router.put(
    "/{code}",
    response={200: OrganizationOut, **refusing(401, 403, 404, 409, 422)},
    auth=signed_in,
    summary="Describe an organization",
)
def edit_organization(request: HttpRequest, code: Code, given: OrganizationEdit) -> Organization:
    """Describe an organization anew; refused when it changed since the given version was read."""
    actor = _actor(request)
    organization = queries.get_organization_for(actor, code)
    facts = OrganizationFacts(**given.dict(exclude={"version"}))
    actions.edit_organization(
        organization, facts, actor=actor, at=clock.now(), seen_version=given.version
    )
    return organization
