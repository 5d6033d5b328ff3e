"""Who may ask whom at a fair, how many, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from sangsaeng.fairs.models import CompanyClass, Fair, Participant, Population, Request, Side
from sangsaeng.fairs.refusals.asking import AnswersOver, AskedEnough, NotForThisClass
from sangsaeng.kernel.refusals import Refusal

# What counts against a quota: what was declined or left unanswered makes room for another.
COUNTING = ("asked", "accepted")


@dataclass(frozen=True)
class AskingTable:
    """Who may ask whom, by class; where there is no row, both may.

    Where anybody meets anybody there are no two sides, so the table says nothing.
    """

    rows: Mapping[tuple[str, str], tuple[bool, bool]]

    def lets(self, asking: Participant, asked: Participant) -> bool:
        """Tell whether the one may ask the other."""
        own, other = (CompanyClass.of(one.organization) for one in (asking, asked))
        if asking.side == Side.BUYER:
            return self.rows.get((own, other), (True, True))[0]
        return self.rows.get((other, own), (True, True))[1]


@dataclass(frozen=True)
class Asker:
    """A participant about to ask: what its fair's rules say, read once for a whole list."""

    participant: Participant
    table: AskingTable
    asked: int
    is_over: bool

    @property
    def quota(self) -> int | None:
        """How many it may ask."""
        return quota_of(self.participant)

    @property
    def left(self) -> int | None:
        """How many it may still ask; nothing if there is no quota."""
        return None if self.quota is None else max(self.quota - self.asked, 0)

    @property
    def refusal(self) -> Refusal | None:
        """Return what keeps it from asking anybody at all."""
        if self.is_over:
            return AnswersOver()
        return AskedEnough(quota=self.quota) if self.left == 0 else None

    def refusal_of(self, other: Participant) -> Refusal | None:
        """Return what keeps it from asking this one. Pairs that are kept apart are like any other."""
        if not self.table.lets(self.participant, other):
            own, others = (
                CompanyClass.of(one.organization).label for one in (self.participant, other)
            )
            return NotForThisClass(asking=own, asked=others)
        return self.refusal


def asking_table(fair: Fair) -> AskingTable:
    """Return the fair's table."""
    if fair.population == Population.ONE:
        return AskingTable({})
    return AskingTable(
        {
            (row.buyer_class, row.supplier_class): (row.buyer_may_ask, row.supplier_may_ask)
            for row in fair.asking_rules.all()
        }
    )


def asker(participant: Participant, *, at: datetime) -> Asker:
    """Return what the fair's rules say of the participant's asking."""
    return Asker(
        participant,
        asking_table(participant.fair),
        asked_so_far(participant),
        answers_are_over(participant.fair, at=at),
    )


def quota_of(participant: Participant) -> int | None:
    """Return how many the participant may ask; members of one population follow the suppliers'."""
    fair = participant.fair
    return fair.buyer_quota if participant.side == Side.BUYER else fair.supplier_quota


def asked_so_far(participant: Participant) -> int:
    """Count what the participant asked itself and is open or accepted."""
    return Request.objects.asked_by(participant).filter(state__in=COUNTING).count()


def answers_are_over(fair: Fair, *, at: datetime) -> bool:
    """Tell whether the time to answer has passed."""
    return fair.answer_by is not None and fair.answer_by <= at


def fairs_awaiting_answers(*, until: datetime) -> list[Fair]:
    """Return the fairs whose time to answer is over or near and in which an answer is missing."""
    waiting = Request.objects.unanswered().filter(fair=OuterRef("pk"))
    near = Fair.objects.filter(answer_by__lte=until).exclude(state="ended")
    return list(near.filter(Exists(waiting)).order_by("pk"))
