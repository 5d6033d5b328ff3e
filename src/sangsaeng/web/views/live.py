"""What phones ask for by themselves: whether something changed, and the program that keeps a copy.

The number is answered before sessions, languages and users are looked at (see ``PhonesFirst``),
because two thousand phones ask for it every ten seconds. Whoever holds the code learns that
something changed; what changed is read from the participant's own page, which asks who is looking.
"""

from functools import cache

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_GET

from sangsaeng.fairs.queries.live import revision_of

ASK_EACH_TIME = {"Cache-Control": "no-cache"}


@require_GET
def revision(request: HttpRequest, code: str) -> HttpResponse:
    """Tell a participant's revision, or that the asker has it already."""
    number = revision_of(code) if code.isascii() and code.isalnum() else None
    if number is None:
        return HttpResponse(status=404, headers=ASK_EACH_TIME)
    mark = f'"{number}"'
    # A proxy that compresses the answer weakens its mark.
    held = request.headers.get("If-None-Match", "").removeprefix("W/")
    answer = (
        HttpResponseNotModified(headers=ASK_EACH_TIME)
        if held == mark
        else HttpResponse(
            f'{{"revision":{number}}}', content_type="application/json", headers=ASK_EACH_TIME
        )
    )
    answer["ETag"] = mark
    return answer


@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Answer the program that keeps the last timetable; from here it may serve the whole site."""
    return HttpResponse(
        _program(), content_type="text/javascript; charset=utf-8", headers=ASK_EACH_TIME
    )


@cache
def _program() -> bytes:
    found = finders.find("web/sw.js")
    if found is None:
        message = "web/sw.js is missing"
        raise FileNotFoundError(message)
    with open(found, "rb") as program:  # noqa: PTH123 - Django gives the place as text
        return program.read()
