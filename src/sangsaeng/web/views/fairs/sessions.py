"""A fair's side sessions and who attends them."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.fairs.actions.briefing import remove_session, set_session
from sangsaeng.fairs.models import Fair, Participant, Session, Slot
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.forms_briefings import SessionForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.fairs.frame import day_label, fair_to_run, frame, slot_label


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the side sessions with the slots that each blocks."""
    fair = fair_to_run(request, slug)
    slots = list(fair.slots.order_by("starts_at"))
    context = {
        **frame(request, fair, pgettext("several", "부대행사"), "fair_sessions"),
        "rows": [
            _shown(fair, session, slots) for session in fair.sessions.prefetch_related("attendees")
        ],
    }
    return render(request, "web/fairs/sessions.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, session: int | None = None) -> HttpResponse:
    """Enter or change a side session; searching keeps what was ticked."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    known = _session(fair, session)
    posted = request.POST if request.method == "POST" else None
    form = SessionForm(posted, initial=_initial(fair, known))
    chosen = _chosen(request, known)
    if posted is not None and "search" in posted:
        return _search(request, fair, chosen, _unbound(posted, fair, known), known)

    def deed() -> None:
        guests = list(fair.participants.filter(code__in=chosen))
        set_session(fair, known, guests, actor=actor, at=clock.now(), **form.fields_of(fair))

    if posted is not None and succeeds(form, deed):
        messages.success(request, _("부대행사를 저장했습니다."))
        return redirect("fair_sessions", fair.slug)
    return form_page(
        request, "web/fairs/session.html", form, _context(request, fair, known, chosen)
    )


@require_POST
def remove(request: HttpRequest, slug: str, session: int) -> HttpResponse:
    """Take a side session out of the fair."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    known = _session(fair, session)
    if known is None:
        raise NotFound
    remove_session(known, actor=actor, at=clock.now())
    messages.success(request, _("부대행사를 지웠습니다."))
    return redirect("fair_sessions", fair.slug)


def _session(fair: Fair, key: int | None) -> Session | None:
    if key is None:
        return None
    found = fair.sessions.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def _chosen(request: HttpRequest, known: Session | None) -> set[str]:
    if request.method == "POST":
        return set(request.POST.getlist("attendees"))
    return set(known.attendees.values_list("code", flat=True)) if known else set()


def _unbound(data: object, fair: Fair, known: Session | None) -> SessionForm:
    """Return the form with what was typed so far, without judging it yet."""
    names = SessionForm.base_fields
    typed = {name: data.get(name) for name in names}  # type: ignore[attr-defined]  # the posted data
    return SessionForm(initial={**_initial(fair, known), **typed})


def _search(
    request: HttpRequest, fair: Fair, chosen: set[str], form: SessionForm, known: Session | None
) -> HttpResponse:
    context = _context(request, fair, known, chosen)
    if getattr(request, "htmx", False):
        return render(request, "web/fairs/_attendees.html", context)
    return render(request, "web/fairs/session.html", {**context, "form": form})


def _context(
    request: HttpRequest, fair: Fair, known: Session | None, chosen: set[str]
) -> dict[str, object]:
    title = known.title if known else _("부대행사 더하기")
    text = request.POST.get("q", "").strip()
    side = request.POST.get("side", "")
    everybody = list(fair.participants.select_related("organization"))
    others = [one for one in everybody if one.code not in chosen and _matches(one, text, side)]
    return {
        **frame(request, fair, title, "fair_sessions"),
        "session": known,
        "attending": [one for one in everybody if one.code in chosen],
        "others": others,
        "q": text,
        "side": side,
        "sides": _sides(everybody),
        "tick_all": "tick_all" in request.POST,
    }


def _matches(one: Participant, text: str, side: str) -> bool:
    return (not side or one.side == side) and text.casefold() in one.organization.name.casefold()


def _sides(everybody: list[Participant]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((one.side, one.get_side_display()) for one in everybody))


def _initial(fair: Fair, known: Session | None) -> dict[str, object]:
    if known is None:
        first = fair.days.first()
        return {"date": first.date if first else None}
    begins, ends = known.starts_at.astimezone(fair.tz), known.ends_at.astimezone(fair.tz)
    return {
        "kind": known.kind,
        "title": known.title,
        "place": known.place,
        "about": known.about,
        "seats": known.seats,
        "signs_up_until": known.signs_up_until and known.signs_up_until.astimezone(fair.tz),
        "date": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
    }


def _shown(fair: Fair, session: Session, slots: list[Slot]) -> dict[str, object]:
    begins, ends = session.starts_at.astimezone(fair.tz), session.ends_at.astimezone(fair.tz)
    return {
        "session": session,
        "day": day_label(begins),
        "hours": _hours(begins, ends),
        "count": len(session.attendees.all()),
        "blocked": [
            slot_label(fair, slot, with_day=False)
            for slot in slots
            if session.starts_at < slot.ends_at and session.ends_at > slot.starts_at
        ],
    }


def _hours(begins: datetime, ends: datetime) -> str:
    return f"{begins:%H:%M}–{ends:%H:%M}"
