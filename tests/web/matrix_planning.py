"""Who is answered what in the planning room, at timetables and at a person's own page."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


FOUND, LEADS_ON, REFUSED, MISSING, NOT_THIS_WAY = 200, 302, 403, 404, 405

#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_OFFICERS = _row(302, 403, 403, 403, 403, 200, 403, 403, 403, 200)
_WHOLE = _row(302, 403, 403, 403, 403, 200, 200, 403, 403, 200)
_OWN = _row(302, 404, 200, 404, 404, 200, 200, 404, 404, 200)
_SIGNED_IN = _row(302, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_ASKED_BY_THE_OFFICER = _row(302, 404, 404, 404, 404, 200, 404, 404, 404, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, NOT_THIS_WAY)

ROUTES = {
    "my": _SIGNED_IN,
    "job": _ASKED_BY_THE_OFFICER,
    "plan": _OFFICERS,
    "plan_draft": _OFFICERS,
    "plan_publish": _OFFICERS,
    "plan_unplaced": _OFFICERS,
    "plan_unplaced_sheet": _OFFICERS,
    "plan_parties": _OFFICERS,
    "plan_compare": _OFFICERS,
    "plan_meeting": _OFFICERS,
    "plan_move": _OFFICERS,
    # Everybody may know that it is published; a participant is led to its own.
    "timetable": _row(200, 200, 302, 302, 302, 200, 200, 200, 200, 200),
    "timetable_version": _WHOLE,
    "participant_timetable": _OWN,
    "plan_start": _PRESS_ONLY,
    "plan_note": _PRESS_ONLY,
    "plan_discard": _PRESS_ONLY,
    "plan_pin": _PRESS_ONLY,
    "plan_unpin": _PRESS_ONLY,
    "plan_forbid": _PRESS_ONLY,
    "plan_allow": _PRESS_ONLY,
    "feed_open": _PRESS_ONLY,
    "feed_revoke": _PRESS_ONLY,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
_OFFICERS_PRESS = _row(302, 403, 403, 403, 403, 302, 403, 403, 403, 302)

PRESSES = {
    "plan_start": _OFFICERS_PRESS,
    "plan_note": _OFFICERS_PRESS,
    "plan_discard": _OFFICERS_PRESS,
    "plan_publish": _OFFICERS_PRESS,
    "plan_pin": _OFFICERS_PRESS,
    "plan_unpin": _OFFICERS_PRESS,
    "plan_forbid": _OFFICERS_PRESS,
    "plan_allow": _OFFICERS_PRESS,
    "plan_move": _OFFICERS_PRESS,
    # Only the party itself subscribes; who runs the fair sees the page but has no feed of it.
    "feed_open": _row(302, 404, 302, 404, 404, 403, 403, 404, 404, 403),
    "feed_revoke": _row(302, 404, 302, 404, 404, 404, 404, 404, 404, 404),
}


def arguments(world, job):
    """What the addresses point to."""
    slug = {"slug": world.fair.slug}
    draft = slug | {"serial": world.draft.serial}
    meeting = draft | {"code": world.request.code}
    personal = slug | {"code": world.supplier.code}
    of = {
        "my": {},
        "job": {"code": job.code},
        "feed_revoke": {"code": world.feed.code},
        "timetable_version": slug | {"number": 1},
        "participant_timetable": personal,
        "feed_open": personal,
    }
    of |= dict.fromkeys(("plan", "plan_start", "timetable"), slug)
    of |= dict.fromkeys(("plan_meeting", "plan_move"), meeting)
    of |= dict.fromkeys(("plan_pin", "plan_unpin", "plan_forbid", "plan_allow"), meeting)
    return {route: of.get(route, draft) for route in ROUTES}
