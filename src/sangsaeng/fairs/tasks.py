"""What the worker does for fairs."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sangsaeng.exchange.events import ListingEnded, ListingPublished
from sangsaeng.fairs.actions.absences import record_no_shows
from sangsaeng.fairs.actions.answering import EARLIEST_REMINDER, expire_overdue, remind_of_answers
from sangsaeng.fairs.actions.fitting import (
    FITTING,
    ask_for_fits,
    bring_fits_up_to_date,
    settle_fits,
)
from sangsaeng.fairs.actions.noting import ask_about_step
from sangsaeng.fairs.actions.planning import PLANNING, draw_up, keep_plan
from sangsaeng.fairs.actions.the_day.offering import keep_up
from sangsaeng.fairs.actions.the_day.repairing import start_afresh
from sangsaeng.fairs.events import (
    FairEnded,
    ProfileWritten,
    RequestAnswered,
    RequestEntered,
    RequestExpired,
    TimetablePublished,
)
from sangsaeng.fairs.models import Fair
from sangsaeng.fairs.queries.asking import fairs_awaiting_answers
from sangsaeng.fairs.queries.fitting import ENDED
from sangsaeng.fairs.queries.follow_ups import steps_to_ask_about
from sangsaeng.fairs.queries.the_day.due import due_on
from sangsaeng.fairs.queries.the_day.floor import read_floor
from sangsaeng.fairs.queries.the_day.offers import fairs_with_openings
from sangsaeng.fairs.queries.the_day.troubles import halls_left_behind
from sangsaeng.fairs.rules import may_run
from sangsaeng.kernel import clock
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.kernel.jobs import Report, work
from sangsaeng.kernel.models import Job
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization


@work(PLANNING)
def plan(job: Job, report: Report) -> dict[str, Any]:
    """Plan the fair the job is about."""
    fair = Fair.objects.get(pk=job.subject_id)
    require(may_run(job.asked_by, fair), job.asked_by)
    serial = job.result.get("keeping")
    looking = (
        _("이미 정한 상담을 되도록 그대로 둔 시간표를 찾고 있습니다.")
        if serial
        else _("신청과 시간을 읽고 가장 좋은 시간표를 찾고 있습니다.")
    )
    report(10, looking)
    settle_fits(fair, actor=job.asked_by, at=clock.now())
    drawn = draw_up(fair, fair.timetables.get(serial=serial) if serial else None)
    report(80, _("시간표를 찾았습니다. 초안으로 적고 있습니다."))
    timetable = keep_plan(fair, drawn, actor=job.asked_by, at=clock.now())
    return {"serial": timetable.serial}


@work(FITTING)
def fit(job: Job, report: Report) -> dict[str, Any]:  # noqa: ARG001 - it is done before anybody looks
    """Bring the fits of the fair up to date; requests after an announced version are settled."""
    fair, at = Fair.objects.get(pk=job.subject_id), clock.now()
    announced = fair.timetables.filter(number__isnull=False).exists()
    deed = settle_fits if announced else bring_fits_up_to_date
    deed(fair, actor=job.asked_by, at=at)
    return {}


@listen(RequestEntered)
def fit_a_new_request(event: RequestEntered) -> None:
    """A new request has a fit."""
    ask_for_fits(event.request.fair, at=event.at)


@listen(RequestAnswered)
def fit_who_was_declined(event: RequestAnswered) -> None:
    """Whoever was declined asks who else fits."""
    if event.request.state in ENDED:
        ask_for_fits(event.request.fair, at=event.at)


@listen(RequestExpired)
def fit_who_was_left_waiting(event: RequestExpired) -> None:
    """So does whoever got no answer."""
    ask_for_fits(event.request.fair, at=event.at)


@listen(ProfileWritten)
def fit_after_writing(event: ProfileWritten) -> None:
    """What a participant writes of itself changes how well it fits."""
    ask_for_fits(event.participant.fair, at=event.at)


@listen(ListingPublished)
def fit_after_publishing(event: ListingPublished) -> None:
    """What an organization puts up changes how well it fits where it takes part."""
    _fit_where_it_takes_part(event.listing.owner, event.at)


@listen(ListingEnded)
def fit_after_closing(event: ListingEnded) -> None:
    """So does what it closes."""
    _fit_where_it_takes_part(event.listing.owner, event.at)


def _fit_where_it_takes_part(organization: Organization, at: datetime) -> None:
    running = Fair.objects.exclude(state="ended").filter(participants__organization=organization)
    for fair in running.distinct():
        ask_for_fits(fair, at=at)


@listen(Tick)
def look_after_answers(tick: Tick) -> None:
    """End the requests whose time to answer is over, and remind of those whose time is near."""
    for fair in fairs_awaiting_answers(until=tick.at + EARLIEST_REMINDER):
        expire_overdue(fair, at=tick.at)
        remind_of_answers(fair, at=tick.at)


@listen(Tick)
def ask_the_next(tick: Tick) -> None:
    """Move free places on whose offer's time is over, or for which somebody waits by now."""
    for fair in fairs_with_openings(tick.at):
        if not due_on(read_floor(fair, tick.at)).is_nothing:
            keep_up(fair, actor=the_house(), at=tick.at)


@listen(TimetablePublished)
def close_what_the_version_fills(event: TimetablePublished) -> None:
    """A new version fills free places; whoever is being asked about one is asked no more."""
    fair = event.timetable.fair
    if fair.openings.open().exists():
        keep_up(fair, actor=the_house(), at=event.at)


@listen(Tick)
def ask_about_steps(tick: Tick) -> None:
    """Ask about the next steps whose day has come."""
    for note in steps_to_ask_about(tick.at):
        ask_about_step(note, actor=the_house(), at=tick.at)


@listen(FairEnded)
def settle_absences(ended: FairEnded) -> None:
    """Put on record who did not come."""
    record_no_shows(ended.fair, actor=ended.actor, at=ended.at)


@listen(Tick)
def end_delays(tick: Tick) -> None:
    """A hall that ran late today begins the next day on time."""
    for hall in halls_left_behind(tick.at):
        start_afresh(hall, actor=the_house(), at=tick.at)
