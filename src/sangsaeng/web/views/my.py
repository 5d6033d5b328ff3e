"""A person's own page: what they run, where they take part, and what waits for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.exchange.queries.checking import may_ever_check
from sangsaeng.exchange.queries.interests import waiting_for
from sangsaeng.fairs.queries.briefings import keeps_items
from sangsaeng.fairs.queries.follow_ups import to_do_of
from sangsaeng.fairs.queries.mine import Part, feeds_of, parts_of, roles_of
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_open_fairs
from sangsaeng.kernel import clock
from sangsaeng.organizations.models import Membership
from sangsaeng.programs.queries.offices import calls_run_by
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.disclosure.lists import waiting_for as disclosures_waiting_for
from sangsaeng.web.views.planning.personal import subscription
from sangsaeng.web.views.programs.entries_panels import entries_waiting_for


@require_GET
def my(request: HttpRequest) -> HttpResponse:
    """Show the viewer what is theirs."""
    person = signed_in(request)
    memberships = (
        Membership.objects.running()
        .filter(person=person)
        .select_related("organization")
        .order_by("organization__name")
    )
    at = clock.now()
    parts = parts_of(person, at=at)
    context = {
        "title": _("나의 상생"),
        "lead": _("%(name)s 님, 오늘 할 일을 여기에서 시작하십시오.") % {"name": person},
        "breadcrumbs": [{"label": _("나의 상생"), "url": ""}],
        "sample_data": person.is_sample,
        "memberships": memberships,
        "roles": roles_of(person),
        "offices": calls_run_by(person),
        "parts": [_part(one) for one in parts],
        "to_answer": [one for one in parts if one.to_answer],
        "to_do": to_do_of(person, at=at),
        "interest_waiting": waiting_for(person),
        "disclosures_waiting": disclosures_waiting_for(person, at=at),
        "entries_waiting": entries_waiting_for(person),
        "feeds": [{"feed": one} | subscription(one) for one in feeds_of(person)],
        "has_checklists": keeps_items(person),
        "may_open_fairs": may_open_fairs(person),
        "checks_listings": may_ever_check(person),
    }
    return render(request, "web/my.html", context)


def _part(part: Part) -> dict[str, object]:
    participant = part.participant
    fair = participant.fair
    return {
        "participant": participant,
        "fair": fair,
        "fair_name": name_of(fair),
        "url": reverse("participant_timetable", args=[fair.slug, participant.code]),
        "meetings": [
            {
                "begins": one.slot.starts_at.astimezone(fair.tz),
                "ends": one.slot.ends_at.astimezone(fair.tz),
                "counterpart": name_of(part.counterpart(one)),
                "place": f"{one.table.hall} · {one.table}",
            }
            for one in part.next_meetings
        ],
    }
