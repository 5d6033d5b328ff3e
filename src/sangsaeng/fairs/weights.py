"""The rule of weights: what the two sides' wishes are worth together, and what absences take off."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

SCALE: Final = 100
"""Weights are kept in hundredths, so that shares in percent stay whole."""

NO_THANKS: Final = "no_thanks"


@dataclass(frozen=True)
class WeightRule:
    """What each wish is worth, and how large the buyer's share is, in percent."""

    worth: Mapping[str, int]
    buyer_share: int

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
)
"""The rule with which a fair begins; both sides count the same."""
