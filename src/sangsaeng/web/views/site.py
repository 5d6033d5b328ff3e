"""Pages that belong to no context: the front page, the look, the pulse."""

from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.models import Fair, FairRole, Participant
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership
from sangsaeng.programs.queries.announced import calls_for
from sangsaeng.web.page import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600
FAIRS_SHOWN = 6
CALLS_SHOWN = 6


@dataclass(frozen=True)
class Stage:
    """A stage of a cooperation, and whether this version of the platform carries it already."""

    name: str
    text: str
    is_here: bool


@dataclass(frozen=True)
class SampleAccount:
    """A sample log-in, and what one sees with it."""

    person: Person
    shows: tuple[str, ...]


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is and lead on to the fairs and the calls."""
    fairs = Fair.objects.visible_to(request.user).select_related("organizer")[:FAIRS_SHOWN]
    accounts = [] if request.user.is_authenticated else sample_accounts()
    context = {
        "fairs": fairs,
        "calls": calls_for(request.user, state="open").order_by("closes_at", "pk")[:CALLS_SHOWN],
        "spine": spine(),
        "sample_accounts": accounts,
    }
    return render(request, "web/home.html", context)


def sample_accounts() -> list[SampleAccount]:
    """Return the sample's people that one can sign in as, and what each is to the site."""
    found = Person.objects.filter(is_sample=True).order_by("pk")
    people = [person for person in found if person.has_usable_password()]
    shows: dict[int, dict[str, None]] = {person.pk: {} for person in people}
    for person in people:
        if person.is_operator:
            shows[person.pk][_("플랫폼 운영자")] = None
    for role in FairRole.objects.running().filter(person__in=people, fair__is_sample=True):
        shows[role.person_id][_("상담회 %(role)s") % {"role": role.get_role_display()}] = None
    for seat in Membership.objects.running().filter(person__in=people):
        parts = Participant.objects.filter(fair__is_sample=True, organization=seat.organization_id)
        for part in parts.select_related("organization"):
            shows[seat.person_id][f"{part.get_side_display()} ({part.organization.name})"] = None
    return [SampleAccount(person, tuple(shows[person.pk])) for person in people]


def spine() -> list[Stage]:
    """Return the stages of one cooperation, from the first need to the next."""
    return [
        Stage(
            _("수요와 제안"),
            _(
                "무엇이 필요한지, 무엇을 줄 수 있는지 한 번만 적고, 맞는 상대를 이유와 함께 찾습니다."
            ),
            is_here=True,
        ),
        Stage(
            _("만남"),
            _("상담회에서 만날 짝과 시간을 가장 좋게 짜고, 그 이유를 보여 줍니다."),
            is_here=True,
        ),
        Stage(_("협약"), _("비밀유지, 공동개발, 구매 약속을 글로 남깁니다."), is_here=False),
        Stage(_("약속과 자금"), _("약속한 구매와 투자를 원 단위까지 따라갑니다."), is_here=False),
        Stage(_("양쪽의 성과"), _("서로가 확인한 성과만 셉니다."), is_here=False),
        Stage(
            _("포상과 다음 수요"),
            _("누구나 확인할 수 있는 상과 혜택으로 이어집니다."),
            is_here=False,
        ),
    ]


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen look in a cookie and go back."""
    onward = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = "/"
    response = HttpResponseRedirect(onward)
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_GET
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's form
    """Answer while the site and its database are up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
