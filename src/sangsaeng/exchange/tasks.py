"""What the worker does for the exchange."""

from typing import Any

from django.utils.translation import gettext as _

from sangsaeng.exchange.actions.following import tell_news
from sangsaeng.exchange.actions.importing import IMPORTING, import_listings
from sangsaeng.exchange.actions.interest import expire_interest, remind_of_interest
from sangsaeng.exchange.actions.publishing import expire, remind
from sangsaeng.exchange.bridge.live import keep_up
from sangsaeng.exchange.importing import plan_listings
from sangsaeng.exchange.queries.due import (
    ending_soon,
    interest_due,
    is_overdue,
    overdue,
)
from sangsaeng.exchange.queries.following import searches_with_possible_news
from sangsaeng.exchange.sheets import LISTINGS
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.kernel.imports import enter_sheet, open_import, parse_import
from sangsaeng.kernel.jobs import Report, work
from sangsaeng.kernel.models import Job, SheetImport
from sangsaeng.organizations.models import Organization


@work(IMPORTING)
def bring_in(job: Job, report: Report) -> dict[str, Any]:
    """Enter the large sheet the job is about."""
    actor, submits = job.asked_by, bool(job.result["submits"])
    owner = Organization.objects.get(code=job.result["owner"])
    handed_in = SheetImport.objects.select_related("file").get(pk=job.subject_id)
    report(5, _("파일을 읽고 있습니다."))
    opened = open_import(handed_in, LISTINGS)
    report(25, _("행마다 고칠 곳이 있는지 살펴보고 있습니다."))
    plan = plan_listings(parse_import(opened), opened.columns, owner, submits=submits)
    report(60, _("%(count)s행을 넣고 있습니다.") % {"count": f"{len(plan.rows):,}"})
    at = clock.now()
    return enter_sheet(
        handed_in,
        lambda: import_listings(owner, plan, submits=submits, actor=actor, at=at),
        actor=actor,
        at=at,
    )


@listen(Tick)
def end_what_is_over(tick: Tick) -> None:
    """End what is out and whose last day is over."""
    if due := overdue(day_of(tick.at)):
        expire(due, actor=the_house(), at=tick.at)


@listen(Tick)
def remind_of_the_end(tick: Tick) -> None:
    """Remind the owners of what ends soon."""
    if due := ending_soon(day_of(tick.at)):
        remind(due, actor=the_house(), at=tick.at)


@listen(Tick)
def look_after_interest(tick: Tick) -> None:
    """End the interest nobody answered in time, and remind of what ends soon."""
    for interest in interest_due(tick.at):
        deed = expire_interest if is_overdue(interest, tick.at) else remind_of_interest
        deed(interest, actor=the_house(), at=tick.at)


@listen(Tick)
def tell_what_searches_found(tick: Tick) -> None:
    """Tell people what is new in the searches they keep."""
    for search in searches_with_possible_news(tick.at):
        tell_news(search, actor=the_house(), at=tick.at)


@listen(Tick)
def keep_the_index(tick: Tick) -> None:
    """Bring the matcher up to date and lay it where the site's processes take it from."""
    keep_up(at=tick.at)
