"""Who is answered what about a call's ceremony."""

PERSONAS = (
    "anonymous",
    "outsider",
    "guest",
    "other_guest",
    "officer",
    "former_officer",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, guest, other guest, officer, former officer, operator
_OFFICERS = _row(302, 404, 404, 404, 200, 404, 404)
_GUEST = _row(302, 404, 200, 404, 404, 404, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)
_OFFICER_PRESS = _row(302, 404, 404, 404, 302, 404, 404)

ROUTES = {
    "ceremony": _OFFICERS,
    "ceremony_plan": _OFFICERS,
    "ceremony_press": _OFFICERS,
    "ceremony_press_file": _OFFICERS,
    "ceremony_seats": _OFFICERS,
    "ceremony_arrange": _PRESS_ONLY,
    "ceremony_guests": _OFFICERS,
    "ceremony_guests_export": _OFFICERS,
    "ceremony_guests_press": _PRESS_ONLY,
    "ceremony_import": _OFFICERS,
    "ceremony_import-template": _OFFICERS,
    # A sheet is read by who handed it in.
    "ceremony_import-columns": _OFFICERS,
    "ceremony_import-preview": _OFFICERS,
    "ceremony_import-report": _row(302, 404, 404, 404, 302, 404, 404),
    "ceremony_guest": _OFFICERS,
    "ceremony_guest_press": _PRESS_ONLY,
    "ceremony_invitation": _GUEST,
}

PRESSES = {
    "ceremony_plan": _OFFICER_PRESS,
    "ceremony_arrange": _OFFICER_PRESS,
    "ceremony_guests": _OFFICER_PRESS,
    "ceremony_guests_press": _OFFICER_PRESS,
    "ceremony_guest": _OFFICER_PRESS,
    "ceremony_guest_press": _OFFICER_PRESS,
    "ceremony_import": _OFFICER_PRESS,
    "ceremony_import-preview": _OFFICER_PRESS,
    "ceremony_invitation": _row(302, 404, 302, 404, 404, 404, 404),
}


def arguments(world):
    """What the addresses point to."""
    call = {"slug": world.call.slug}
    guest = call | {"code": world.guest.code}
    sheet = call | {"number": world.sheet.code}
    of = {
        "ceremony_press_file": call | {"form": "txt"},
        "ceremony_guests_export": call | {"form": "json"},
        "ceremony_guests_press": call | {"verb": "ask"},
        "ceremony_import-columns": sheet,
        "ceremony_import-preview": sheet,
        "ceremony_import-report": sheet,
        "ceremony_guest": guest,
        "ceremony_guest_press": guest | {"verb": "arrive"},
        "ceremony_invitation": guest,
    }
    return {route: of.get(route, call) for route in ROUTES}


SENT = {
    "ceremony_plan": {
        "name": "수여식",
        "held_at": "2026-12-10T14:00",
        "place": "서울",
        "rows": "3",
        "seats_per_row": "4",
    },
    "ceremony_guests": {"name": "임꺽정"},
    "ceremony_guest": {"name": "새이름", "receives": "on"},
    "ceremony_import-preview": {"enter": "1"},
    "ceremony_invitation": {"answer": "accept"},
}
