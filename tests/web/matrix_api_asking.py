"""Who is answered what by the interface for programs where both sides ask and answer."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
ROUTES = {
    # The order is the buyer's own: officers see the request, not how the buyer ranks it.
    "api:list_received": _row(401, 404, 404, 404, 200, 403, 403, 404, 404, 403),
}

PRESSES = {
    "api:answer_asking": _row(401, 404, 403, 404, 200, 200, 403, 404, 404, 200),
}
