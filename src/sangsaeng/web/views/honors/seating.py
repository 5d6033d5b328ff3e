"""The seats of a ceremony: a chart to look at and to print, arranged by itself or by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.honors.actions.ceremonies import seat_guests
from sangsaeng.honors.models import Ceremony, Guest
from sangsaeng.honors.queries.ceremonies import get_ceremony_for, guests_of
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.web.views.asking import SHOWN_IN_FORM, signed_in
from sangsaeng.web.views.honors.ceremonies import frame


@require_GET
def chart(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who sits where, the stage above."""
    ceremony = get_ceremony_for(signed_in(request), slug)
    guests = list(guests_of(ceremony))
    seated = {(one.row, one.seat): one for one in guests}
    context = frame(ceremony.call, _("좌석표"), below=True) | {
        "ceremony": ceremony,
        "slots": [{"label": f"{seat}"} for seat in range(1, ceremony.seats_per_row + 1)],
        "rows": [_row(ceremony, row, seated) for row in range(1, ceremony.rows + 1)],
        "legend": [
            {"state": "pinned", "label": _("수상자")},
            {"state": "meeting", "label": _("손님")},
            {"state": "free", "label": _("빈자리")},
        ],
        "without_seat": [one for one in guests if one.row is None and one.state != "not_coming"],
    }
    return render(request, "web/ceremony/seats.html", context)


@require_POST
def arrange(request: HttpRequest, slug: str) -> HttpResponse:
    """Seat everybody anew."""
    viewer = signed_in(request)
    ceremony = get_ceremony_for(viewer, slug)
    try:
        number = seat_guests(ceremony, actor=viewer, at=clock.now())
    except Refusal as refused:
        if refused.status not in SHOWN_IN_FORM:
            raise
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("%(number)s명의 자리를 정했습니다.") % {"number": number})
    return redirect("ceremony_seats", slug)


def _row(
    ceremony: Ceremony, row: int, seated: dict[tuple[int | None, int | None], Guest]
) -> dict[str, object]:
    return {
        "label": _("%(row)s줄") % {"row": row},
        "places": [
            _place(ceremony, seat, seated.get((row, seat)))
            for seat in range(1, ceremony.seats_per_row + 1)
        ],
    }


def _place(ceremony: Ceremony, seat: int, guest: Guest | None) -> dict[str, str]:
    if guest is None:
        return {"slot": f"{seat}", "state": "free", "word": _("빈자리")}
    return {
        "slot": f"{seat}",
        "state": "pinned" if guest.receives else "meeting",
        "title": guest.name,
        "note": guest.organization.name if guest.organization else guest.title,
        "url": reverse("ceremony_guest", args=[ceremony.call.slug, guest.code]),
        "word": _("수상자") if guest.receives else _("손님"),
    }
