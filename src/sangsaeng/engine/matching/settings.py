"""What a collection may set about its matching, and within which bounds."""

from dataclasses import dataclass
from typing import Final

from sangsaeng.engine.matching.indexing.documents import Weighting

LEAST, MOST = 0.5, 2.0
WORDS: Final = Weighting(1.2, 0.75)
# A pair of letters that occurs says most of what its repetition could say.
PAIRS: Final = Weighting(0.4, 0.75)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the shares of a score are weighed; every weight stays within half and twice its default.

    Parameters
    ----------
    pairs : float
        Weight of the pairs of letters that need and offer share, spaces removed, beside the terms
        that they share, which weigh 1.
    rarity : float
        By how much more a rare term weighs than BM25 alone would have it: the power of the
        inverse document frequency above one.
    depth : int
        How many of the best by terms are looked at for their pairs, from 50 to 2,000.

    Raises
    ------
    OutOfBounds
        If a value lies outside its bounds.

    Examples
    --------
    >>> Settings().pairs
    0.5
    >>> Settings(pairs=3.0)
    Traceback (most recent call last):
    sangsaeng.engine.matching.settings.OutOfBounds: pairs must be between 0.25 and 1
    """

    pairs: float = 0.5
    rarity: float = 0.3
    depth: int = 100

    def __post_init__(self) -> None:
        """Refuse what lies outside the bounds."""
        for name, (least, most) in BOUNDS.items():
            if not least <= getattr(self, name) <= most:
                raise OutOfBounds(f"{name} must be between {least:g} and {most:g}")


class OutOfBounds(ValueError):
    """A setting lies outside what a collection may set."""

    code = "setting_out_of_bounds"


BOUNDS: Final = {
    "pairs": (0.5 * LEAST, 0.5 * MOST),
    "rarity": (0.3 * LEAST, 0.3 * MOST),
    "depth": (50, 2_000),
}
