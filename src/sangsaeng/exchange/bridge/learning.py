"""What is learned from an organization's own word on its matches: a taste, and its weights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

from sangsaeng.engine.matching import learning as tuning_rules
from sangsaeng.engine.matching.matcher import Matcher
from sangsaeng.engine.matching.settings import BOUNDS, Settings
from sangsaeng.engine.matching.taste import Taste
from sangsaeng.exchange.bridge.analyzing import analyzer
from sangsaeng.exchange.bridge.entries import asked_of, joined, public
from sangsaeng.exchange.bridge.live import live
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.learning import Judged, follows_history, judged_by, setting_of
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.models import Organization

FEWEST_PAIRS: Final = tuning_rules.FEWEST_PAIRS
FEWEST_OF_A_KIND: Final = tuning_rules.FEWEST_OF_A_KIND
# What may be weighed anew; the depth of the search is the house's affair.
WEIGHTS: Final = ("pairs", "rarity")
MOST_TOLD: Final = 20
PERCENT: Final = 100


@dataclass(frozen=True)
class Leaning:
    """A word and how far it alone moves a score, in percent up or down."""

    term: str
    percent: float


@dataclass(frozen=True)
class Proposal:
    """Weights that would order the judged pairs better, with how well they and the present ones do.

    ``before`` and ``after`` are the chance in percent that a pair that fits stands above one that
    does not, among pairs that were held out; ``None`` where there are too few.
    """

    weights: Mapping[str, float]
    now: Mapping[str, float]
    pairs: int
    before: float | None
    after: float | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough pairs of either kind to say anything."""
        return self.before is not None

    @property
    def is_better(self) -> bool:
        """Whether the proposed weights differ from the present ones."""
        return self.weights != self.now


def taste_of(viewer: Viewer, organization: Organization) -> Taste | None:
    """Return how the organization's own word leans, to its people, unless it is switched off."""
    return _learned(judged_by(viewer, organization)) if follows_history(organization) else None


def leanings_of(viewer: Viewer, organization: Organization) -> list[Leaning]:
    """Return the words that were learned, the strongest first, whether they are followed or not."""
    learned = _learned(judged_by(viewer, organization)).readable(MOST_TOLD)
    return [Leaning(term, round(PERCENT * share, 1)) for term, share in learned if share]


def weighed(matcher: Matcher, organization: Organization) -> Matcher:
    """Return the matcher as the organization weighs it."""
    setting = setting_of(organization)
    weights = setting.weights if setting else {}
    return replace(matcher, settings=_within_bounds(matcher.settings, weights))


def proposal_for(viewer: Viewer, organization: Organization) -> Proposal:
    """Return the weights that the organization's own word speaks for."""
    matcher = weighed(live(Side.OFFER).matcher(), organization)
    pairs = _pairs(judged_by(viewer, organization))
    tuning = matcher.tuned(
        [pair for pair, fits in pairs if fits], [pair for pair, fits in pairs if not fits]
    )
    return Proposal(
        weights=_weights(tuning.settings),
        now=_weights(matcher.settings),
        pairs=tuning.pairs,
        before=None if isnan(tuning.before) else round(PERCENT * tuning.before, 1),
        after=None if isnan(tuning.after) else round(PERCENT * tuning.after, 1),
    )


def _learned(judged: list[Judged]) -> Taste:
    texts = _texts(one.other for one in judged)
    fitting = [texts[one.other.pk] for one in judged if one.fits]
    missing = [texts[one.other.pk] for one in judged if not one.fits]
    return Taste.learned(fitting, missing, analyzer())


def _pairs(judged: list[Judged]) -> list[tuple[tuple[str, str], bool]]:
    """Return the texts of need and offer, whichever of the two is one's own, and whether they fit."""
    pairs = [(one.own, one.other, one.fits) for one in judged if one.own is not None]
    texts = _texts(listing for own, other, _fits in pairs for listing in (own, other))
    return [
        ((texts[own.pk], texts[other.pk]), fits)
        if own.side == Side.NEED
        else ((texts[other.pk], texts[own.pk]), fits)
        for own, other, fits in pairs
    ]


def _texts(listings: Iterable[Listing]) -> dict[int, str]:
    rows = list({row.pk: row for row in listings}.values())
    return {row.pk: joined(asked_of(shown)) for row, shown in zip(rows, public(rows), strict=True)}


def _weights(settings: Settings) -> dict[str, float]:
    return {name: getattr(settings, name) for name in WEIGHTS}


def _within_bounds(usual: Settings, weights: Mapping[str, float]) -> Settings:
    kept = {
        name: min(max(float(weights[name]), BOUNDS[name][0]), BOUNDS[name][1])
        for name in WEIGHTS
        if name in weights
    }
    return replace(usual, **kept)  # type: ignore[arg-type]  # the weights are numbers
