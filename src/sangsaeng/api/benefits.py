"""An authority's question for programs: does this organization hold this benefit on that day."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.security import HttpBearer

from sangsaeng.api.problems import refusing
from sangsaeng.honors.actions.authorities import Asked, ask_with_token
from sangsaeng.honors.models import AuthorityKey
from sangsaeng.honors.queries.benefits import key_of_token, organization_named
from sangsaeng.honors.refusals import KeyNotOpen
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.programs.kinds import BenefitKind


class KeyAuth(HttpBearer):
    """The bearer of an authority's token; it opens this one question and nothing else."""

    def authenticate(self, request: HttpRequest, token: str) -> AuthorityKey | None:  # noqa: ARG002 - the library's form
        """Return the key, as long as it opens anything."""
        return key_of_token(token, at=clock.now())


router = Router(tags=["benefits"], auth=KeyAuth())


class QuestionIn(Schema):
    """The question; an organization is named by its code or by its business number."""

    organization: Annotated[str, Query(pattern=r"^[0-9A-Za-z]{1,12}$")] | None = None
    business_number: Annotated[str, Query(pattern=r"^[0-9]{3}-?[0-9]{2}-?[0-9]{5}$")] | None = None
    kind: BenefitKind
    on: date | None = None


class AnswerOut(Schema):
    """The answer; one that nobody knows is answered like one that holds nothing."""

    organization: str | None
    business_number: str | None
    kind: BenefitKind
    on: date
    holds: bool
    since: date | None
    # None with a benefit whose end is not known
    until: date | None


@router.get(
    "/check",
    response={200: AnswerOut, **refusing(401, 403, 422, 429)},
    summary="Whether an organization holds a benefit on a day, for an authority with a key",
)
def check_benefit(request: HttpRequest, asked: Annotated[QuestionIn, Query()]) -> AnswerOut:
    """Answer and keep the question; the organization asked about reads it."""
    if bool(asked.organization) == bool(asked.business_number):
        raise Invalid({"organization": Invalid().sentence})
    key, at = getattr(request, "auth", None), clock.now()
    if not isinstance(key, AuthorityKey):
        raise KeyNotOpen
    day = asked.on or day_of(at)
    about = organization_named(asked.organization or "", asked.business_number or "")
    answer = ask_with_token(key, Asked(about, asked.kind.value, day), actor=key.keeper, at=at)
    return AnswerOut(
        organization=asked.organization,
        business_number=asked.business_number,
        kind=asked.kind,
        on=day,
        holds=answer.holds,
        since=answer.since,
        until=answer.until,
    )
