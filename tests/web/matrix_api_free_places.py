"""Who is answered what by the interface for programs about free places."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_SIGNED_IN = _row(401, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_DESK = _row(401, 403, 403, 403, 403, 200, 200, 403, 403, 200)
_DESK_MAKES = _row(401, 403, 403, 403, 403, 201, 201, 403, 403, 201)

ROUTES = {
    "api:list_openings": _DESK,
    "api:read_opening": _DESK,
    "api:list_offers": _SIGNED_IN,
    "api:read_offer": _row(401, 404, 200, 404, 200, 200, 200, 404, 404, 200),
    "api:list_places": _DESK,
}

PRESSES = {
    "api:make_offer": _DESK_MAKES,
    "api:settle_offer": _row(401, 404, 200, 404, 403, 200, 200, 404, 404, 200),
    "api:book": _DESK_MAKES,
    "api:cancel": _DESK_MAKES,
    "api:welcome": _DESK_MAKES,
}
