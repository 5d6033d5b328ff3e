"""Who is answered what by the interface for programs about entries that were handed in."""

from tests.web.matrix_entries import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, lead, lead staff, partner staff, invited partner, officer, sealed officer,
#   recommender, operator
ROUTES = {
    "api:list_own_entries": _row(401, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    "api:read_own_entry": _row(401, 404, 200, 200, 200, 404, 404, 200, 404, 404),
    "api:list_run_entries": _row(401, 404, 404, 404, 404, 404, 200, 200, 404, 404),
    "api:read_run_entry": _row(401, 404, 404, 404, 404, 404, 200, 404, 404, 404),
}
