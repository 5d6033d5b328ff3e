"""The living style guide: every component with what it looks like in use."""

import re
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

TABLES = 12
SLOTS = 12
BREAK = 6
STATES = {
    3: "free",
    5: "pinned",
    7: "unavailable",
    11: "free",
    13: "moved",
    17: "conflict",
    19: "session",
}
QUIET_WORDS = {"free": gettext_lazy("비어 있음"), "unavailable": gettext_lazy("참석 불가")}
SPRITE = Path(__file__).parent.parent / "static" / "web" / "icons.svg"
ICONS = re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text())


@dataclass(frozen=True)
class Place:
    """One cell of the timetable: a table at a slot."""

    slot: str
    state: str
    title: str = ""
    note: str = ""
    url: str = ""
    word: str = ""


@dataclass(frozen=True)
class Row:
    """One table of the hall."""

    label: str
    note: str
    places: list[Place]
    url: str = ""


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label=gettext_lazy("상담회 이름"),
        help_text=gettext_lazy("참가기업이 알아볼 수 있게 적습니다."),
    )
    email = forms.EmailField(label=gettext_lazy("담당자 이메일"))
    kind = forms.ChoiceField(
        label=gettext_lazy("기업 규모"),
        choices=[("large", gettext_lazy("대기업")), ("sme", gettext_lazy("중소기업"))],
    )
    wish = forms.ChoiceField(
        label=gettext_lazy("희망 정도"),
        widget=forms.RadioSelect,
        choices=[("must", gettext_lazy("꼭 만나고 싶음")), ("want", gettext_lazy("만나고 싶음"))],
    )
    memo = forms.CharField(
        label=gettext_lazy("상담 목적"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    first = forms.BooleanField(label=gettext_lazy("처음 참가합니다"), required=False)
    file = forms.FileField(
        label=gettext_lazy("신청 파일"),
        help_text=gettext_lazy("엑셀(.xlsx) 또는 CSV, 10 MB까지"),
    )


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    form = SampleForm({"name": "", "email": "kim@", "wish": "must", "kind": "sme"})
    context = {
        "title": _("화면 구성 요소"),
        "lead": _("모든 화면은 여기 있는 것만으로 이루어집니다."),
        "breadcrumbs": [{"label": _("첫 화면"), "url": "/"}, {"label": _("화면 구성 요소")}],
        "sample_data": True,
        "form": form,
        "empty_form": SampleForm(prefix="empty"),
        "tabs": _tabs(),
        "steps": [{"label": label} for label in _import_steps()],
        "slots": _slots(),
        "rows": [_row(table) for table in range(TABLES)],
        "legend": _legend(),
        "page": Paginator(range(924), 50).page(4),
        "suppliers": _suppliers(),
        "icons": ICONS,
    }
    return render(request, "web/styleguide.html", context)


def _tabs() -> list[dict[str, object]]:
    return [
        {"label": _("개요"), "url": "#tabs", "current": True},
        {"label": _("상담 신청"), "url": "#tabs", "count": 924},
        {"label": _("시간표"), "url": "#tabs"},
        {"label": _("설정"), "url": "#tabs"},
    ]


def _import_steps() -> list[str]:
    return [_("올리기"), _("열 맞추기"), _("미리 보기"), _("마침")]


def _legend() -> list[dict[str, str]]:
    return [
        {"state": "meeting", "label": _("상담")},
        {"state": "pinned", "label": _("고정한 상담")},
        {"state": "moved", "label": _("옮긴 상담")},
        {"state": "session", "label": _("부대행사")},
        {"state": "conflict", "label": _("겹침")},
        {"state": "unavailable", "label": _("참석 불가")},
    ]


def _slots() -> list[dict[str, str]]:
    return [
        {
            "label": f"{10 + slot // 2}:{slot % 2 * 30:02}",
            "state": "break" if slot == BREAK else "",
        }
        for slot in range(SLOTS)
    ]


def _row(table: int) -> Row:
    return Row(
        label=_("%(number)s번 상담석") % {"number": table + 1},
        note=_("예시수요기업 %(number)s") % {"number": table // 2 + 1},
        places=[_place(table, slot) for slot in range(SLOTS)],
        url="#timetable",
    )


def _place(table: int, slot: int) -> Place:
    time = _slots()[slot]["label"]
    if slot == BREAK:
        return Place(time, "break", word=_("점심"))
    state = STATES.get((table * 7 + slot * 5) % 23, "meeting")
    if state == "session":
        return Place(time, state, _("기술 설명회"), word=_("부대행사"))
    if state in QUIET_WORDS:
        return Place(time, state, word=str(QUIET_WORDS[state]))
    word = {entry["state"]: entry["label"] for entry in _legend()}[state]
    supplier = (table * 11 + slot * 29) % 147 + 1
    title = _("예시중소기업 %(number)s") % {"number": supplier}
    return Place(time, state, title, url="#timetable", word=word)


def _suppliers() -> list[dict[str, object]]:
    return [
        {"name": _("예시정밀"), "sector": _("금속 가공"), "met": 4, "wanted": 6, "reason": ""},
        {
            "name": _("예시소재"),
            "sector": _("고기능 소재"),
            "met": 0,
            "wanted": 3,
            "reason": _("수요기업 자리 없음"),
        },
        {"name": _("예시로보틱스"), "sector": _("로봇 제어"), "met": 2, "wanted": 2, "reason": ""},
    ]
