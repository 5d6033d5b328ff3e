"""The HTTP interface and how it answers what it refuses (RFC 9457 problem details)."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from sangsaeng.kernel.refusals import Invalid, Refusal

api = NinjaAPI(
    title="Sangsaeng",
    version="1",
    description="One cooperation, from the first need to the proven gain of both sides.",
    urls_namespace="api",
    docs_url=None,
)


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
    response["Content-Type"] = "application/problem+json"
    return response


@api.exception_handler(Refusal)
def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal."""
    return problem(request, refusal)


@api.exception_handler(ValidationError)
def refuse_input(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Answer input that does not fit, naming each place."""
    faults = [
        {"field": ".".join(str(part) for part in error["loc"]), "message": error["msg"]}
        for error in fault.errors
    ]
    return problem(request, Invalid(), faults=faults)
