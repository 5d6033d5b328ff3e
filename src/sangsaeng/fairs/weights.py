"""The rule of weights: what wishes are worth, what a good fit adds, and what absences take off."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

SCALE: Final = 100
"""Weights are kept in hundredths, so that shares in percent stay whole."""

FULL_FIT: Final = 100
"""How well two fit is kept as so many of a hundred."""

MOST_FIT_WORTH: Final = 30
"""What a full fit may add at most: wishes decide."""

NO_THANKS: Final = "no_thanks"


@dataclass(frozen=True)
class WeightRule:
    """What each wish and a full fit are worth, and how large the buyer's share is, in percent."""

    worth: Mapping[str, int]
    buyer_share: int
    fit_worth: int = 0

    def weight(self, buyer_wish: str, supplier_wish: str) -> int:
        """Return the weight of a meeting in hundredths; 0 when either side wants none.

        Each side's wish has a worth; the weight is their mean by the buyer's share:
        ``share x worth(buyer) + (100 - share) x worth(supplier)``.
        """
        if NO_THANKS in {buyer_wish, supplier_wish}:
            return 0
        return (
            self.buyer_share * self.worth[buyer_wish]
            + (100 - self.buyer_share) * self.worth[supplier_wish]
        )

    def joined(self, weight: int, fit: int | None) -> int:
        """Return the weight of the wishes, in hundredths, with what a good fit adds to it.

        A full fit adds its whole worth, less of it adds less, and where it is not known nothing:
        ``weight + worth(fit) x fit``. So nobody weighs less for having written something. Who wants
        no meeting gets none by fitting well.
        """
        if fit is None or not weight:
            return weight
        return weight + self.fit_worth * SCALE * fit // FULL_FIT


@dataclass(frozen=True)
class AbsenceRule:
    """What each absence at earlier fairs takes off a weight, in percent."""

    cost: int

    def percent(self, absences: int) -> int:
        """Return how many percent so many absences take off, at most all."""
        return min(100, self.cost * absences)

    def lowered(self, weight: int, absences: int) -> int:
        """Return the weight in hundredths with the absences of both parties taken off.

        A meeting that is wanted stays wanted: it keeps a weight of 1, or its own if that is less.
        """
        left = weight * (100 - self.percent(absences)) // 100
        return max(left, min(weight, SCALE))


USUAL: Final = WeightRule(
    MappingProxyType({"must": 100, "want": 60, "possible": 30, "unstated": 20, NO_THANKS: 0}),
    buyer_share=50,
    fit_worth=10,
)
"""The rule with which a fair begins; both sides count the same, and a good fit a little."""
