"""The program of a fair: side sessions for everybody, seats and checklists for participants."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.briefing import keep_item, sign_off, sign_up
from sangsaeng.fairs.models import Fair, Session
from sangsaeng.fairs.queries.access import get_fair_for, get_participant_for
from sangsaeng.fairs.queries.briefings import (
    Checklist,
    checklists_of,
    get_session_for,
    may_still_sign_up,
    program_of,
    seats_left,
)
from sangsaeng.fairs.queries.participants import own_participants
from sangsaeng.fairs.rules import may_have_materials
from sangsaeng.kernel import clock
from sangsaeng.kernel.files import open_stored
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization
from sangsaeng.web.documents.calendar import session_calendar
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import attachment, export_table
from sangsaeng.web.views.fairs.frame import day_label, frame


@require_GET
def program(request: HttpRequest, slug: str) -> HttpResponse:
    """List the fair's side sessions by day."""
    fair = get_fair_for(request.user, slug)
    days: dict[str, list[dict[str, object]]] = {}
    for session in program_of(fair):
        days.setdefault(day_label(session.starts_at.astimezone(fair.tz)), []).append(
            _entry(fair, session)
        )
    context = {
        **frame(request, fair, _("행사 프로그램"), "program"),
        "days": list(days.items()),
    }
    return render(request, "web/fairs/program.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Answer with the program as a file."""
    fair = get_fair_for(request.user, slug)
    headings = [
        ("kind", _("종류")),
        ("title", _("제목")),
        ("starts_at", _("시작")),
        ("ends_at", _("끝")),
        ("place", _("장소")),
        ("seats", _("좌석")),
        ("talks", _("발표")),
    ]
    records: list[dict[str, object]] = [
        {
            "kind": str(session.get_kind_display()),
            "title": session.title,
            "starts_at": session.starts_at.astimezone(fair.tz),
            "ends_at": session.ends_at.astimezone(fair.tz),
            "place": session.place,
            "seats": session.seats,
            "talks": ", ".join(str(talk) for talk in session.talks.all()),
        }
        for session in program_of(fair)
    ]
    return export_table(headings, records, form, "program")


@require_GET
def one(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Show a side session."""
    session = get_session_for(request.user, slug, key)
    fair, at = session.fair, clock.now()
    begins, ends = session.starts_at.astimezone(fair.tz), session.ends_at.astimezone(fair.tz)
    way = (_("행사 프로그램"), reverse("program", args=[slug]))
    attending = set(session.attendees.values_list("pk", flat=True))
    context = {
        **frame(request, fair, session.title, "program", way),
        "lead": session.get_kind_display(),
        "session": session,
        "day": day_label(begins),
        "hours": f"{begins:%H:%M}–{ends:%H:%M}",
        "left": seats_left(session),
        "takes_sign_ups": session.signs_up_until is not None,
        "may_still_sign_up": may_still_sign_up(session, at),
        "until": session.signs_up_until and session.signs_up_until.astimezone(fair.tz),
        "talks": [_talk(fair, talk) for talk in session.talks.all()],
        "own": [
            {"participant": participant, "sits": participant.pk in attending}
            for participant in own_participants(request.user, fair)
        ],
        "checklists": _checklists(request, session),
        "may_have_materials": may_have_materials(request.user, fair),
    }
    return render(request, "web/fairs/program_session.html", context)


@require_POST
def seat(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Take a seat for one's own organization, or give it back."""
    actor = signed_in(request)
    session = get_session_for(actor, slug, key)
    participant = get_participant_for(actor, session.fair, request.POST.get("participant", ""))
    if "leave" in request.POST:
        sign_off(session, participant, actor=actor, at=clock.now())
        messages.success(request, _("참가 신청을 취소했습니다."))
    else:
        sign_up(session, participant, actor=actor, at=clock.now())
        messages.success(
            request, _("참가 신청을 마쳤습니다. 이 시간에는 상담이 편성되지 않습니다.")
        )
    return redirect("program_session", slug, key)


@require_GET
def calendar(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Answer with the session as a calendar entry."""
    session = get_session_for(request.user, slug, key)
    return attachment(session_calendar(session), "text/calendar; charset=utf-8", "session.ics")


@require_GET
def material(request: HttpRequest, slug: str, key: int, material: int) -> HttpResponse:
    """Hand a file out to the fair's participants and people."""
    session = get_session_for(request.user, slug, key)
    require(may_have_materials(request.user, session.fair), request.user)
    found = session.materials.filter(pk=material).select_related("file").first()
    if found is None:
        raise NotFound
    with open_stored(found.file) as file:
        return attachment(file.read(), "application/octet-stream", found.file.name)


@require_POST
def keep(request: HttpRequest, slug: str, key: int, item: int) -> HttpResponse:
    """Tick an item of the checklist for one's own organization."""
    actor = signed_in(request)
    session = get_session_for(actor, slug, key)
    wanted = session.checklist.filter(pk=item).first()
    organization = Organization.objects.filter(code=request.POST.get("organization", "")).first()
    if wanted is None or organization is None:
        raise NotFound
    is_ready = request.POST.get("ready") == "yes"
    keep_item(wanted, organization, is_ready=is_ready, actor=actor, at=clock.now())
    if getattr(request, "htmx", False):
        [found] = [one for one in checklists_of(actor, session) if one.organization == organization]
        return render(
            request, "web/fairs/_checklist.html", {"checklist": found, "fair": session.fair}
        )
    return redirect(f"{reverse('program_session', args=[slug, key])}#checklist")


@require_GET
def checklists(request: HttpRequest) -> HttpResponse:
    """Show the checklists that one's organizations took along from the fairs."""
    person = signed_in(request)
    context = {
        "title": _("우리 준비 목록"),
        "lead": _("구매방침설명회에서 가져온 준비 목록입니다. 상담회가 끝나도 남습니다."),
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": _("우리 준비 목록"), "url": ""},
        ],
        "sample_data": person.is_sample,
        "checklists": checklists_of(person),
    }
    return render(request, "web/fairs/checklists.html", context)


def _checklists(request: HttpRequest, session: Session) -> list[Checklist]:
    if not isinstance(request.user, Person) or not session.checklist.all():
        return []
    return checklists_of(request.user, session)


def _entry(fair: Fair, session: Any) -> dict[str, object]:
    begins, ends = session.starts_at.astimezone(fair.tz), session.ends_at.astimezone(fair.tz)
    facts = []
    if session.talk_count:
        facts.append(_("발표 %(count)s건") % {"count": session.talk_count})
    if session.item_count:
        facts.append(_("준비 목록 %(count)s가지") % {"count": session.item_count})
    if session.seats is not None:
        left = max(session.seats - session.attending, 0)
        facts.append(_("남은 좌석 %(count)s석") % {"count": left})
    return {
        "session": session,
        "start": f"{begins:%H:%M}",
        "end": f"{ends:%H:%M}",
        "note": " · ".join(facts),
        "url": reverse("program_session", args=[fair.slug, session.pk]),
    }


def _talk(fair: Fair, talk: Any) -> dict[str, object]:
    by = [talk.organization.name if talk.organization else "", talk.speaker]
    return {
        "start": f"{talk.starts_at.astimezone(fair.tz):%H:%M}" if talk.starts_at else "",
        "topic": talk.topic,
        "by": " · ".join(part for part in by if part),
        "about": talk.about,
    }
