"""How well participants fit: found by the worker, and settled for each request when it is planned."""

from datetime import datetime

from sangsaeng.fairs.bridge.fitting import find_fits
from sangsaeng.fairs.models import Fair, Fit, Request
from sangsaeng.kernel import jobs
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person

FITTING = "fairs.fit"
PLANNED = ("planned_fit", "planned_reasons", "planned_at")


def ask_for_fits(fair: Fair, *, at: datetime) -> None:
    """Have the worker bring the fair's fits up to date, unless a job for it waits already."""
    waiting = jobs.latest(FITTING, fair)
    if waiting is None or waiting.state != "waiting":
        jobs.ask(FITTING, fair, actor=the_house(), at=at)


@action
def bring_fits_up_to_date(fair: Fair, *, actor: Person, at: datetime) -> int:
    """Find the fits that are missing or out of date; say how many were."""
    found = find_fits(fair)
    Fit.objects.bulk_create(
        [
            Fit(
                of_id=one.of,
                other_id=one.other,
                score=one.score,
                reasons=list(one.reasons),
                made_of=one.made_of,
                made_at=at,
            )
            for one in found
        ],
        update_conflicts=True,
        unique_fields=["of", "other"],
        update_fields=["score", "reasons", "made_of", "made_at"],
    )
    record(fair, fits=len(found))
    return len(found)


@action
def settle_fits(fair: Fair, *, actor: Person, at: datetime) -> None:
    """Settle by which fit each request is weighed.

    Until a version is announced every planning settles them anew. After that they stay, so that
    what was announced can be worked out again; only requests that came later are still settled.
    """
    bring_fits_up_to_date(fair, actor=actor, at=at)
    requests = fair.requests.standing()
    if fair.timetables.filter(number__isnull=False).exists():
        requests = requests.filter(planned_at__isnull=True)
    fits = {(one.of_id, one.other_id): one for one in Fit.objects.filter(of__fair=fair)}
    settled = [one for one in requests if _settle(one, fits, at)]
    Request.objects.bulk_update(settled, PLANNED, batch_size=200)
    record(fair, settled=[one.code for one in settled])


def _settle(request: Request, fits: dict[tuple[int, int], Fit], at: datetime) -> bool:
    """Take over what was found of the request's pair; tell whether that is new."""
    fit = fits.get((request.buyer_id, request.supplier_id))
    score, reasons = (fit.score, fit.reasons) if fit else (None, [])
    if request.planned_at and (request.planned_fit, request.planned_reasons) == (score, reasons):
        return False
    request.planned_fit, request.planned_reasons, request.planned_at = score, reasons, at
    return True
