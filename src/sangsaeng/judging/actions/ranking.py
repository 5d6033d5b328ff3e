"""Ranking: computed by the method that was frozen, from the scores as they are, and then kept."""

from datetime import datetime

from sangsaeng.judging.actions.holding import held_going_on
from sangsaeng.judging.bridge.ranking import compute_ranking
from sangsaeng.judging.models import Ranking
from sangsaeng.judging.queries.rules_held import edition_in_force
from sangsaeng.judging.queries.stages import gaps_in
from sangsaeng.judging.refusals import NothingToRank, NotJudgingNow, ReviewsMissing
from sangsaeng.judging.rules import may_see_ranking
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.models import Stage


@action
def keep_ranking(stage: Stage, despite: str = "", *, actor: Person, at: datetime) -> Ranking:
    """Compute a stage's ranking and keep it; ``despite`` says why not all reviews were awaited."""
    call = held_going_on(stage.call)
    require(may_see_ranking(actor, call), actor)
    if call.state != "judging":
        raise NotJudgingNow
    edition = edition_in_force(call)
    missing = sum(gap.missing for gap in gaps_in(stage))
    if missing and not despite.strip():
        raise ReviewsMissing(count=missing)
    computed = compute_ranking(stage)
    if not computed.rows:
        raise NothingToRank
    newest = stage.rankings.order_by("-number").first()
    ranking = Ranking.objects.create(
        stage=stage,
        number=newest.number + 1 if newest else 1,
        edition=edition,
        rules_sha256=edition.sha256,
        method=computed.method,
        rows=computed.rows,
        scores_sha256=computed.scores_sha256,
        despite=despite if missing else "",
        computed_by=actor,
        computed_at=at,
    )
    record(ranking, number=ranking.number, missing=missing, rules_sha256=edition.sha256)
    return ranking
