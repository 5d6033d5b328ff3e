"""Who may open which address about notices, and who may press what."""

PERSONAS = ("anonymous", "outsider", "reader", "colleague", "other_side", "ex_member", "operator")


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


FOUND, LEADS_ON, MISSING, NOT_THIS_WAY = 200, 302, 404, 405

#       anonymous, outsider, reader, colleague, other side, ex member, operator
_OWN_LIST = _row(302, 200, 200, 200, 200, 200, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, NOT_THIS_WAY)

ROUTES = {
    "notices": _OWN_LIST,
    "notices_export": _OWN_LIST,
    "notices_settings": _OWN_LIST,
    # The signed link is the permission, whoever holds it.
    "notices_off": dict.fromkeys(PERSONAS, FOUND),
    "notice": _PRESS_ONLY,
    "notices_read": _PRESS_ONLY,
    "api:list_notices": _row(401, 200, 200, 200, 200, 200, 200),
    "api:read_notice": _PRESS_ONLY,
}

PRESSES = {
    # A notice is its reader's alone: not a colleague's, not an operator's.
    "notice": _row(302, 404, 302, 404, 404, 404, 404),
    "notices_read": _row(302, 302, 302, 302, 302, 302, 302),
    "notices_settings": _row(302, 302, 302, 302, 302, 302, 302),
    "notices_off": dict.fromkeys(PERSONAS, FOUND),
    "api:read_notice": _row(401, 404, 200, 404, 404, 404, 404),
}
