"""Who is answered what by the interface for programs about panels."""

from tests.web.matrix_panels import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, entrant, officer, officer who is a partner, officer who is a judge,
#   judge, invited, named, judge with a conflict, operator
_KEEPERS = _row(401, 404, 404, 200, 403, 403, 404, 404, 404, 404, 404)

ROUTES = {"api:list_judges": _KEEPERS, "api:foresee_assignment": _KEEPERS}

PRESSES = {"api:assign_reviews": _KEEPERS}
