"""Who is answered what by the interface for programs about repairs of the day."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


ROUTES = {}

#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
PRESSES = {"api:repair": _row(401, 403, 403, 403, 403, 200, 200, 403, 403, 200)}
