"""Who is answered what where needs and offers are found, read and matched."""

from typing import Any

from tests.exchange.factories import make_competitor, make_need, make_offer
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person

from sangsaeng.organizations.models import Role

# owner's people by their role; a neighbor with an offer; a rival on the owner's quiet list
PERSONAS = (
    "anonymous",
    "outsider",
    "owner_lead",
    "owner_staff",
    "neighbor",
    "rival",
    "ex_member",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


_ALL = dict.fromkeys(PERSONAS, 200)
# With a quiet list nobody reads who does not belong to an organization, nor does the rival.
_SEEN = _row(404, 404, 200, 200, 200, 404, 404, 200)
_OWN = _row(302, 404, 200, 200, 403, 404, 404, 403)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "listing_list": _ALL,
    "listing_list_export": _ALL,
    "listing_page": _SEEN,
    "listing_json": _SEEN,
    "listing_linked": _SEEN,
    "listing_matches": _OWN,
    "listing_matches_export": _OWN,
    "listing_why": _OWN,
    "listing_judge": _PRESS_ONLY,
    "matching": _row(302, 200, 200, 200, 200, 200, 200, 200),
    "matching_change": _PRESS_ONLY,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
PRESSES = {
    "listing_judge": _row(302, 404, 302, 302, 403, 404, 404, 403),
    # Whether an organization ever said anything is nobody else's affair.
    "matching_change": _row(302, 404, 302, 403, 404, 404, 404, 404),
}

BODIES = {"listing_judge": {"word": "fits"}, "matching_change": {"deed": "ignore"}}


class World:
    """A need whose owner shows a rival nothing, and an offer that answers it."""

    def __init__(self):
        owner, neighbor, rival = (
            make_organization(name) for name in ("가온전자", "나래비전", "다솜")
        )
        self.need, self.offer = make_need(owner), make_offer(neighbor)
        make_competitor(owner, rival)
        former = make_member(owner)
        former.memberships.update(ended_at=MOMENT)
        self.people: dict[str, Any] = {
            "outsider": make_person(),
            "owner_lead": make_member(owner, Role.OWNER),
            "owner_staff": make_member(owner, Role.STAFF),
            "neighbor": make_member(neighbor),
            "rival": make_member(rival),
            "ex_member": former,
            "operator": make_operator(),
        }

    def arguments(self, route):
        """What an address points to."""
        one = {"side": "need", "code": self.need.code}
        of = {
            "listing_list": {"side": "need"},
            "listing_list_export": {"side": "need", "form": "json"},
            "listing_matches_export": one | {"form": "json"},
            "listing_judge": one | {"other": self.offer.code},
            "matching": {},
            "matching_change": {"code": self.need.owner.code},
        }
        return of.get(route, one)
