"""Who is answered what about field checks, once the visitor wrote the form."""

PERSONAS = (
    "anonymous",
    "outsider",
    "team_lead",
    "team_staff",
    "rival_lead",
    "visitor",
    "other_visitor",
    "judge",
    "officer",
    "officer_with_case",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, team lead, team staff, rival lead, visitor, other visitor, judge, officer,
#   officer with a case, operator
_ANYBODY = _row(302, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_READERS = _row(302, 404, 200, 200, 404, 200, 404, 404, 200, 200, 404)
_OFFICER = _row(302, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "visits": _ANYBODY,
    "visit_plan": _OFFICER,
    "visit": _READERS,
    "visit_write": _row(302, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404),
    "visit_photo": _READERS,
    "visit_paper": _READERS,
    "visit_photo_add": _PRESS_ONLY,
    "visit_sign": _PRESS_ONLY,
    "visit_reopen": _PRESS_ONLY,
    "visit_call_off": _PRESS_ONLY,
}

PRESSES = {
    "visit_plan": _row(302, 404, 404, 404, 404, 404, 404, 404, 302, 404, 404),
    "visit_write": _row(302, 404, 404, 404, 404, 302, 404, 404, 404, 404, 404),
    "visit_photo_add": _row(302, 404, 404, 404, 404, 302, 404, 404, 404, 404, 404),
    # For the visited side
    "visit_sign": _row(302, 404, 302, 403, 404, 403, 404, 404, 403, 403, 404),
    # Nothing is signed yet, and what is written is not called off.
    "visit_reopen": _row(302, 404, 403, 403, 404, 409, 404, 404, 403, 403, 404),
    "visit_call_off": _row(302, 404, 403, 403, 404, 403, 404, 404, 409, 403, 404),
}
