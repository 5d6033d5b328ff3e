"""What a set of decisions would do, row by row, before any of it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.models import Decision
from sangsaeng.judging.queries.stages import (
    decided_later,
    deciding_ranking,
    entries_in,
    is_last,
    verdicts_of,
)
from sangsaeng.ledger.canonical import canonical_text
from sangsaeng.programs.models import Entry, Stage

LONGEST_REASON = 1_000


@dataclass(frozen=True)
class Wish:
    """What somebody wants decided of an entry, and why."""

    verdict: str
    reason: str


@dataclass(frozen=True)
class PlannedRow:
    """What one wish would do: ``add``, ``change``, leave the ``same``, or nothing for a ``fault``."""

    code: str
    wish: Wish
    kind: str
    entry: Entry | None = None
    old: Decision | None = None
    fault: str = ""

    @property
    def label(self) -> str:
        """What would be decided, for people."""
        verdict = self.wish.verdict
        return str(Verdict(verdict).label) if verdict in Verdict.values else verdict


@dataclass(frozen=True)
class Plan:
    """Every row, and what they come to together."""

    rows: Sequence[PlannedRow]
    chosen: int
    places: int | None

    @property
    def faults(self) -> list[PlannedRow]:
        """The rows that cannot be done."""
        return [row for row in self.rows if row.kind == "fault"]

    def count(self, kind: str) -> int:
        """Return how many rows are of a kind."""
        return sum(row.kind == kind for row in self.rows)

    @property
    def digest(self) -> str:
        """What was shown, in one line: the same plan later has the same digest."""
        shown = [
            [row.code, row.wish.verdict, row.wish.reason, row.kind, _before(row)]
            for row in self.rows
        ]
        return sha256(canonical_text(shown).encode()).hexdigest()


def plan_decisions(stage: Stage, wishes: Mapping[str, Wish], places: int | None = None) -> Plan:
    """Return what the wishes, by the codes of their entries, would do."""
    entries = {one.code: one for one in entries_in(stage).select_related("lead")}
    decided = {
        one.entry_id: one for one in Decision.objects.filter(stage=stage).select_related("entry")
    }
    allowed, later = set(verdicts_of(stage)), decided_later(stage)
    rows = []
    for code, wish in sorted(wishes.items()):
        entry = entries.get(code)
        old = decided.get(entry.pk) if entry else None
        fault = _fault(entry, wish, old, allowed, later)
        kind = "fault" if fault else _kind(wish, old)
        rows.append(PlannedRow(code, wish, kind, entry, old, fault))
    return Plan(rows, _chosen(rows, decided), places)


def _fault(
    entry: Entry | None, wish: Wish, old: Decision | None, allowed: set[Verdict], later: set[int]
) -> str:
    if entry is None:
        return _("이 단계에 있는 신청이 아닙니다. 신청 번호를 확인하십시오.")
    if wish.verdict not in allowed:
        labels = ", ".join(str(one.label) for one in Verdict if one in allowed)
        return _("이 단계에서는 %(labels)s 가운데 하나로 결정합니다.") % {"labels": labels}
    if not wish.reason.strip():
        return _("결정마다 까닭을 적어야 합니다.")
    if len(wish.reason) > LONGEST_REASON:
        return _("까닭은 %(most)s자까지 적습니다.") % {"most": LONGEST_REASON}
    if old is not None and old.verdict != wish.verdict and entry.pk in later:
        return _("다음 단계에서 이미 결정한 신청입니다. 다음 단계의 결정을 확인하십시오.")
    return ""


def _kind(wish: Wish, old: Decision | None) -> str:
    if old is None:
        return "add"
    is_same = (old.verdict, old.reason) == (wish.verdict, wish.reason)
    return "same" if is_same else "change"


def _chosen(rows: Sequence[PlannedRow], decided: Mapping[int, Decision]) -> int:
    """Return how many would go on, or be chosen, with those decided before."""
    verdicts = {entry: one.verdict for entry, one in decided.items()}
    verdicts |= {row.entry.pk: row.wish.verdict for row in rows if row.entry and not row.fault}
    return sum(verdict in {Verdict.PASS, Verdict.SELECT} for verdict in verdicts.values())


def _before(row: PlannedRow) -> list[str]:
    return [row.old.verdict, row.old.reason] if row.old else []


def proposed(stage: Stage, most: int, yes: str, no: str) -> dict[str, Wish]:
    """Wish for the best ones of the ranking, and against the others, each with its reason.

    Who has no place in the ranking is left for a hand to decide.
    """
    ranking = deciding_ranking(stage)
    standing = set(entries_in(stage).values_list("code", flat=True))
    rows = [row for row in (ranking.rows if ranking else []) if row["code"] in standing]
    best = sorted(rows, key=lambda row: (row["rank"], -row["adjusted"], row["code"]))
    for_it, against = (
        (Verdict.SELECT, Verdict.PASS_OVER) if is_last(stage) else (Verdict.PASS, Verdict.FAIL)
    )
    return {
        row["code"]: Wish(str(for_it), yes) if place < most else Wish(str(against), no)
        for place, row in enumerate(best)
    }
