"""Who is answered what by the interface about calls: first one that is announced, then a draft."""

from tests.web.matrix_calls import PERSONAS

_ALL = dict.fromkeys(PERSONAS, 200)

ROUTES = {"api:list_calls": _ALL, "api:read_call": _ALL}
#   anonymous, outsider, officer, officer of another program, who leads a hosting body, operator
DRAFT = dict(zip(PERSONAS, (404, 404, 200, 404, 404, 200), strict=True))
