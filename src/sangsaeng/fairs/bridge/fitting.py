"""A fair's texts become a matching problem, its answer becomes fits of a hundred."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from sangsaeng.exchange.bridge.fitting import fits
from sangsaeng.fairs.models import Fair, Fit
from sangsaeng.fairs.queries.fitting import Told, others_than, told_in, wanted_in
from sangsaeng.fairs.weights import FULL_FIT


@dataclass(frozen=True)
class FoundFit:
    """How well one participant fits another, by their primary keys; unknown where one tells nothing."""

    of: int
    other: int
    score: int | None
    reasons: tuple[str, ...]
    made_of: str


def find_fits(fair: Fair) -> list[FoundFit]:
    """Return the fits that are needed and missing, or made of texts that have changed since.

    Once one fit of a participant is out of date all of its fits are found anew, so that they were
    all compared with the same others.
    """
    told = told_in(fair)
    kept = {
        (of, other): made_of
        for of, other, made_of in Fit.objects.filter(of__fair=fair).values_list(
            "of", "other", "made_of"
        )
    }
    found: list[FoundFit] = []
    for of, others in sorted(wanted_in(fair, told).items()):
        revisions = {other: _revision(told[of].text, told[other].text) for other in others}
        if any(kept.get((of, other)) != made_of for other, made_of in revisions.items()):
            found += _fits_of(of, revisions, told)
    return found


def _fits_of(of: int, revisions: Mapping[int, str], told: Mapping[int, Told]) -> Iterable[FoundFit]:
    """Measure all whom one could meet, so that no score depends on who asked whom."""
    candidates = others_than(of, told)
    measured = fits(told[of].text, candidates) if told[of].text else {}
    best = max((one.score for one in measured.values()), default=0.0)
    for other, made_of in sorted(revisions.items()):
        one = measured.get(other)
        if one is None:
            yield FoundFit(of, other, None, (), made_of)
            continue
        score = round(FULL_FIT * one.score / best) if best else 0
        yield FoundFit(of, other, score, tuple(one.reasons), made_of)


def _revision(own: str, other: str) -> str:
    return sha256(f"{own}\0{other}".encode()).hexdigest()
