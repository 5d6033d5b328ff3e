"""Who is answered what at the desk."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_DESK = _row(302, 403, 403, 403, 403, 200, 200, 403, 403, 200)

ROUTES = {
    "desk": _DESK,
}


def arguments(world):
    """What the addresses point to."""
    slug = {"slug": world.fair.slug}
    return dict.fromkeys(ROUTES, slug)
