"""Scores of judges in, a ranking with its uncertainty out; and who judges what."""

from sangsaeng.engine.reviewing.assigning import Network, assign, network
from sangsaeng.engine.reviewing.checking import Violation, check_assignment
from sangsaeng.engine.reviewing.connecting import connect, group_of_entries
from sangsaeng.engine.reviewing.means import is_all_judge, plain_means, trimmed_means
from sangsaeng.engine.reviewing.mixing import MixedModel
from sangsaeng.engine.reviewing.panels import (
    LEAST_LOAD,
    Assignment,
    InvalidPanel,
    Panel,
    Shortage,
)
from sangsaeng.engine.reviewing.placing import places_of
from sangsaeng.engine.reviewing.ranking import PanelRanking, Policy, Standing, rank
from sangsaeng.engine.reviewing.scores import (
    InvalidScores,
    Scores,
    scores_from_rows,
    scores_from_table,
)
from sangsaeng.engine.reviewing.varying import Variation, vary_weights

__all__ = [
    "LEAST_LOAD",
    "Assignment",
    "InvalidPanel",
    "InvalidScores",
    "MixedModel",
    "Network",
    "Panel",
    "PanelRanking",
    "Policy",
    "Scores",
    "Shortage",
    "Standing",
    "Variation",
    "Violation",
    "assign",
    "check_assignment",
    "connect",
    "group_of_entries",
    "is_all_judge",
    "network",
    "places_of",
    "plain_means",
    "rank",
    "scores_from_rows",
    "scores_from_table",
    "trimmed_means",
    "vary_weights",
]
