"""Programs, calls with their forms and stages, entries and recommendations."""

from sangsaeng.programs.models.call import (
    Call,
    CallSeat,
    Edition,
    EligibilityRule,
    PromisedBenefit,
)
from sangsaeng.programs.models.entry import (
    Answer,
    Entry,
    EntryFile,
    EntryPartner,
    Submission,
    Supplement,
)
from sangsaeng.programs.models.form import Criterion, Question, Stage
from sangsaeng.programs.models.program import Officer, Program
from sangsaeng.programs.models.recommendation import Recommendation

__all__ = [
    "Answer",
    "Call",
    "CallSeat",
    "Criterion",
    "Edition",
    "EligibilityRule",
    "Entry",
    "EntryFile",
    "EntryPartner",
    "Officer",
    "Program",
    "PromisedBenefit",
    "Question",
    "Recommendation",
    "Stage",
    "Submission",
    "Supplement",
]
