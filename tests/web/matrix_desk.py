"""Who is answered what at the desk."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_DESK = _row(302, 403, 403, 403, 403, 200, 200, 403, 403, 200)
# A script asks: it is told to sign in first, not led to a page.
_FRAGMENT = _DESK | {"anonymous": 401}
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "desk": _DESK,
    "desk_now": _FRAGMENT,
    "desk_arrive": _DESK,
    "desk_sheet": _DESK,
    "desk_export": _DESK,
    "desk_marks": _PRESS_ONLY,
    "desk_mark": _PRESS_ONLY,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
_PRESS = _row(302, 403, 403, 403, 403, 302, 302, 403, 403, 302)

PRESSES = {
    "desk_mark": _PRESS,
    "desk_arrive": _PRESS,
    "desk_marks": _FRAGMENT,
}


def arguments(world):
    """What the addresses point to."""
    slug = {"slug": world.fair.slug}
    of = {
        "desk_arrive": slug | {"code": world.supplier.code},
        "desk_export": slug | {"form": "json"},
    }
    return {route: of.get(route, slug) for route in ROUTES}


def body(route, world, at):
    """What is sent with a press, and as what."""
    if route == "desk_marks":
        mark = {
            "key": "00000000-0000-4000-8000-000000000001",
            "participant": world.supplier.code,
            "request": "",
            "kind": "arrived",
            "at": at.isoformat(),
        }
        return {"data": {"device": "tablet", "marks": [mark]}, "content_type": "application/json"}
    return {"data": {"mark": f"arrived {world.supplier.code} ", "kind": "arrived"}}
