"""Publishing a draft: what it changes for whom first, then the press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsaeng.fairs.actions.publishing import foresee_publishing
from sangsaeng.fairs.actions.publishing import publish as publish_timetable
from sangsaeng.fairs.states import TIMETABLE_STATES
from sangsaeng.kernel import clock
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.planning.comparing import rows_of
from sangsaeng.web.views.planning.frames import (
    draft,
    frame,
    label_of,
    room,
    timetable_to_run,
    url_of,
)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str, serial: int) -> HttpResponse:
    """Show what publishing changes; on the press, publish."""
    timetable = timetable_to_run(request, slug, serial)
    if request.method == "POST":
        published = publish_timetable(timetable, actor=signed_in(request), at=clock.now())
        told = _("%(name)s을 발표했습니다. 참가기업이 자기 시간표를 볼 수 있습니다.")
        messages.success(request, told % {"name": label_of(published)})
        return redirect("timetable", slug)
    TIMETABLE_STATES.after(timetable.state, "publish")
    foreseen = foresee_publishing(timetable, at=clock.now())
    context = frame(timetable.fair, _("발표"), room(timetable.fair), draft(timetable)) | {
        "timetable": timetable,
        "foreseen": foreseen,
        "replaced": label_of(foreseen.replaced) if foreseen.replaced else "",
        "rows": rows_of(foreseen.changes, timetable) if foreseen.replaced else [],
        "back": url_of(timetable),
    }
    return render(request, "web/planning/publish.html", context)
