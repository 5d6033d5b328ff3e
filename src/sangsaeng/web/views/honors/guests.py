"""The guests of a ceremony: listed, asked, answering, arriving."""

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.honors.actions.ceremonies import move_guest
from sangsaeng.honors.actions.guests import (
    add_guest,
    answer_invitation,
    ask_guests,
    change_guest,
    check_in,
    list_from_honors,
    remove_guest,
)
from sangsaeng.honors.models import Guest
from sangsaeng.honors.queries.ceremonies import (
    get_ceremony_for,
    get_guest_for,
    get_invitation_for,
    guests_of,
    turnout_of,
)
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.forms_ceremony import ChangeGuestForm, GuestForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.honors.ceremonies import frame


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the list, and write a guest on it."""
    viewer = signed_in(request)
    ceremony = get_ceremony_for(viewer, slug)
    form = GuestForm(request.POST or None)

    def deed() -> None:
        add_guest(ceremony, form.listed, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("명단에 넣었습니다."))
        return redirect("ceremony_guests", slug)
    context = frame(ceremony.call, _("시상식 명단"), below=True) | {
        "ceremony": ceremony,
        "guests": list(guests_of(ceremony)),
        "turnout": turnout_of(ceremony),
    }
    return form_page(request, "web/ceremony/guests.html", form, context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the list as a file."""
    ceremony = get_ceremony_for(signed_in(request), slug)
    headings = [
        ("name", _("이름")),
        ("title", _("직함")),
        ("organization", _("기업·기관")),
        ("honor", _("포상")),
        ("receives", _("수상자")),
        ("state", _("상태")),
        ("row", _("줄")),
        ("seat", _("자리")),
    ]
    return export_table(headings, [_record(one) for one in guests_of(ceremony)], form, "guests")


@require_POST
def press(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """List from the honors, or ask everybody who was not asked."""
    viewer = signed_in(request)
    ceremony, at = get_ceremony_for(viewer, slug), clock.now()
    if verb == "list":
        number = list_from_honors(ceremony, actor=viewer, at=at)
        done = ngettext(
            "명단에 %(number)s명을 더했습니다.", "명단에 %(number)s명을 더했습니다.", number
        )
    elif verb == "ask":
        number = ask_guests(ceremony, actor=viewer, at=at)
        done = ngettext(
            "초대를 %(number)s명에게 보냈습니다.", "초대를 %(number)s명에게 보냈습니다.", number
        )
    else:
        raise NotFound
    messages.success(request, done % {"number": number})
    return redirect("ceremony_guests", slug)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Correct a guest, or give another seat."""
    viewer = signed_in(request)
    guest = get_guest_for(viewer, slug, code)
    names = ChangeGuestForm.base_fields
    form = ChangeGuestForm(
        request.POST or None, initial={name: getattr(guest, name) for name in names}
    )

    def deed() -> None:
        at = clock.now()
        row, seat = form.place
        if (row, seat) != (guest.row, guest.seat):
            move_guest(guest, row, seat, actor=viewer, at=at)
        change_guest(guest, form.listed, actor=viewer, at=at)

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("저장했습니다."))
        return redirect("ceremony_guests", slug)
    context = frame(guest.ceremony.call, guest.name, below=True) | {"submit": _("저장")}
    return form_page(request, "web/benefits/form.html", form, context)


@require_POST
def press_one(request: HttpRequest, slug: str, code: str, verb: str) -> HttpResponse:
    """Check a guest in, or strike them off the list."""
    viewer = signed_in(request)
    guest = get_guest_for(viewer, slug, code)
    deed = _DEEDS.get(verb)
    if deed is None:
        raise NotFound
    deed(guest, viewer)
    return redirect("ceremony_guests", slug)


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Let the guest, or the organization, say whether they come."""
    viewer = signed_in(request)
    guest = get_invitation_for(viewer, slug, code)
    if request.method == "POST":
        verb = "accept" if request.POST.get("answer") == "accept" else "decline"
        answer_invitation(guest, verb, actor=viewer, at=clock.now())
        messages.success(request, _("답을 전했습니다. 고맙습니다."))
        return redirect("ceremony_invitation", slug, code)
    context = {
        "title": guest.ceremony.name,
        "lead": _("%(name)s 님을 모십니다.") % {"name": guest.name},
        "breadcrumbs": [{"label": _("시상식 초대"), "url": ""}],
        "guest": guest,
        "held_at": guest.ceremony.held_at.astimezone(SEOUL),
        "sample_data": guest.ceremony.call.is_sample,
    }
    return form_page(request, "web/ceremony/invitation.html", GuestForm(), context)


def _check_in(guest: Guest, viewer: Person) -> None:
    check_in(guest, actor=viewer, at=clock.now())


def _remove(guest: Guest, viewer: Person) -> None:
    remove_guest(guest, actor=viewer, at=clock.now())


_DEEDS: Final[Mapping[str, Callable[[Guest, Person], None]]] = {
    "arrive": _check_in,
    "remove": _remove,
}


def _record(guest: Guest) -> dict[str, object]:
    return {
        "name": guest.name,
        "title": guest.title,
        "organization": guest.organization.name if guest.organization else "",
        "honor": str(guest.honor) if guest.honor else "",
        "receives": guest.receives,
        "state": str(guest.get_state_display()),
        "row": guest.row,
        "seat": guest.seat,
    }
