"""Who is answered what after a fair: notes of meetings, steps to take, and absences."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
# Those who watch the whole fair are led from their own meetings to everybody's.
_OWN = _row(302, 403, 200, 200, 200, 302, 302, 403, 403, 302)
_OWN_FILE = _row(302, 403, 200, 200, 200, 403, 403, 403, 403, 403)
_PARTIES = _row(302, 404, 200, 404, 200, 200, 200, 404, 404, 200)
_WHOLE = _row(302, 403, 403, 403, 403, 200, 200, 403, 403, 200)
_OFFICERS = _row(302, 403, 403, 403, 403, 200, 403, 403, 403, 200)
# The record of the supplier: its own people, and officers of the fair it takes part in.
_RECORD = _row(302, 403, 200, 403, 403, 200, 403, 403, 403, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "results_mine": _OWN,
    "results_mine_export": _OWN_FILE,
    "results_meeting": _PARTIES,
    "results_notes": _WHOLE,
    "results_notes_export": _WHOLE,
    "results_steps": _WHOLE,
    "results_steps_export": _WHOLE,
    "no_shows": _OFFICERS,
    "no_shows_export": _OFFICERS,
    "organization-no-shows": _RECORD,
    "organization-no-shows-export": _RECORD,
    "results_done": _PRESS_ONLY,
    "results_remind": _PRESS_ONLY,
    "no_shows_settle": _PRESS_ONLY,
    "no_show_excuse": _PRESS_ONLY,
    "organization-no-show-answer": _PRESS_ONLY,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
_OFFICERS_PRESS = _row(302, 403, 403, 403, 403, 302, 403, 403, 403, 302)

PRESSES = {
    # Only a side itself tells what came of it; who runs the fair reads.
    "results_meeting": _row(302, 404, 302, 404, 302, 403, 403, 404, 404, 403),
    "results_done": _row(302, 404, 302, 404, 409, 403, 403, 404, 404, 403),
    "results_remind": _OFFICERS_PRESS,
    "no_shows_settle": _OFFICERS_PRESS,
    "no_show_excuse": _OFFICERS_PRESS,
    "organization-no-show-answer": _row(302, 403, 302, 403, 403, 403, 403, 403, 403, 403),
    "fair_settings": _OFFICERS_PRESS,
}

BODIES = {
    "organization-no-show-answer": {"answer": "교통 사고"},
    "fair_settings": {"part": "absences", "no_show_cost": 10, "no_show_years": 2},
}


def arguments(world, absence):
    """What the addresses point to: the meeting and the absence of the supplier."""
    slug = {"slug": world.fair.slug}
    form, meeting = {"form": "json"}, slug | {"code": world.request.code}
    record = {"code": world.supplier.organization.code}
    of = {
        "results_meeting": meeting,
        "results_done": meeting,
        "results_remind": meeting | {"party": world.supplier.code},
        "no_show_excuse": slug | {"code": absence.code},
        "organization-no-shows": record,
        "organization-no-shows-export": record | form,
        "organization-no-show-answer": record | {"number": absence.code},
    }
    exports = [route for route in ROUTES if route.endswith("_export")]
    of |= dict.fromkeys(exports, slug | form)
    return {route: of.get(route, slug) for route in {*ROUTES, *PRESSES}}
