"""The planning room: what will be planned, by which rule, one press, and what came of it so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.planning import PLANNING, ask_for_plan
from sangsaeng.fairs.models import Fair, Order, Population, Side, Timetable
from sangsaeng.fairs.queries.access import get_timetable_for
from sangsaeng.fairs.queries.planning import Stock, stock_of, worth_keeping
from sangsaeng.kernel import clock, jobs
from sangsaeng.kernel.models import Job
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.fairs.frame import tabs as fair_tabs
from sangsaeng.web.views.fairs.weighed import counted
from sangsaeng.web.views.jobs import progress_of
from sangsaeng.web.views.planning.adapting import offer_of
from sangsaeng.web.views.planning.figures import met_label, number, proof_of, seconds, weight
from sangsaeng.web.views.planning.frames import fair_to_run, frame, label_of, url_of

LONGEST_SERIAL = 9


@require_GET
def room(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what there is to plan and what was planned."""
    fair = fair_to_run(request, slug)
    stock = stock_of(fair)
    job = jobs.latest(PLANNING, fair)
    context = frame(
        fair,
        _("시간표 편성"),
        lead=_("무엇을 어떤 순서로 편성하는지 확인하고, 한 번 눌러 편성합니다."),
    )
    timetables = list(fair.timetables.exclude(state="discarded").select_related("made_by"))
    context |= {
        "tabs": fair_tabs(request, fair, "plan"),
        "stock": stock,
        "inventory": _inventory(stock),
        "missing": _missing(fair, stock),
        "links": _links(fair),
        "aims": aims_of(fair),
        "counted": counted(fair),
        "offer": offer_of(worth_keeping(timetables)),
        "job": progress_of(job) if job is not None and _is_news(job, timetables) else None,
        "rows": [_row(one) for one in timetables],
        "met_label": met_label(timetables[0]) if timetables else "",
    }
    return render(request, "web/planning/room.html", context)


@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a plan, from nothing or from the timetable named, and go and watch it."""
    fair = fair_to_run(request, slug)
    job = ask_for_plan(fair, actor=signed_in(request), at=clock.now(), keeping=_kept(request, fair))
    return redirect("job", job.code)


def _kept(request: HttpRequest, fair: Fair) -> Timetable | None:
    """Return the timetable whose meetings are to be kept, if one is named."""
    serial = request.POST.get("keeping", "")
    if not serial:
        return None
    if not (serial.isascii() and serial.isdecimal() and len(serial) < LONGEST_SERIAL):
        raise NotFound
    return get_timetable_for(request.user, fair, int(serial))


def aims_of(fair: Fair) -> list[str]:
    """Say in words, in order, what the fair's timetables put first."""
    two_sided = fair.population == Population.TWO_SIDED
    met = (
        _("한 건이라도 상담하는 공급기업을 가장 많게")
        if two_sided
        else _("한 건이라도 상담하는 참가기업을 가장 많게")
    )
    wished = _("두 기업이 바라는 정도(희망도)의 합계를 가장 크게")
    aims = [wished, met] if fair.order == Order.WEIGHT_FIRST and two_sided else [met, wished]
    aims.append(_("첫 상담과 마지막 상담 사이에 기다리는 시간을 가장 적게"))
    if fair.first_timer_floor and two_sided:
        floor = _("처음 참가한 기업마다 상담 %(number)s건을 먼저")
        aims.insert(0, floor % {"number": fair.first_timer_floor})
    return aims


def _inventory(stock: Stock) -> list[dict[str, str]]:
    entries = [
        (_("상담 시간"), stock.slots, _("칸")),
        (pgettext("several", "테이블"), stock.tables, _("개")),
        *((str(Side(side).label), count, _("개사")) for side, count in stock.sides.items()),
        (_("상담 신청"), stock.requests, _("건")),
        (_("고정한 상담"), stock.pins, _("건")),
        (_("만나지 않을 쌍"), stock.forbidden, _("쌍")),
    ]
    return [
        {"label": label, "value": number(value), "unit": unit} for label, value, unit in entries
    ]


def _links(fair: Fair) -> list[dict[str, str]]:
    pages = (
        ("fair_days", _("날짜·시간")),
        ("fair_participants", pgettext("several", "참가기업")),
        ("fair_requests", _("상담 신청")),
        ("fair_settings", _("편성 규칙")),
    )
    return [{"label": label, "url": reverse(name, args=[fair.slug])} for name, label in pages]


def _missing(fair: Fair, stock: Stock) -> list[dict[str, str]]:
    """Name what keeps the fair from being planned, each with the page that mends it."""
    two_sided = fair.population == Population.TWO_SIDED
    sides = (Side.BUYER, Side.SUPPLIER) if two_sided else (Side.MEMBER,)
    checks = [
        (stock.slots, "fair_days", _("상담 날짜와 시간이 없습니다")),
        (
            all(stock.sides.get(side) for side in sides),
            "fair_participants",
            _("만날 두 쪽의 참가기업이 없습니다"),
        ),
        (stock.tables, "fair_participants", _("테이블이 없습니다")),
        (stock.requests, "fair_requests", _("상담 신청이 없습니다")),
    ]
    missing = [(page, text) for there, page, text in checks if not there]
    missing += [
        ("fair_participants", _("%(name)s의 테이블이 없습니다") % {"name": buyer})
        for buyer in stock.without_table
    ]
    return [{"text": text, "url": reverse(page, args=[fair.slug])} for page, text in missing]


def _is_news(job: Job, timetables: list[Timetable]) -> bool:
    """Tell whether the job is still of interest: under way, or failed since the last draft."""
    if job.state == "failed":
        return not timetables or timetables[0].made_at < job.asked_at
    return not job.has_ended


def _row(timetable: Timetable) -> dict[str, object]:
    return {
        "timetable": timetable,
        "label": label_of(timetable),
        "url": url_of(timetable),
        "weight": weight(timetable.weight),
        "bound_weight": weight(timetable.bound_weight),
        "seconds": seconds(timetable.milliseconds),
        "proof": proof_of(timetable),
        "tone": {"published": "success", "draft": "info"}.get(timetable.state, "neutral"),
    }
