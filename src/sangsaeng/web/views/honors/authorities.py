"""An authority's question, and the keys with which authorities ask."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.honors.actions.authorities import (
    MOST_IN_A_MINUTE,
    Answer,
    ask_as_member,
    end_key,
    issue_key,
)
from sangsaeng.honors.queries.benefits import (
    all_keys_for,
    asked_lately,
    get_key_for,
    open_keys_of,
)
from sangsaeng.honors.refusals import AskedTooOften, KindNotOpened
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.refusals import Invalid, NotFound
from sangsaeng.web.forms_benefits import CheckForm, KeyForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Answer whether an organization holds a benefit on a day."""
    viewer, at = signed_in(request), clock.now()
    keys = open_keys_of(viewer, at=at)
    if not keys:
        raise NotFound
    form = CheckForm(request.POST or None, keys=keys, initial={"on": day_of(at), "key": keys[0]})
    answers: list[Answer] = []

    def deed() -> None:
        key = form.cleaned_data["key"]
        try:
            answers.append(ask_as_member(key, form.asked, actor=viewer, at=at))
        except (AskedTooOften, KindNotOpened) as refused:
            raise Invalid({"": refused.sentence}) from refused

    done = request.method == "POST" and succeeds(form, deed)
    context: dict[str, object] = {
        "title": _("혜택 확인"),
        "lead": _(
            "기준일에 그 기업·기관이 혜택을 가지고 있는지 묻습니다. 물은 기록은 상대도 봅니다."
        ),
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": _("혜택 확인"), "url": ""},
        ],
        "answer": answers[0] if done else None,
        "asked": form.cleaned_data if done else None,
        "questions": asked_lately(viewer),
        "most": MOST_IN_A_MINUTE,
    }
    return form_page(request, "web/benefits/check.html", form, context)


@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys, and give out one; its token is shown this once."""
    viewer = signed_in(request)
    found = all_keys_for(viewer)
    form = KeyForm(request.POST or None)
    given: list[str] = []

    def deed() -> None:
        authority = form.cleaned_data["authority"]
        given.append(issue_key(authority, form.grant, actor=viewer, at=clock.now())[1])

    done = request.method == "POST" and succeeds(form, deed)
    open_now = set(found.open_on(day_of(clock.now())).values_list("pk", flat=True))
    context: dict[str, object] = {
        "title": _("혜택 조회 키"),
        "lead": _(
            "기관이 혜택을 확인할 때 쓰는 키입니다. 정한 혜택만, 정한 날까지 물을 수 있습니다."
        ),
        "breadcrumbs": [
            {"label": _("운영"), "url": reverse("operations")},
            {"label": _("혜택 조회 키"), "url": ""},
        ],
        "token": given[0] if done else "",
        "keys": [{"key": one, "is_open": one.pk in open_now} for one in found.all()],
        "address": request.build_absolute_uri("/api/v1/benefits/check"),
    }
    return form_page(request, "web/benefits/keys.html", KeyForm() if done else form, context)


@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End a key at once."""
    viewer = signed_in(request)
    end_key(get_key_for(viewer, code), actor=viewer, at=clock.now())
    messages.success(request, _("키를 끝냈습니다. 이제 이 키로는 물을 수 없습니다."))
    return redirect("benefit_keys")
