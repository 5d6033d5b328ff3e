"""A participant's own timetable, and the calendar address that follows it."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.taking_part import open_feed, revoke_feed
from sangsaeng.fairs.models import CalendarFeed, Participant, Timetable
from sangsaeng.fairs.queries.access import (
    get_participant_at,
    get_timetable_for,
    published_timetable,
)
from sangsaeng.fairs.queries.timetables import (
    AgendaDay,
    OwnMeetings,
    agenda_of,
    name_of,
    own_changes,
    unplaced_for,
)
from sangsaeng.fairs.rules import may_run, may_speak_for
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.keys import key_of
from sangsaeng.web.tickets import ticket_of
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.fairs.frame import tabs as fair_tabs
from sangsaeng.web.views.fairs.offers import offers_for
from sangsaeng.web.views.planning.exports import of_participant
from sangsaeng.web.views.planning.frames import frame, label_of


@require_GET
def personal(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a participant's timetable by day; officers may look at a draft's beforehand."""
    # The revision is read before what it stands for: a change in between is asked for again.
    participant, at = _participant(request, slug, code), clock.now()
    fair = participant.fair
    found = _timetable(request, participant)
    own = may_speak_for(request.user, participant)
    context = frame(fair, name_of(participant), lead=name_of(fair)) | {
        "tabs": fair_tabs(request, fair, "timetable"),
        "participant": participant,
        "timetable": found,
        "speaks": own,
        "feed": _feed(request.user, participant) if own else None,
    }
    if found is None or found.state == "published":
        context["live"] = {
            "address": reverse("live", args=[participant.live_code]),
            "revision": participant.revision,
            "received": at,
        }
        context["offers"] = offers_for(participant, at) if own else []
    if found is not None:
        context |= _told(participant, found, at)
    return render(request, "web/planning/personal.html", context)


@require_POST
def subscribe(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Open a calendar address; an earlier one of the same person dies."""
    participant = _participant(request, slug, code)
    open_feed(participant, actor=signed_in(request), at=clock.now())
    messages.success(
        request, _("구독 주소를 만들었습니다. 달력 앱에 더하면 바뀐 시간표가 저절로 반영됩니다.")
    )
    return redirect(reverse("participant_timetable", args=[slug, code]) + "#calendar")


@require_POST
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Kill one of the viewer's own calendar addresses and go back."""
    actor = signed_in(request)
    feed = CalendarFeed.objects.filter(code=code, person=actor, revoked_at=None).first()
    if feed is None:
        raise NotFound
    revoke_feed(feed, actor=actor, at=clock.now())
    messages.success(request, _("구독 주소를 없앴습니다. 이 주소로는 더 볼 수 없습니다."))
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
    return redirect(onward if safe else "my")


def subscription(feed: CalendarFeed) -> dict[str, str]:
    """Return the addresses under which a calendar app finds the feed."""
    address = settings.BASE_URL + reverse(
        "calendar_feed", args=[feed.participant.fair.slug, feed.code]
    )
    return {
        "code": feed.code,
        "https": address,
        "webcal": urlsplit(address)._replace(scheme="webcal").geturl(),
    }


def _participant(request: HttpRequest, slug: str, code: str) -> Participant:
    return get_participant_at(signed_in(request), slug, code)


def _timetable(request: HttpRequest, participant: Participant) -> Timetable | None:
    fair, serial = participant.fair, key_of(request.GET.get("serial", ""))
    if serial and may_run(request.user, fair):
        return get_timetable_for(request.user, fair, serial)
    return published_timetable(fair)


def _feed(viewer: Viewer, participant: Participant) -> dict[str, str] | None:
    feed = participant.feeds.filter(person=viewer.pk, revoked_at=None).first()
    return subscription(feed) if feed is not None else None


def _told(participant: Participant, found: Timetable, at: datetime) -> dict[str, object]:
    # Read once for all that is told below.
    own = OwnMeetings(participant)
    prefetch_related_objects([found.fair], "slots")
    agenda = agenda_of(found, participant, own, at=at)
    told: dict[str, object] = {
        "label": label_of(found),
        "days": [shown for day in agenda.days if (shown := _day(day))["entries"]],
        "next": next((one for one in agenda.meetings if one.expected_until > at), None),
        "left": unplaced_for(participant, found, own),
    }
    if found.state == "published":
        told |= {"exports": of_participant(participant), "ticket": ticket_of(participant)}
    if found.number is not None and found.number > 1:
        told |= {
            "changed": list(own_changes(participant, found.number, own)),
            "earlier": _("%(number)s판") % {"number": found.number - 1},
        }
    return told


def _day(day: AgendaDay) -> dict[str, object]:
    """Return a day from its first entry with something on to its last, pauses in between included."""
    busy = [
        place for place, entry in enumerate(day.entries) if entry.kind in {"meeting", "session"}
    ]
    entries = day.entries[busy[0] : busy[-1] + 1] if busy else ()
    return {"date": day.date, "entries": entries, "meetings": day.meetings}
