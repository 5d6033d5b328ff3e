"""Who is answered what by the interface for programs about interest."""

from tests.web.matrix_interest import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, owner, guest, rival, ex member, operator
ROUTES = {
    "api:list_interests": _row(401, 200, 200, 200, 200, 200, 200),
    "api:read_interest": _row(401, 404, 200, 200, 404, 404, 200),
}

PRESSES = {
    "api:press_interest": _row(401, 403, 403, 200, 404, 403, 403),
    "api:answer_interest": _row(401, 404, 200, 403, 404, 404, 403),
    "api:take_interest_back": _row(401, 404, 403, 200, 404, 404, 403),
    "api:propose_talk": _row(401, 404, 200, 200, 404, 404, 403),
    "api:answer_talk": _row(401, 404, 403, 200, 404, 404, 403),
}
