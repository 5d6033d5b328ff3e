"""Who is answered what about side sessions, their seats, materials and checklists."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_EVERYBODY = dict.fromkeys(PERSONAS, 200)
_OFFICERS = _row(302, 403, 403, 403, 403, 200, 403, 403, 403, 200)
_HANDED_OUT = _row(302, 403, 200, 200, 200, 200, 200, 403, 403, 200)
_SIGNED_IN = _row(302, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "program": _EVERYBODY,
    "program_export": _EVERYBODY,
    "program_session": _EVERYBODY,
    "program_ics": _EVERYBODY,
    "program_material": _HANDED_OUT,
    "program_seat": _PRESS_ONLY,
    "program_keep": _PRESS_ONLY,
    "checklists": _SIGNED_IN,
    "session_content": _OFFICERS,
    "session_attendees": _OFFICERS,
    "session_material_add": _PRESS_ONLY,
    "session_material_remove": _PRESS_ONLY,
}

_OFFICERS_PRESS = _row(302, 403, 403, 403, 403, 302, 403, 403, 403, 302)

PRESSES = {
    # Seats are the participant's own to take: even an officer sees to attendance elsewhere.
    "program_seat": _row(302, 404, 302, 404, 404, 403, 403, 404, 404, 403),
    "program_keep": _row(302, 403, 302, 403, 403, 403, 403, 403, 403, 403),
    "session_content": _OFFICERS_PRESS,
    "session_material_add": _OFFICERS_PRESS,
    "session_material_remove": _OFFICERS_PRESS,
}
