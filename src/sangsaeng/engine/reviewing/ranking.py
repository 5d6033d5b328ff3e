"""A panel's ranking with all that is uncertain about it, by one policy fixed before opening."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from threadpoolctl import threadpool_limits

from sangsaeng.engine.reviewing.means import (
    LEAST_TO_DROP,
    is_all_judge,
    plain_means,
    trimmed_means,
)
from sangsaeng.engine.reviewing.mixing import Draws, MixedModel
from sangsaeng.engine.reviewing.placing import places_of, ranks_of_draws
from sangsaeng.engine.reviewing.predicting import Method, chances
from sangsaeng.engine.reviewing.scores import Floats, Ints, Scores
from sangsaeng.engine.reviewing.varying import Variation, vary_weights

PLAIN, TRIMMED, MIXED = "plain_mean", "trimmed_mean", "mixed_model"
QUANTILES = (0.025, 0.25, 0.75, 0.975)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a call fixed before anything was opened.

    Attributes
    ----------
    places : int, optional
        How many entries are placed; without, all.
    drops_extremes : bool
        Whether the highest and the lowest total of an entry are dropped, from five judges on.
    breakers : tuple of int
        Criteria that settle a tie, the most important first.
    seed : int
        Where chance starts; the same seed and scores give the same answer.
    draws : int
        How many possible truths, and as many other panels, are drawn.
    """

    places: int | None = None
    drops_extremes: bool = False
    breakers: tuple[int, ...] = ()
    seed: int = 0
    draws: int = 4000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one entry stands.

    Attributes
    ----------
    entry : int
        The entry's number.
    rank, sharing : int
        Its place, and how many share it.
    judges : int
        How many scored it.
    mean, trimmed, adjusted : float
        Its plain mean, its mean without extremes (None where not asked), and its value in the
        mixed model; all of 100.
    plain_rank : int
        Its place by the plain mean.
    expected_rank : float
        The mean of the places it may truly have.
    interval_50, interval_95 : tuple of int
        Within which its true place lies with that probability.
    chance : float
        How probable it is that another panel would place it.
    is_placed : bool
        Whether it is within the places, as a whole group where it shares one.
    straddles : bool
        Whether the cut goes through its 50 % interval or through a shared place: to be discussed.
    differs : bool
        Whether dropping extremes gives it another place than the plain mean.
    best_rank, worst_rank : int
        Its best and worst place when one criterion weighs a fifth more or less.
    """

    entry: int
    rank: int
    sharing: int
    judges: int
    mean: float
    trimmed: float | None
    adjusted: float
    plain_rank: int
    expected_rank: float
    interval_50: tuple[int, int]
    interval_95: tuple[int, int]
    chance: float
    is_placed: bool
    straddles: bool
    differs: bool
    best_rank: int
    worst_rank: int


@dataclass(frozen=True, slots=True)
class PanelRanking:
    """The entries in their order, how they came to it, and how firm it is.

    Attributes
    ----------
    method : str
        `plain_mean`, `trimmed_mean` or `mixed_model`.
    standings : tuple of Standing
        The scored entries, best first.
    unscored : tuple of int
        Entries without any complete review; they have no place.
    deviations : dict
        How far entries, judges and noise spread, as standard deviations in points of 100.
    variations : tuple of Variation
        What changed weights would change.
    """

    method: str
    standings: tuple[Standing, ...]
    unscored: tuple[int, ...]
    deviations: dict[str, float]
    variations: tuple[Variation, ...]


def rank(scores: Scores, policy: Policy | None = None) -> PanelRanking:
    """Rank the entries of a panel, and say how firm each place is.

    Where nearly all judges scored all entries (`is_all_judge`) the plain mean decides, without
    its extremes if the policy says so; otherwise the two-way mixed model, which takes out how
    mild each judge is and draws an entry to the middle the fewer judges saw it. Scores are never
    standardized judge by judge and medians are never taken: both were worse than the plain mean
    on real panels.

    Parameters
    ----------
    scores : Scores
        The panel's reviews.
    policy : Policy, optional
        What was fixed before; the defaults if omitted.

    Returns
    -------
    PanelRanking
        Every scored entry with its place, interval and chance.

    Notes
    -----
    The expected rank is the posterior mean of an entry's rank by its true value; an entry whose
    50 % interval holds the cut straddles it. The chance is another question, whether another
    panel of the same size and design, judging by the same method, would also place the entry,
    and is drawn with new judges and new noise. O(draws × reviews) and O(judges³) in all.

    References
    ----------
    R. Heyard, M. Ott, G. Salanti, M. Egger: Rethinking the funding line at the Swiss National
    Science Foundation: Bayesian ranking and lottery. Statistics and Public Policy 9 (2022).
    https://arxiv.org/abs/2102.09958
    N. M. Laird, T. A. Louis: Empirical Bayes ranking methods. J. Educ. Stat. 14 (1989).

    Examples
    --------
    >>> from sangsaeng.engine.reviewing import Policy, rank, scores_from_table
    >>> points = [[9, 8, 9], [7, 7, 8], [3, 4, 3], [8, 6, 8]]
    >>> found = rank(scores_from_table(points, most=10), Policy(places=2, seed=7))
    >>> found.method, [one.entry for one in found.standings]
    ('plain_mean', [0, 1, 3, 2])
    >>> [(one.rank, one.sharing) for one in found.standings]
    [(1, 1), (2, 2), (2, 2), (4, 1)]
    >>> [one.straddles for one in found.standings]
    [False, True, True, False]
    """
    used = policy or Policy()
    if len(scores.entry) == 0:
        return PanelRanking(PLAIN, (), tuple(range(scores.entries)), {}, ())
    # The matrices are small: threads would spend their time waiting for each other.
    with threadpool_limits(limits=1, user_api="blas"):
        return _Ranker(scores, used).ranking()


@dataclass(frozen=True, slots=True)
class _Firmness:
    """What chance and changed weights say of the scored entries, all arrays by entry."""

    expected: Floats
    ends: Ints
    chance: Floats
    best: Ints
    worst: Ints


class _Ranker:
    """One ranking in the making: the model, the method and the values they give."""

    def __init__(self, scores: Scores, policy: Policy) -> None:
        self.scores, self.policy = scores, policy
        self.totals = scores.totals()
        self.scored = np.flatnonzero(scores.counts)
        self.cut = len(self.scored)
        if policy.places is not None:
            self.cut = min(policy.places, self.cut)
        self.model = MixedModel(scores, self.totals)
        self.kind, self.method = self._choose()
        self.means = plain_means(scores, self.totals)
        self.trimmed = trimmed_means(scores, self.totals)
        self.adjusted = self.model.adjusted(self.totals)
        breakers = self._breakers()
        self.places, self.sharing = places_of(self._values(self.totals[:, None])[:, 0], breakers)
        self.plain_places, _ = places_of(self.means, breakers)

    def _choose(self) -> tuple[str, Method]:
        if not is_all_judge(self.scores):
            return MIXED, self.model.adjusted
        if self.policy.drops_extremes and self.scores.counts.max() >= LEAST_TO_DROP:
            return TRIMMED, partial(trimmed_means, self.scores)
        return PLAIN, partial(plain_means, self.scores)

    def _breakers(self) -> Floats | None:
        if not self.policy.breakers:
            return None
        return plain_means(self.scores, self.scores.shares[:, list(self.policy.breakers)])

    def _values(self, totals: Floats) -> Floats:
        return np.where((self.scores.counts > 0)[:, None], self.method(totals), np.nan)

    def ranking(self) -> PanelRanking:
        """Put everything together."""
        varied, best, worst = vary_weights(self.scores, self._values, self.policy.places)
        generator = np.random.default_rng(self.policy.seed)
        drawn = list(self.model.draws(self.policy.draws, generator))
        firmness = _Firmness(
            *self._true_places(drawn),
            chances(self.model, drawn, self._others_method(), self.cut, generator),
            np.minimum(best, self.places),
            np.maximum(worst, self.places),
        )
        standings = [self._standing(int(entry), firmness) for entry in self.scored]
        return PanelRanking(
            self.kind,
            tuple(sorted(standings, key=lambda one: (one.rank, one.entry))),
            tuple(np.flatnonzero(self.scores.counts == 0).tolist()),
            self.model.deviations(),
            varied,
        )

    def _true_places(self, drawn: list[Draws]) -> tuple[Floats, Ints]:
        """The mean of each entry's possible places, and the ends of its intervals."""
        effects = np.concatenate([batch.effects for batch in drawn], axis=1)[self.scored]
        ranks = np.sort(ranks_of_draws(effects), axis=1)
        last = ranks.shape[1] - 1
        columns = [round(last * quantile) for quantile in QUANTILES]
        expected = np.full(self.scores.entries, np.nan)
        ends = np.zeros((self.scores.entries, len(QUANTILES)), dtype=np.int64)
        expected[self.scored], ends[self.scored] = ranks.mean(axis=1), ranks[:, columns]
        return expected, ends

    def _others_method(self) -> Method:
        """How another panel would judge: alike, in the mixed model by the likeliest make-up."""
        return self._values if self.kind != MIXED else self._adjusted_of_others

    def _adjusted_of_others(self, totals: Floats) -> Floats:
        found = self.model.adjusted_by_likeliest(totals)
        return np.where((self.scores.counts > 0)[:, None], found, np.nan)

    def _standing(self, entry: int, firmness: _Firmness) -> Standing:
        place, sharing = int(self.places[entry]), int(self.sharing[entry])
        far_low, low, high, far_high = firmness.ends[entry].tolist()
        is_placed = place + sharing - 1 <= self.cut
        is_cut_through = self.policy.places is not None and low <= self.cut < high
        plain = int(self.plain_places[entry])
        return Standing(
            entry=entry,
            rank=place,
            sharing=sharing,
            judges=int(self.scores.counts[entry]),
            mean=float(self.means[entry]),
            trimmed=float(self.trimmed[entry]) if self.kind == TRIMMED else None,
            adjusted=float(self.adjusted[entry]),
            plain_rank=plain,
            expected_rank=float(firmness.expected[entry]),
            interval_50=(low, high),
            interval_95=(far_low, far_high),
            chance=float(firmness.chance[entry]),
            is_placed=is_placed,
            straddles=is_cut_through or (place <= self.cut and not is_placed),
            differs=self.kind == TRIMMED and plain != place,
            best_rank=int(firmness.best[entry]),
            worst_rank=int(firmness.worst[entry]),
        )
