"""The rules of asking: who may ask whom, how many, and until when the other side answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sangsaeng.fairs.actions.setting_up import check_date
from sangsaeng.fairs.models import AskingRule, CompanyClass, Fair
from sangsaeng.fairs.queries.asking import asking_table
from sangsaeng.fairs.refusals.asking import AnswerByRefused
from sangsaeng.fairs.rules import may_run
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require

Pair = tuple[str, str]
BOTH_MAY = (True, True)


@dataclass(frozen=True)
class Limits:
    """How many each side may ask, and until when the other answers; nothing is no limit."""

    buyer_quota: int | None = None
    supplier_quota: int | None = None
    answer_by: datetime | None = None


@action
def set_limits(fair: Fair, limits: Limits, *, actor: Person, at: datetime) -> None:
    """Set quotas and the time to answer; what expired stays so, and may be answered late."""
    require(may_run(actor, fair), actor)
    if limits.answer_by is not None:
        check_date(limits.answer_by)
    moved = limits.answer_by != fair.answer_by
    if moved and limits.answer_by is not None and limits.answer_by <= at:
        raise AnswerByRefused
    change(fair, **vars(limits))


@action
def set_asking_table(
    fair: Fair, rows: Mapping[Pair, tuple[bool, bool]], *, actor: Person, at: datetime
) -> None:
    """Say for every pair of classes whether the buyer and whether the supplier may ask first.

    Requests that stand already stay; a pair that is not named is open to both.
    """
    require(may_run(actor, fair), actor)
    fair = Fair.objects.select_for_update(no_key=True).get(pk=fair.pk)
    before = asking_table(fair).rows
    known = {(buyer, supplier) for buyer in CompanyClass.values for supplier in CompanyClass.values}
    wanted = {pair: may for pair, may in rows.items() if pair in known and may != BOTH_MAY}
    fair.asking_rules.all().delete()
    AskingRule.objects.bulk_create(
        AskingRule(
            fair=fair,
            buyer_class=buyer,
            supplier_class=supplier,
            buyer_may_ask=buyer_may,
            supplier_may_ask=supplier_may,
        )
        for (buyer, supplier), (buyer_may, supplier_may) in wanted.items()
    )
    record(fair, old={"table": _written(before)}, table=_written(wanted))


def _written(rows: Mapping[Pair, tuple[bool, bool]]) -> dict[str, list[bool]]:
    return {f"{buyer}×{supplier}": list(may) for (buyer, supplier), may in sorted(rows.items())}
