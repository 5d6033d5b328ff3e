"""The desk's board: what runs now, who is here, who is awaited."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.web.views.desk.frame import desk_of, frame


@require_GET
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the board."""
    fair = desk_of(request, slug)
    return render(request, "web/desk/board.html", frame(request, fair, _("현장 데스크"), "desk"))
