"""Who is answered what about honors, plaques and keys, once the results are out."""

PERSONAS = (
    "anonymous",
    "outsider",
    "large_lead",
    "small_lead",
    "rival_lead",
    "officer",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


# anonymous, outsider, lead of a holder, another holder, who was not selected, officer, operator
_PUBLIC = dict.fromkeys(PERSONAS, 200)
_OFFICER = _row(302, 404, 404, 404, 404, 200, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "honors": _PUBLIC,
    "honors_export": _PUBLIC,
    "honor": _PUBLIC,
    "honor_json": _PUBLIC,
    "honor_key_set": _PUBLIC,
    "honor_did": _PUBLIC,
    "honor_status": _PUBLIC,
    "plaque_look_up": _PUBLIC,
    "plaque_verify": _PUBLIC,
    "plaque_json": _PUBLIC,
    "plaque_jwt": _PUBLIC,
    # Its holder prints its own plaque, and who gave it.
    "plaque_pdf": _row(302, 404, 200, 404, 404, 200, 404),
    "plaque_anew": _row(302, 403, 403, 403, 403, 200, 200),
    "honor_revoke": _row(302, 403, 403, 403, 403, 200, 403),
    "honor_giving": _OFFICER,
    "honor_give": _OFFICER,
    "honor_give_all": _PRESS_ONLY,
    "honor_print_run": _OFFICER,
    "honor_past": _OFFICER,
    "honor_keys": _row(302, 403, 403, 403, 403, 403, 200),
    "honor_key_rotate": _PRESS_ONLY,
    "honor_key_stolen": _row(302, 403, 403, 403, 403, 403, 200),
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
_OFFICER_PRESS = _row(302, 404, 404, 404, 404, 302, 404)

PRESSES = {
    "honor_give": _OFFICER_PRESS,
    "honor_give_all": _OFFICER_PRESS,
    "honor_past": _OFFICER_PRESS,
    "honor_revoke": _row(302, 403, 403, 403, 403, 302, 403),
    "plaque_anew": _row(302, 403, 403, 403, 403, 302, 302),
    "honor_key_rotate": _row(302, 403, 403, 403, 403, 403, 302),
    "honor_key_stolen": _row(302, 403, 403, 403, 403, 403, 302),
}


def arguments(world):
    """What the addresses point to."""
    call, plaque = {"slug": world.call.slug}, {"code": world.plaque.code}
    honor = {"code": world.honor.code}
    return {
        "honors": {},
        "honors_export": {"form": "json"},
        "honor": honor,
        "honor_json": honor,
        "honor_key_set": {},
        "honor_did": {},
        "honor_status": {"number": 1},
        "plaque_look_up": {},
        "plaque_verify": plaque,
        "plaque_json": plaque,
        "plaque_jwt": plaque,
        "plaque_pdf": plaque,
        "plaque_anew": plaque,
        "honor_revoke": honor,
        "honor_giving": call,
        "honor_give": call | {"code": world.waiting.code},
        "honor_give_all": call,
        "honor_print_run": call,
        "honor_past": {"slug": world.program.slug},
        "honor_keys": {},
        "honor_key_rotate": {},
        "honor_key_stolen": {"number": world.plaque.key_id},
    }
