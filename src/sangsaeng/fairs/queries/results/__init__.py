"""What came of a fair: how far its requests came, how its tables were used, what the sides say."""

from sangsaeng.fairs.queries.results.concentration import Concentration, TopShare
from sangsaeng.fairs.queries.results.funnels import Breakdown, Funnel, GroupFunnel, Loss
from sangsaeng.fairs.queries.results.journeys import Stage
from sangsaeng.fairs.queries.results.past_fairs import (
    AnnouncedResult,
    PastFair,
    announced_results,
    past_fairs,
    ratio,
)
from sangsaeng.fairs.queries.results.rungs import RungLine
from sangsaeng.fairs.queries.results.seen import Results, Totals, Whole, results_for
from sangsaeng.fairs.queries.results.tables import SlotUse

__all__ = [
    "AnnouncedResult",
    "Breakdown",
    "Concentration",
    "Funnel",
    "GroupFunnel",
    "Loss",
    "PastFair",
    "Results",
    "RungLine",
    "SlotUse",
    "Stage",
    "TopShare",
    "Totals",
    "Whole",
    "announced_results",
    "past_fairs",
    "ratio",
    "results_for",
]
