"""Material as a holder sees it: each page marked with who looks, each look on the ledger."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_GET

from sangsaeng.disclosure.actions.viewing import Way, show_material
from sangsaeng.disclosure.kinds import Channel
from sangsaeng.disclosure.models import Granted
from sangsaeng.disclosure.queries.access import get_granted_for
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.web.documents.watermark import Stamp, watermarked
from sangsaeng.web.views.asking import signed_in

# Nothing inside the file may run, load or be framed elsewhere, whatever it says it is.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@require_GET
def view(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the pages."""
    return _given(request, code, number, Channel.VIEW)


@require_GET
def download(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the marked pages as a file."""
    return _given(request, code, number, Channel.DOWNLOAD)


@require_GET
def print_out(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the pages to be printed, as such on the ledger."""
    return _given(request, code, number, Channel.PRINT)


def _given(request: HttpRequest, code: str, number: int, channel: Channel) -> HttpResponse:
    viewer, at = signed_in(request), clock.now()
    granted, agreement = get_granted_for(viewer, code, number)
    way = Way(channel, _digest(_address(request)), _digest(request.headers.get("User-Agent", "")))

    def mark(content: bytes) -> bytes:
        return watermarked(content, granted.version.file.kind, _stamp(viewer, granted, at))

    pages = show_material(granted, agreement, way, mark, actor=viewer, at=at)
    response = HttpResponse(pages, content_type="application/pdf")
    form = "attachment" if channel == Channel.DOWNLOAD else "inline"
    response["Content-Disposition"] = f'{form}; filename="{code}-{number}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Security-Policy"] = SANDBOX
    return response


def _stamp(viewer: Person, granted: Granted, at: datetime) -> Stamp:
    """Return what stands across each page: who looks, for whom, when, at what, under which papers."""
    demand, version = granted.demand, granted.version
    return Stamp(
        viewer.name,
        demand.receiver.name,
        at,
        f"{version.material.title} ({version.label})",
        demand.number,
    )


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _digest(text: str) -> str:
    """Return a digest that only this site can make again: addresses are too few to hash plainly."""
    return salted_hmac("sangsaeng.disclosure.origin", text, algorithm="sha256").hexdigest()
