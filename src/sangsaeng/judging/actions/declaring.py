"""Declaring: a judge speaks of every organization of the call before any entry is shown."""

from collections.abc import Mapping
from datetime import datetime

from sangsaeng.judging.actions.conflicts import Scope, look_again, refuse_if_still
from sangsaeng.judging.actions.panels import SaidTie, put_tie
from sangsaeng.judging.kinds import Origin
from sangsaeng.judging.models import Declaration, Declared, Judge
from sangsaeng.judging.queries.declaring import organizations_of
from sangsaeng.judging.refusals import DeclarationIncomplete
from sangsaeng.judging.rules import may_judge_as
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require

Said = Mapping[int, SaidTie | None]


@action
def declare(judge: Judge, said: Said, *, actor: Person, at: datetime) -> Declaration:
    """Declare about the organizations that were shown: for each a tie, or that there is none.

    What was not shown is not covered: entries of organizations that joined meanwhile stay closed.
    """
    require(may_judge_as(actor, judge), actor)
    refuse_if_still(judge.call)
    judge = Judge.objects.select_for_update(of=("self",)).select_related("call").get(pk=judge.pk)
    known = organizations_of(judge.call).in_bulk()
    if not said or not said.keys() <= known.keys():
        raise DeclarationIncomplete
    declaration = Declaration.objects.create(
        judge=judge, number=judge.declarations.count() + 1, declared_at=at
    )
    Declared.objects.bulk_create(
        [
            Declared(
                declaration=declaration,
                organization_id=organization,
                kind=tie.kind if tie else "",
                note=tie.note[:300] if tie else "",
            )
            for organization, tie in sorted(said.items())
        ],
        batch_size=1_000,
    )
    ties = {organization: tie for organization, tie in said.items() if tie is not None}
    for organization, tie in sorted(ties.items()):
        put_tie(judge.person, known[organization], tie, (Origin.DECLARED, actor), at=at)
    record(declaration, judge=judge, spoken_of=len(said), ties=len(ties))
    look_again(judge.call, Scope(person=judge.person), at=at)
    return declaration
