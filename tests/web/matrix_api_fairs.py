"""Who is answered what by the interface for programs about fairs."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_ANYBODY = dict.fromkeys(PERSONAS, 200)
# A list holds what the caller may see; it may hold nothing.
_SIGNED_IN = _row(401, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_OFFICERS = _row(401, 403, 403, 403, 403, 200, 403, 403, 403, 200)

ROUTES = {
    "api:api-root": dict.fromkeys(PERSONAS, 404),
    "api:openapi-json": _ANYBODY,
    "api:refuse_address": dict.fromkeys(PERSONAS, 404),
    "api:list_fairs": _ANYBODY,
    "api:read_fair": _ANYBODY,
    "api:list_participants": _SIGNED_IN,
    "api:list_counterparts": _row(401, 404, 200, 404, 404, 200, 403, 404, 404, 200),
    "api:read_agenda": _row(401, 404, 200, 404, 404, 200, 200, 404, 404, 200),
    "api:list_requests": _SIGNED_IN,
    "api:read_request": _row(401, 404, 200, 404, 200, 200, 200, 404, 404, 200),
    "api:read_timetable": _ANYBODY,
    "api:list_meetings": _SIGNED_IN,
    "api:list_plans": _OFFICERS,
    "api:read_plan": _OFFICERS,
    "api:list_plan_meetings": _OFFICERS,
    "api:list_unplaced": _OFFICERS,
}

PRESSES = {
    "api:create_request": _row(401, 404, 201, 404, 404, 201, 403, 404, 404, 201),
    "api:set_wish": _row(401, 404, 200, 404, 403, 200, 403, 404, 404, 200),
}
