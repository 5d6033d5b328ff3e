"""Who is answered what by the interface where needs and offers are found."""

from tests.web.matrix_finding import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


_ALL = dict.fromkeys(PERSONAS, 200)

#       anonymous, outsider, lead, staff, neighbor, rival, ex member, operator
ROUTES = {
    "api:find_needs": _ALL,
    "api:find_offers": _ALL,
    "api:read_listed_need": _row(404, 404, 200, 200, 200, 404, 404, 200),
    "api:read_listed_offer": _ALL,
    "api:list_matches": _row(401, 404, 200, 200, 403, 404, 404, 403),
}


def arguments(world, route):
    """What an address points to."""
    codes = {"api:read_listed_offer": world.offer.code, "api:find_needs": "", "api:find_offers": ""}
    code = codes.get(route, world.need.code)
    return {"code": code} if code else {}
