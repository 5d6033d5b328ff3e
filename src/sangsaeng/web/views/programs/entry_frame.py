"""What every page of an entry shows around its content, and what its team does next."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.kernel.models import Person
from sangsaeng.programs.contents import Standing
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.queries.entries import get_team_entry_for
from sangsaeng.programs.queries.writing import closes_at, is_open_for, open_supplement
from sangsaeng.web.views.asking import signed_in

TONES = {
    "draft": "info",
    "submitted": "success",
    "supplementing": "warning",
    "withdrawn": "neutral",
    "screened_out": "danger",
    "selected": "success",
    "not_selected": "neutral",
}


@dataclass(frozen=True)
class Next:
    """What is to be done next, and how urgent it is."""

    text: str
    tone: str = "info"
    url: str = ""
    label: str = ""


def opened(request: HttpRequest, code: str) -> tuple[Person, Entry]:
    """Return who is looking and the entry of their team, or nothing."""
    viewer = signed_in(request)
    return viewer, get_team_entry_for(viewer, code)


def entry_frame(entry: Entry, here: str = "") -> dict[str, object]:
    """Return what is around a page of the team; ``here`` names a page below the entry's own."""
    name = entry.title or _("제목 없는 신청")
    way = [*home(), {"label": _("우리 신청"), "url": reverse("entry_mine")}]
    if here:
        way.append({"label": name, "url": reverse("entry", args=[entry.code])})
    return {
        "title": here or name,
        "entry": entry,
        "tone": TONES[entry.state],
        "breadcrumbs": [*way, {"label": here or name, "url": ""}],
        "sample_data": entry.is_sample,
    }


def run_frame(call: Call, title: str, *way: tuple[str, str]) -> dict[str, object]:
    """Return what is around an officer's page of a call's entries."""
    steps = [
        {"label": call.name, "url": call_path(call)},
        *({"label": label, "url": url} for label, url in way),
    ]
    return {
        "title": title,
        "call": call,
        "breadcrumbs": [*steps, {"label": title, "url": ""}],
        "sample_data": call.is_sample,
    }


def call_path(call: Call) -> str:
    """Return the public address of a call."""
    return reverse("call", args=[call.slug])


def home() -> list[dict[str, str]]:
    """Return the way to one's own page."""
    return [{"label": _("나의 상생"), "url": reverse("my")}]


def next_of(entry: Entry, standing: Standing, *, leads: bool, at: datetime) -> Next:
    """Say what the team does next."""
    if entry.state == "draft":
        return _next_of_draft(entry, standing, leads=leads, at=at)
    if entry.state == "supplementing":
        return _next_of_supplement(entry, at)
    texts = {
        "submitted": _("접수되었습니다. 결과를 발표하면 알려 드립니다."),
        "withdrawn": _("철회한 신청입니다. 접수 기간 안에는 다시 작성할 수 있습니다."),
        "screened_out": _(
            "대상이 아니라고 판단되었습니다. 까닭을 읽고 담당자에게 문의할 수 있습니다."
        ),
        "selected": _("선정되었습니다. 이어지는 절차를 확인하십시오."),
        "not_selected": _("선정되지 않았습니다. 심사 의견을 확인하십시오."),
    }
    tone = TONES[entry.state]
    # A notice has no quiet tone of its own.
    return Next(texts[entry.state], "info" if tone == "neutral" else tone)


def _next_of_draft(entry: Entry, standing: Standing, *, leads: bool, at: datetime) -> Next:
    if not is_open_for(entry, at):
        return Next(
            _("접수 기간이 아니어서 제출할 수 없습니다. 공고를 확인해 주십시오."), "warning"
        )
    until = closes_at(entry)
    if not leads:
        return Next(_("대표 기업의 관리자가 제출합니다. 맡은 문항에 답해 주십시오."))
    missing = len(standing.faults()) + len(standing.team_faults())
    if missing:
        text = _("고치거나 채울 곳이 %(count)s가지 남았습니다.") % {"count": missing}
    else:
        text = _("제출할 준비가 되었습니다. 제출하기 전에는 접수되지 않습니다.")
    hand_in = reverse("entry_hand_in", args=[entry.code])
    return Next(text, "info" if until else "warning", hand_in, _("확인하고 제출하기"))


def _next_of_supplement(entry: Entry, at: datetime) -> Next:
    if open_supplement(entry, at) is None:
        return Next(_("보완 기한이 지났습니다. 담당자에게 문의해 주십시오."), "warning")
    return Next(
        _("담당자가 보완을 요청했습니다. 열린 문항을 고친 뒤 보완을 제출하십시오."),
        "warning",
        "#supplement",
        _("보완 내용 보기"),
    )
