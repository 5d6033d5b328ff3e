"""What a request weighs and how that comes about, absences included; for officers alone."""

from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Fair, Request, Wish
from sangsaeng.fairs.queries.absences import Weighing, absences_counting
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.web.views.fairs.setting_up import fit_worked_out, plain, worked_out


def weighed(weighing: Weighing, request: Request) -> dict[str, str]:
    """Return the weight of a request, how it comes about, and what absences take off it."""
    return {
        "weight": plain(weighing.hundredths(request)),
        "how": worked_out(weighing.wishes, request.buyer_wish, request.supplier_wish),
        "fit": _fit(weighing, request),
        "absences": _absences(weighing, request),
    }


def _fit(weighing: Weighing, request: Request) -> str:
    """Write what the fit made of the wishes when it was planned; nothing where it changed nothing."""
    rule, fit = weighing.wishes, request.planned_fit
    wished = rule.weight(request.buyer_wish, request.supplier_wish)
    if fit is None or not wished or not rule.fit_worth:
        return ""
    worked = fit_worked_out(rule, wished, fit)
    why = ", ".join(request.planned_reasons)
    return f"{worked} ({why})" if why else worked


def counted(fair: Fair) -> list[str]:
    """Name the participants whose absences at earlier fairs lower what their requests weigh."""
    absences = absences_counting(fair)
    parties = fair.participants.filter(pk__in=absences).select_related("organization")
    return [
        _("%(name)s: 불참 %(count)s회, 희망도 −%(percent)s%%")
        % {
            "name": name_of(one),
            "count": absences[one.pk],
            "percent": fair.absence_rule.percent(absences[one.pk]),
        }
        for one in parties
    ]


def _absences(weighing: Weighing, request: Request) -> str:
    """Write what absences take off; nothing where they change nothing."""
    absences = weighing.absences_of(request)
    if not absences or Wish.NO_THANKS in {request.buyer_wish, request.supplier_wish}:
        return ""
    return _("불참 %(count)s회: 희망도 −%(percent)s%%") % {
        "count": absences,
        "percent": weighing.rule.percent(absences),
    }
