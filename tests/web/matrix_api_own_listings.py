"""Who is answered what by the interface for programs about one's own needs and offers."""

from tests.web.matrix_own_listings import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, staff, manager, ex member, other, association's staff and lead, operator
_SIGNED_IN = _row(401, 200, 200, 200, 200, 200, 200, 200, 200)
_OWN = _row(401, 404, 200, 200, 404, 404, 404, 404, 404)

ROUTES = {
    "api:list_own": _SIGNED_IN,
    "api:read_own": _OWN,
}

PRESSES = {
    "api:write": _row(401, 404, 201, 201, 404, 404, 404, 404, 404),
    "api:change": _OWN,
    # What is out is renewed by those who lead its owner.
    "api:take_step": _row(401, 404, 403, 200, 404, 404, 404, 404, 404),
}
