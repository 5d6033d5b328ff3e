"""Who is answered what about entries: while one is written, and once it was handed in."""

PERSONAS = (
    "anonymous",
    "outsider",
    "lead",
    "lead_staff",
    "partner_staff",
    "invited",
    "officer",
    "sealed_officer",
    "recommender",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, lead, lead staff, partner staff, invited partner, officer, sealed officer,
#   recommender, operator
_ANYBODY = _row(302, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_TEAM = _row(302, 404, 200, 200, 200, 200, 404, 200, 404, 404)
_LEADS = _row(302, 404, 200, 403, 403, 403, 404, 403, 404, 404)
_OFFICERS = _row(302, 404, 404, 404, 404, 404, 200, 200, 404, 404)
_NOBODY = _row(302, 404, 404, 404, 404, 404, 404, 404, 404, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

# While it is written: nothing of it for officers.
ROUTES = {
    "entry_mine": _ANYBODY,
    "entry_mine_export": _ANYBODY,
    "entry_new": _ANYBODY,
    "entry": _TEAM,
    "entry_json": _TEAM,
    "entry_title": _PRESS_ONLY,
    "entry_answer": _PRESS_ONLY,
    "entry_file_add": _PRESS_ONLY,
    "entry_file": _TEAM,
    "entry_file_remove": _PRESS_ONLY,
    "entry_partner_ask": _PRESS_ONLY,
    "entry_partner": _PRESS_ONLY,
    "entry_hand_in": _LEADS,
    "entry_withdraw": _PRESS_ONLY,
    "entry_reopen": _PRESS_ONLY,
    "entry_supplement": _PRESS_ONLY,
    "entry_receipt": _NOBODY,
    "entry_receipt_pdf": _NOBODY,
    "entry_content": _NOBODY,
    "entry_run_list": _OFFICERS,
    "entry_run_export": _OFFICERS,
    "entry_run_answers": _OFFICERS,
    "entry_run": _NOBODY,
    "entry_check": _NOBODY,
    "entry_check_supplement": _PRESS_ONLY,
    "entry_check_screen": _PRESS_ONLY,
    "entry_check_reopen": _PRESS_ONLY,
    "entry_check_press": _PRESS_ONLY,
    "recommendation_new": _ANYBODY,
    "recommendation_list": _OFFICERS,
    "recommendation_export": _OFFICERS,
    "recommendation": _row(302, 404, 200, 200, 404, 404, 200, 200, 200, 404),
    "recommendation_answer": _PRESS_ONLY,
}

_ONE_OFFICER = _row(302, 404, 404, 404, 404, 404, 200, 404, 404, 404)
# The invited partner of the draft was never asked into the entry that was handed in.
_JOINED = _row(302, 404, 200, 200, 200, 404, 404, 200, 404, 404)

# Once handed in, the officer reads it; one who is also a partner has only the partner's page.
HANDED_IN = {
    "entry": _row(302, 404, 200, 200, 200, 404, 302, 200, 404, 404),
    "entry_json": _row(302, 404, 200, 200, 200, 404, 200, 200, 404, 404),
    "entry_file": _row(302, 404, 200, 200, 200, 404, 200, 200, 404, 404),
    "entry_receipt": _JOINED,
    "entry_receipt_pdf": _JOINED,
    "entry_content": _JOINED,
    "entry_hand_in": _row(302, 404, 200, 403, 403, 404, 404, 403, 404, 404),
    "entry_run": _row(302, 404, 404, 404, 404, 404, 302, 404, 404, 404),
    "entry_check": _ONE_OFFICER,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
PRESSES = {
    "entry_title": _row(302, 404, 302, 302, 302, 403, 404, 302, 404, 404),
    "entry_answer": _row(302, 404, 302, 302, 302, 403, 404, 302, 404, 404),
    "entry_file_add": _row(302, 404, 302, 302, 302, 403, 404, 302, 404, 404),
    "entry_file_remove": _row(302, 404, 302, 302, 302, 403, 404, 302, 404, 404),
    "entry_partner_ask": _row(302, 404, 302, 302, 403, 403, 404, 403, 404, 404),
    "entry_partner": _row(302, 404, 403, 403, 403, 302, 404, 403, 404, 404),
    "entry_hand_in": _row(302, 404, 422, 403, 403, 403, 404, 403, 404, 404),
    "entry_withdraw": _row(302, 404, 302, 403, 403, 403, 404, 403, 404, 404),
    "entry_reopen": _row(302, 404, 409, 403, 403, 403, 404, 403, 404, 404),
    "entry_supplement": _NOBODY,
    "entry_check_supplement": _NOBODY,
    "entry_check_screen": _NOBODY,
    "entry_check_reopen": _NOBODY,
    "entry_check_press": _NOBODY,
    "recommendation_answer": _row(302, 404, 302, 302, 404, 404, 403, 403, 403, 404),
}

# What only officers press, on what was handed in.
HANDED_IN_PRESSES = {
    "entry_check_supplement": _row(302, 404, 404, 404, 404, 404, 302, 404, 404, 404),
    "entry_check_screen": _row(302, 404, 404, 404, 404, 404, 302, 404, 404, 404),
    "entry_check_reopen": _row(302, 404, 404, 404, 404, 404, 302, 404, 404, 404),
    "entry_check_press": _row(302, 404, 404, 404, 404, 404, 302, 404, 404, 404),
}


def arguments(world):
    """What the addresses point to."""
    code, slug = {"code": world.entry.code}, {"slug": world.call.slug}
    one = {"code": world.recommendation.code}
    form, number = {"form": "json"}, {"number": 1}
    of = {
        "entry_mine": {},
        "entry_mine_export": form,
        "entry_new": slug,
        "entry_answer": code | {"key": "problem"},
        "entry_file_add": code | {"key": "evidence"},
        "entry_file": code | {"file": world.file.code},
        "entry_file_remove": code | {"file": world.file.code},
        "entry_partner": code | {"key": (world.asked or world.partner).pk, "verb": "join"},
        "entry_receipt": code | number,
        "entry_receipt_pdf": code | number,
        "entry_content": code | number,
        "entry_run_list": slug,
        "entry_run_export": slug | form,
        "entry_run_answers": slug | form,
        "entry_run": slug | code,
        "entry_check_press": code | {"verb": "checked"},
        "recommendation_new": slug,
        "recommendation_list": slug,
        "recommendation_export": slug | form,
        "recommendation": one,
        "recommendation_answer": one | {"verb": "decline"},
    }
    return {route: of.get(route, code) for route in {*ROUTES, *PRESSES}}
