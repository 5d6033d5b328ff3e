"""What the worker does for fairs."""

from typing import Any

from django.utils.translation import gettext as _

from sangsaeng.fairs.actions.planning import PLANNING, plan_fair
from sangsaeng.fairs.models import Fair
from sangsaeng.kernel import clock
from sangsaeng.kernel.jobs import Report, work
from sangsaeng.kernel.models import Job


@work(PLANNING)
def plan(job: Job, report: Report) -> dict[str, Any]:
    """Plan the fair the job is about."""
    fair = Fair.objects.get(pk=job.subject_id)
    report(10, _("신청과 시간을 읽고 가장 좋은 시간표를 찾고 있습니다."))
    timetable = plan_fair(fair, actor=job.asked_by, at=clock.now())
    return {"serial": timetable.serial}
