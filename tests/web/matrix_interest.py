"""Who is answered what about interest: the owner, the interested, and everybody else."""

from typing import Any

from tests.exchange.factories import make_appointment, make_interest, make_need
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.fairs.factories import make_buyer, make_fair, make_supplier

PERSONAS = ("anonymous", "outsider", "owner", "guest", "rival", "ex_member", "operator")


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


_OWN = _row(302, 200, 200, 200, 200, 200, 200)
_SIDES = _row(302, 404, 200, 200, 404, 404, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    # Who has no other organization to speak for may read the text but not show interest in it;
    # the rival's people find nothing.
    "listing_interest": _row(302, 403, 403, 200, 404, 403, 403),
    "my_interests": _OWN,
    "my_interests_export": _OWN,
    "interest": _SIDES,
    "interest_json": _SIDES,
    "interest_calendar": _SIDES,
    "interest_answer": _PRESS_ONLY,
    "interest_withdraw": _PRESS_ONLY,
    "interest_talk": _PRESS_ONLY,
    "interest_talk_answer": _PRESS_ONLY,
    "interest_fair": _PRESS_ONLY,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
PRESSES = {
    "listing_interest": _row(302, 403, 403, 302, 404, 403, 403),
    "interest_answer": _row(302, 404, 302, 403, 404, 404, 403),
    "interest_withdraw": _row(302, 404, 403, 302, 404, 404, 403),
    "interest_talk": _row(302, 404, 302, 302, 404, 404, 403),
    "interest_talk_answer": _row(302, 404, 403, 302, 404, 404, 403),
    # Operators speak for neither side, so there is no fair at which they could ask.
    "interest_fair": _row(302, 404, 302, 302, 404, 404, 404),
}

BODIES = {
    "interest_answer": {"verb": "accept", "answer": "반갑습니다"},
    "interest_talk": {
        "starts_at": "2026-11-20T10:00",
        "ends_at": "2026-11-20T11:00",
        "place": "화성 본사",
    },
    "interest_talk_answer": {"verb": "agree"},
    "interest_fair": {"fair": "both-sides"},
}


class World:
    """Needs of one owner who shows a rival nothing, and interest of a guest in each state needed."""

    def __init__(self):
        self.owner = make_organization("가온전자")
        self.guest, self.rival = make_organization("한빛정밀"), make_organization("나래소재")
        self.free = make_need(self.owner)
        self.asked = make_interest(make_need(self.owner), self.guest)
        self.accepted = self._accepted()
        self.talking = self._accepted()
        make_appointment(self.talking)
        fair = make_fair(slug="both-sides", state="collecting")
        make_buyer(fair, organization=self.owner)
        make_supplier(fair, organization=self.guest)
        former = make_member(self.guest)
        former.memberships.update(ended_at=MOMENT)
        self.people: dict[str, Any] = {
            "outsider": make_person(),
            "owner": make_member(self.owner),
            "guest": make_member(self.guest),
            "rival": make_member(self.rival),
            "ex_member": former,
            "operator": make_operator(),
        }

    def _accepted(self):
        return make_interest(make_need(self.owner), self.guest, state="accepted")

    def shut_out(self):
        """From now on the rival's people, and strangers with them, see nothing of the owner."""
        from tests.exchange.factories import make_competitor

        make_competitor(self.owner, self.rival)

    def arguments(self, route):
        """What an address points to."""
        of = {
            "listing_interest": {"code": self.free.code},
            "my_interests": {},
            "my_interests_export": {"form": "json"},
            "interest_calendar": {"code": self.talking.code},
            "interest_talk_answer": {"code": self.talking.code},
            "interest_talk": {"code": self.accepted.code},
            "interest_fair": {"code": self.accepted.code},
        }
        return of.get(route, {"code": self.asked.code})
