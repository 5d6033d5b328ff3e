"""Who is answered what by the interface for programs about notes of meetings."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
ROUTES = {
    # A list holds what the caller may see; it may hold nothing.
    "api:list_notes": _row(401, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    "api:read_notes": _row(401, 404, 200, 404, 200, 200, 200, 404, 404, 200),
}

PRESSES = {
    "api:write_note": _row(401, 404, 200, 404, 200, 403, 403, 404, 404, 403),
    # The buyer has told nothing yet, so there is nothing to finish.
    "api:finish_step": _row(401, 404, 200, 404, 409, 403, 403, 404, 404, 403),
}
