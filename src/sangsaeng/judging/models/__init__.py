"""Judges and their ties, reviews and scores, visits, rankings, decisions and the seal."""

from sangsaeng.judging.models.deciding import (
    Announcement,
    Decision,
    Discussed,
    Minutes,
    Objection,
    Ranking,
    Seal,
)
from sangsaeng.judging.models.judge import (
    Conflict,
    Declaration,
    Declared,
    Judge,
    PanelSeat,
    Tie,
)
from sangsaeng.judging.models.review import STANDING, JudgeCopy, Look, Review, Score
from sangsaeng.judging.models.visit import Visit, VisitPhoto, VisitSignature

__all__ = [
    "STANDING",
    "Announcement",
    "Conflict",
    "Decision",
    "Declaration",
    "Declared",
    "Discussed",
    "Judge",
    "JudgeCopy",
    "Look",
    "Minutes",
    "Objection",
    "PanelSeat",
    "Ranking",
    "Review",
    "Score",
    "Seal",
    "Tie",
    "Visit",
    "VisitPhoto",
    "VisitSignature",
]
