"""How well participants fit: what each tells of itself, whose fit is kept, and what was found.

Only what both sides and the fair's people may read counts: the profile, and the needs and offers
an organization published to everybody under its own name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sangsaeng.exchange.models import Listing
from sangsaeng.fairs.models import Fair, Fit, Participant, Side

# Requests that came to nothing send the asking side to others who fit.
ENDED = frozenset({"declined", "expired"})
PROFILE = ("headline", "about", "interests", "strengths")


@dataclass(frozen=True)
class Told:
    """What a participant tells of itself, and with whom it could meet."""

    side: str
    text: str


def told_in(fair: Fair) -> dict[int, Told]:
    """Return what each participant tells, by its primary key, in two statements."""
    parties = list(fair.participants.order_by("pk"))
    published: dict[int, list[str]] = defaultdict(list)
    listings = Listing.objects.in_the_open().filter(owner__participations__fair=fair)
    for owner, *texts in listings.order_by("pk").values_list(
        "owner", "title", "abstract", "keywords"
    ):
        published[owner] += texts
    return {
        one.pk: Told(one.side, _joined([*_profile(one), *published[one.organization_id]]))
        for one in parties
    }


def others_than(key: int, told: Mapping[int, Told]) -> dict[int, str]:
    """Return what those tell whom the participant could meet, but for those who tell nothing."""
    own = told[key].side
    return {
        other: one.text
        for other, one in told.items()
        if other != key and one.text and (one.side != own or own == Side.MEMBER)
    }


def wanted_in(fair: Fair, told: Mapping[int, Told]) -> dict[int, set[int]]:
    """Return whose fit with whom is needed: for weights, for answers, and for who else there is."""
    wanted: dict[int, set[int]] = defaultdict(set)
    rows = fair.requests.kept().values_list("buyer", "supplier", "asking_side", "state")
    for buyer, supplier, asking_side, state in rows:
        wanted[buyer].add(supplier)
        wanted[supplier].add(buyer)
        if state in ENDED and asking_side:
            asking = buyer if asking_side == Side.BUYER else supplier
            wanted[asking] |= set(others_than(asking, told))
    return wanted


def fits_of(participant: Participant) -> dict[int, Fit]:
    """Return how well others fit the participant, as far as it was found, in one statement."""
    return {one.other_id: one for one in Fit.objects.filter(of=participant)}


def _profile(one: Participant) -> list[str]:
    return [getattr(one, field) for field in PROFILE]


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text.strip() for text in texts if text.strip())
