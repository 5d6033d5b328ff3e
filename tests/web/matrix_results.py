"""Who is answered what about the results of a fair, and who may copy it."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_TOOK_PART = _row(302, 403, 200, 200, 200, 200, 200, 403, 403, 200)
# An officer copies a fair only who may also open fairs in its organizer's name.
_OPENS_FAIRS = _row(302, 403, 403, 403, 403, 403, 403, 403, 403, 200)

API = {"api:read_results": {**_TOOK_PART, "anonymous": 401}}
ROUTES = {
    **API,
    "fair_results": _TOOK_PART,
    "fair_results_export": _TOOK_PART,
    "fair_copy": _OPENS_FAIRS,
}

PRESSES = {"fair_copy": _row(302, 403, 403, 403, 403, 403, 403, 403, 403, 302)}

# The same chart of the whole, which is for the fair's people alone; others learn not even its name.
WHOLE_EXPORT = _row(302, 403, 404, 404, 404, 200, 200, 403, 403, 200)
BODY = {"name": "다음 상담회", "slug": "next-fair", "first_day": "2027-11-24", "step": "make"}


def arguments(world):
    """What the addresses point to."""
    slug = {"slug": world.fair.slug}
    return {
        "fair_results": slug,
        "fair_results_export": {**slug, "chart": "past", "form": "json"},
        "fair_copy": slug,
    }
