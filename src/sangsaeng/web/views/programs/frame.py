"""What the pages of a call have in common: title, way, tabs, words."""

from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.programs.actions.amending import Change
from sangsaeng.programs.models import Call, Program
from sangsaeng.programs.rules import may_run
from sangsaeng.web.views.asking import number_in

TONES: Final = {
    "announced": "info",
    "open": "success",
    "closed": "warning",
    "judging": "info",
    "published": "success",
    "called_off": "danger",
}


def part_names() -> dict[str, str]:
    """Return the parts of the set-up, by their name in the address, in the order of setting up."""
    return {
        "frame": _("이름과 접수 기간"),
        "settings": _("신청과 심사 방법"),
        "seats": _("누가 신청하는지"),
        "rules": _("신청 자격"),
        "questions": _("신청서"),
        "stages": _("심사 단계와 배점"),
        "benefits": _("혜택"),
    }


def part_url(call: Call, part: str) -> str:
    """Return where a part of the call is set up."""
    if part in {"frame", "settings"}:
        return reverse(f"call_{part}", args=[call.slug])
    return reverse("call_pieces", args=[call.slug, part])


def program_frame(program: Program, here: str = "") -> dict[str, Any]:
    """Return what every page of a program has."""
    way = [{"label": _("사업"), "url": reverse("program_list")}]
    if here:
        way.append({"label": program.title, "url": reverse("program_page", args=[program.slug])})
    return {
        "title": here or program.title,
        "program": program,
        "sample_data": program.is_sample,
        "breadcrumbs": [*way, {"label": here or program.title, "url": ""}],
    }


def call_frame(request: HttpRequest, call: Call, current: str, here: str = "") -> dict[str, Any]:
    """Return what every page of a call has; its officers get the way to running it."""
    way = [{"label": _("공고"), "url": reverse("call_list")}]
    if here:
        way.append({"label": call.name, "url": reverse("call", args=[call.slug])})
    return {
        "title": here or call.name,
        "call": call,
        "sample_data": call.is_sample,
        "state": call.get_state_display(),
        "tone": TONES.get(call.state, "neutral"),
        "breadcrumbs": [*way, {"label": here or call.name, "url": ""}],
        "tabs": _tabs(call, current) if may_run(request.user, call) else [],
    }


def set_up_frame(request: HttpRequest, call: Call, part: str, here: str = "") -> dict[str, Any]:
    """Return what every page of the set-up has: the parts as tabs."""
    names = part_names()
    context = call_frame(request, call, "call_set_up", here or names[part])
    return context | {
        "part": part,
        "parts": [
            {"label": name, "url": part_url(call, key), "current": key == part, "count": ""}
            for key, name in names.items()
        ],
    }


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, even where that is nothing; none when the page is only read."""
    return request.POST if request.method == "POST" else None


def change_of(request: HttpRequest) -> Change:
    """Return why a change is made and which version was seen, as the form says."""
    return Change(
        request.POST.get("reason", "").strip()[:300], number_in(request.POST.get("seen", ""))
    )


def _tabs(call: Call, current: str) -> list[dict[str, Any]]:
    pages = [
        ("call", _("공고")),
        ("call_run", _("운영")),
        ("call_set_up", _("설정")),
        ("call_preview", _("미리 보기")),
    ]
    return [
        {
            "label": label,
            "url": reverse(name, args=[call.slug]),
            "current": name == current,
            "count": "",
        }
        for name, label in pages
    ]
