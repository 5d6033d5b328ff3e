"""What honors let other contexts hear."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.honors.models import Benefit, Guest, Honor
from sangsaeng.kernel.models import Person


@dataclass(frozen=True)
class HonorGiven:
    """An honor was given to every partner of a case."""

    honor: Honor
    actor: Person
    at: datetime


@dataclass(frozen=True)
class HonorRevoked:
    """An honor was taken back; its plaques and benefits no longer hold."""

    honor: Honor
    actor: Person
    at: datetime


@dataclass(frozen=True)
class BenefitEnding:
    """A benefit ends soon."""

    benefit: Benefit
    days: int
    at: datetime


@dataclass(frozen=True)
class GuestAsked:
    """Somebody is asked to a ceremony."""

    guest: Guest
    actor: Person
    at: datetime
