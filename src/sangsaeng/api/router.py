"""The HTTP interface and how it answers what it refuses (RFC 9457 problem details)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from sangsaeng.api import (
    benefits,
    calls,
    entries,
    fairs,
    fairs_asking,
    fairs_results,
    finding,
    free_places,
    interests,
    notes,
    notices,
    organizations,
    own_listings,
    panels,
    repairs,
)
from sangsaeng.honors.refusals import AskedTooOften
from sangsaeng.kernel.refusals import Invalid, NotAllowed, NotFound, Refusal, SignInNeeded

BAD_REQUEST, FORBIDDEN = 400, 403
PROBLEM_TYPE = "application/problem+json"


class Interface(NinjaAPI):
    """The interface, whose description says that refusals are problem details."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Describe the interface; the library knows one media type, refusals have another."""
        description = super().get_openapi_schema(**options)
        for operations in description["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= BAD_REQUEST:
                        answer["content"] = {PROBLEM_TYPE: answer["content"]["application/json"]}
        return description


api = Interface(
    title="Sangsaeng",
    version="1",
    description="One cooperation, from the first need to the proven gain of both sides.",
    urls_namespace="api",
    docs_url=None,
)


class Unreadable(Refusal):
    """The request's body is not what it says it is."""

    code = "unreadable"
    status = 400
    text = _("요청을 읽을 수 없습니다. JSON 형식을 확인해 주십시오.")


def problem(request: HttpRequest, refusal: Refusal, **more: object) -> HttpResponse:
    """Answer with problem details."""
    body = {
        "type": f"about:blank#{refusal.code}",
        "title": refusal.sentence,
        "status": refusal.status,
        "code": refusal.code,
        **more,
    }
    response = api.create_response(request, body, status=refusal.status)
    response["Content-Type"] = PROBLEM_TYPE
    return response


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal, naming each place of what does not fit."""
    if isinstance(refusal, Invalid) and refusal.faults:
        faults = [{"field": name, "message": text} for name, text in refusal.faults.items()]
        return problem(request, refusal, faults=faults)
    answer = problem(request, refusal)
    if isinstance(refusal, AskedTooOften):
        answer["Retry-After"] = str(refusal.retry_after)
    return answer


@api.exception_handler(ValidationError)
def refuse_input(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Answer input that does not fit, naming each place."""
    faults = [
        {"field": ".".join(str(part) for part in error["loc"]), "message": error["msg"]}
        for error in fault.errors
    ]
    return problem(request, Invalid(), faults=faults)


@api.exception_handler(AuthenticationError)
def refuse_stranger(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:  # noqa: ARG001 - the library's form
    """Answer whoever is not signed in."""
    return problem(request, SignInNeeded())


@api.exception_handler(HttpError)
def refuse_form(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """Answer what the library itself declines: a body that is no JSON, a form from elsewhere."""
    return problem(request, NotAllowed() if fault.status_code == FORBIDDEN else Unreadable())


elsewhere = Router()


@elsewhere.api_operation(
    ["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False
)
def refuse_address(request: HttpRequest, rest: str) -> None:  # noqa: ARG001 - the library's form
    """Answer at every other address that there is nothing."""
    raise NotFound


api.add_router("/calls", calls.router)
api.add_router("/fairs", fairs.router)
api.add_router("/fairs", fairs_results.router)
api.add_router("/fairs", free_places.router)
api.add_router("/fairs", repairs.router)
api.add_router("/fairs", notes.router)
api.add_router("/fairs", fairs_asking.router)
api.add_router("/organizations", organizations.router)
api.add_router("/interests", interests.router)
api.add_router("/my/notices", notices.router)
api.add_router("/my/listings", own_listings.router)
api.add_router("/benefits", benefits.router)
api.add_router("/needs", finding.needs)
api.add_router("/offers", finding.offers)
api.add_router("/listings", finding.listings)
api.add_router("/calls", panels.router)
api.add_router("/calls", entries.run)
api.add_router("/my/entries", entries.own)
# The last one, because it takes every address.
api.add_router("", elsewhere)
