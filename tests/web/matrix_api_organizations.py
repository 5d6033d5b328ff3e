"""Who is answered what by the interface for programs about organizations."""

from tests.web.matrix_organizations import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


_ANYBODY = dict.fromkeys(PERSONAS, 200)

ROUTES = {
    "api:list_organizations": _ANYBODY,
    "api:resolve_name": _ANYBODY,
    "api:read_organization": _ANYBODY,
    "api:list_credentials": _ANYBODY,
}

#       anonymous, outsider, staff, manager, other member, ex member, operator
PRESSES = {
    "api:enter_organization": _row(401, 201, 201, 201, 201, 201, 201),
    "api:edit_organization": _row(401, 403, 403, 200, 403, 403, 200),
}
