"""Programs: what each is for, its rounds, and who runs it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import may_operate, require
from sangsaeng.kernel.refusals import Invalid, NotFound
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.organizations.rules import LEADING
from sangsaeng.programs.actions.programs import (
    ProgramFacts,
    edit_program,
    end_officer,
    name_officer,
    open_program,
)
from sangsaeng.programs.models import Officer, Program
from sangsaeng.programs.queries.access import get_own_program_for, get_program_for
from sangsaeng.programs.queries.announced import calls_for
from sangsaeng.programs.rules import HOSTS, may_name_officers, may_open_programs, may_run_program
from sangsaeng.programs.schemes import ready_schemes, scheme_of
from sangsaeng.web.forms_calls import NewProgramForm, OfficerForm, ProgramFrameForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.programs.frame import TONES, posted, program_frame


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List the programs, each with how many of its calls take entries now."""
    shown = calls_for(request.user).filter(state="open").order_by().values("pk")
    programs = (
        Program.objects.visible_to(request.user)
        .select_related("host")
        .annotate(open_calls=Count("calls", filter=Q(calls__in=shown)))
    )
    context = {
        "title": _("사업"),
        "lead": _("상생협력을 돕는 사업입니다. 사업마다 회차별 공고를 냅니다."),
        "breadcrumbs": [{"label": _("사업"), "url": ""}],
        "programs": programs,
        "may_open": may_open_programs(request.user),
        "sample_data": any(one.is_sample for one in programs),
    }
    return render(request, "web/programs/list.html", context)


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a program with its calls."""
    program = get_program_for(request.user, slug)
    calls = calls_for(request.user).filter(program=program)
    context = {
        **program_frame(program),
        "lead": program.summary,
        "rows": [{"call": one, "tone": TONES.get(one.state, "neutral")} for one in calls],
        "runs": may_run_program(request.user, program),
        "may_name": may_name_officers(request.user, program),
    }
    return render(request, "web/programs/page.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a ready scheme or none, and set up a program."""
    actor = signed_in(request)
    require(may_open_programs(actor), actor)
    scheme = scheme_of(request.GET.get("scheme", ""))
    if request.method == "GET" and "scheme" not in request.GET:
        return render(request, "web/programs/schemes.html", _choosing())
    form = NewProgramForm(posted(request), initial=_of_scheme(scheme))
    hosts = _hosts(actor)
    form.fields["host"].queryset = hosts  # type: ignore[attr-defined]  # a choice of rows
    if len(hosts) == 1:
        form.fields["host"].initial = hosts[0]
    made: list[Program] = []

    def deed() -> None:
        given = dict(form.cleaned_data)
        host = given.pop("host")
        facts = ProgramFacts(**given, scheme=scheme.key if scheme else "")
        made.append(open_program(host, facts, actor=actor, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("사업을 만들었습니다. 이제 첫 공고를 만드십시오."))
        return redirect("call_new", made[0].slug)
    title = _("사업 만들기")
    context: dict[str, object] = {
        "title": title,
        "scheme": scheme,
        "breadcrumbs": [
            {"label": _("사업"), "url": reverse("program_list")},
            {"label": title, "url": ""},
        ],
    }
    return form_page(request, "web/programs/new.html", form, context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a program says of itself."""
    actor = signed_in(request)
    program = get_own_program_for(actor, slug)
    form = ProgramFrameForm.of(program, posted(request))

    def deed() -> None:
        edit_program(program, actor=actor, at=clock.now(), **form.cleaned_data)

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("사업 소개를 저장했습니다."))
        return redirect("program_page", program.slug)
    return form_page(
        request, "web/programs/edit.html", form, program_frame(program, _("사업 소개 고치기"))
    )


@require_http_methods(["GET", "POST"])
def officers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who runs the program, and let somebody else run it, too."""
    actor = signed_in(request)
    program = _to_staff(actor, slug)
    form = OfficerForm(posted(request))

    def deed() -> None:
        person = Person.objects.filter(
            email__iexact=form.cleaned_data["email"], is_active=True
        ).first()
        if person is None:
            raise Invalid(
                {"email": _("이 이메일로 가입한 사람이 없습니다. 먼저 가입하도록 안내해 주십시오.")}
            )
        name_officer(program, person, actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("담당자를 정했습니다."))
        return redirect("program_officers", program.slug)
    context = {
        **program_frame(program, _("사업 담당자")),
        "officers": Officer.objects.running()
        .filter(program=program)
        .select_related("person")
        .order_by("began_at", "pk"),
    }
    return form_page(request, "web/programs/officers.html", form, context)


@require_POST
def end_office(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """End somebody's office."""
    actor = signed_in(request)
    program = _to_staff(actor, slug)
    officer = Officer.objects.running().filter(program=program, pk=key).first()
    if officer is None:
        raise NotFound
    end_officer(officer, actor=actor, at=clock.now())
    messages.success(request, _("담당을 끝냈습니다."))
    if not may_name_officers(actor, program):
        return redirect("program_list")
    return redirect("program_officers", program.slug)


def _to_staff(actor: Person, slug: str) -> Program:
    program = get_program_for(actor, slug)
    if not may_name_officers(actor, program):
        raise NotFound
    return program


def _choosing() -> dict[str, Any]:
    title = _("어떤 사업을 만드시겠습니까?")
    return {
        "title": title,
        "lead": _("준비된 틀로 시작하면 질문과 심사 단계가 채워지고, 모두 바꿀 수 있습니다."),
        "schemes": ready_schemes(),
        "breadcrumbs": [
            {"label": _("사업"), "url": reverse("program_list")},
            {"label": title, "url": ""},
        ],
    }


def _of_scheme(scheme: Any) -> dict[str, str]:
    if scheme is None:
        return {}
    names = ("name", "name_en", "summary", "summary_en", "about", "credential", "source")
    return {name: getattr(scheme, name) for name in names} | {"slug": scheme.key.replace("_", "-")}


def _hosts(viewer: Person) -> Any:
    hosts = Organization.objects.visible_to(viewer).filter(kind__in=HOSTS)
    if may_operate(viewer):
        return hosts
    led = Membership.objects.running().filter(person=viewer, role__in=LEADING)
    return hosts.filter(pk__in=led.values("organization"))
