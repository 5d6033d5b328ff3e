"""The rule of weights: what the two sides' wishes are worth together."""

from dataclasses import dataclass

from sangsaeng.fairs.models import Fair, Request, Wish

SCALE = 100
"""Weights are kept in hundredths, so that shares in percent stay whole."""


@dataclass(frozen=True)
class WeightRule:
    """What each wish is worth, and how large the buyer's share is, in percent."""

    worth: dict[str, int]
    buyer_share: int

    def weight(self, buyer_wish: str, supplier_wish: str) -> int:
        """Return the weight of a meeting in hundredths; 0 when either side wants none.

        Each side's wish has a worth; the weight is their mean by the buyer's share:
        ``share x worth(buyer) + (100 - share) x worth(supplier)``.
        """
        if Wish.NO_THANKS in {buyer_wish, supplier_wish}:
            return 0
        return (
            self.buyer_share * self.worth[buyer_wish]
            + (100 - self.buyer_share) * self.worth[supplier_wish]
        )


def rule_of(fair: Fair) -> WeightRule:
    """Return the fair's own rule."""
    return WeightRule(
        worth={
            Wish.MUST: fair.must_worth,
            Wish.WANT: fair.want_worth,
            Wish.POSSIBLE: fair.possible_worth,
            Wish.UNSTATED: fair.unstated_worth,
            Wish.NO_THANKS: 0,
        },
        buyer_share=fair.buyer_share,
    )


def weight_of(request: Request) -> int:
    """Return a request's weight by its fair's rule, in hundredths."""
    return rule_of(request.fair).weight(request.buyer_wish, request.supplier_wish)
