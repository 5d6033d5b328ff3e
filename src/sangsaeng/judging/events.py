"""What judging lets other contexts hear; never who judged what."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.judging.models import Conflict, Judge, Objection, Review, Seal, Visit
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Stage


@dataclass(frozen=True)
class JudgeInvited:
    """A person is asked to judge."""

    judge: Judge
    actor: Person
    at: datetime


@dataclass(frozen=True)
class JudgeAnswered:
    """A judge accepts or declines."""

    judge: Judge
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ReviewsAssigned:
    """A judge has entries to look at."""

    judge: Judge
    stage: Stage
    count: int
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ConflictFoundLate:
    """A conflict came up after the judge had begun: the score is out, the officer must know."""

    conflict: Conflict
    review: Review
    actor: Person
    at: datetime


@dataclass(frozen=True)
class DeclarationNeeded:
    """Organizations joined of which a judge has not spoken yet."""

    judge: Judge
    count: int
    at: datetime


@dataclass(frozen=True)
class VisitPlanned:
    """A team will be visited."""

    visit: Visit
    actor: Person
    at: datetime


@dataclass(frozen=True)
class VisitWritten:
    """What was found on a visit waits for signatures."""

    visit: Visit
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ObjectionFiled:
    """A team does not agree with the result."""

    objection: Objection
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ObjectionAnswered:
    """A team's objection was answered."""

    objection: Objection
    actor: Person
    at: datetime


@dataclass(frozen=True)
class JudgingSealed:
    """Judging of a call stands still because of an incident, or goes on."""

    seal: Seal
    is_lifted: bool
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ReviewSentBack:
    """An officer hands a submitted review back to its judge."""

    review: Review
    reason: str
    actor: Person
    at: datetime


@dataclass(frozen=True)
class ReviewsAwaited:
    """An officer reminds a judge of reviews that are still not there."""

    judge: Judge
    count: int
    actor: Person
    at: datetime


@dataclass(frozen=True)
class VisitSigned:
    """Both sides signed what was found on a visit."""

    visit: Visit
    actor: Person
    at: datetime
