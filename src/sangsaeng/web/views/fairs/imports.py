"""Sheets of requests and participants into a fair, by the pages that all imports share."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sangsaeng.fairs.actions.importing import import_participants, import_requests
from sangsaeng.fairs.models import Fair, Purpose, Wish
from sangsaeng.fairs.queries.incoming import NEW, Change, Foreseen, Incoming, Question
from sangsaeng.fairs.queries.incoming_participants import foresee_participants
from sangsaeng.fairs.queries.incoming_requests import foresee_requests
from sangsaeng.fairs.rules import may_run
from sangsaeng.fairs.sheets import KINDS
from sangsaeng.kernel import clock
from sangsaeng.kernel.imports import Opened, parse_import
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.particles import settled
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.sheets.columns import SheetKind
from sangsaeng.web.views import importing
from sangsaeng.web.views.fairs.frame import fair_to_run, frame
from sangsaeng.web.views.importing import Asked, Choice, Flow, Preview, PreviewRow

ADD_UNKNOWN = "add-unknown"
SHEETS = {"requests": "fair_requests", "participants": "fair_participants"}
VERDICTS = {"new": "add", "changed": "change", "unchanged": "same"}
WORDS: dict[str, Any] = {**dict(Wish.choices), **dict(Purpose.choices)}


def start(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    """Take the file."""
    return importing.start(request, _flow(request, slug, sheet))


def download_template(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    """Give an empty form that explains itself."""
    return importing.download_template(request, _flow(request, slug, sheet))


def columns(request: HttpRequest, slug: str, sheet: str, number: str) -> HttpResponse:
    """Match the columns."""
    return importing.columns(request, _flow(request, slug, sheet), number)


def preview(request: HttpRequest, slug: str, sheet: str, number: str) -> HttpResponse:
    """Look at what would happen, and enter all of it."""
    return importing.preview(request, _flow(request, slug, sheet), number)


def report(request: HttpRequest, slug: str, sheet: str, number: str) -> HttpResponse:
    """Say what was done."""
    return importing.report(request, _flow(request, slug, sheet), number)


def _flow(request: HttpRequest, slug: str, sheet: str) -> Flow:
    fair = fair_to_run(request, slug)
    kind = KINDS[SHEETS[sheet]]
    title = _("상담 신청 가져오기") if sheet == "requests" else _("참가기업 가져오기")
    listing = reverse(SHEETS[sheet], args=[slug])
    way = (kind.title(get_language() or "ko"), listing)
    return Flow(
        kind=kind,
        title=title,
        route="fair_import",
        arguments=(slug, sheet),
        subject=("fairs.fair", str(fair.pk)),
        require=_only_officers(fair),
        preview=lambda opened, chosen: _preview(fair, kind, opened, chosen),
        enter=lambda opened, chosen, actor: _enter(fair, kind, opened, chosen, actor),
        done_url=listing,
        breadcrumbs=frame(request, fair, title, SHEETS[sheet], way)["breadcrumbs"],
    )


def _only_officers(fair: Fair) -> Callable[[Person], None]:
    return lambda actor: require(may_run(actor, fair), actor)


def _incoming(opened: Opened, chosen: Mapping[str, str]) -> Incoming:
    """Read the rows; answers come back under the digest of the name they are about."""
    parsed = parse_import(opened)
    names = {
        str(value)
        for row in parsed.rows
        for key in ("buyer", "supplier", "name")
        if (value := row.values.get(key))
    }
    answers = {name: chosen[_key(name)] for name in names if chosen.get(_key(name))}
    return Incoming(opened.mapping, parsed, answers, adds_unknown=ADD_UNKNOWN in chosen)


def _foreseen(fair: Fair, kind: SheetKind, incoming: Incoming) -> Foreseen:
    if kind.name == SHEETS["requests"]:
        return foresee_requests(fair, incoming).foreseen
    return foresee_participants(fair, incoming).foreseen


def _preview(fair: Fair, kind: SheetKind, opened: Opened, chosen: Mapping[str, str]) -> Preview:
    incoming = _incoming(opened, chosen)
    foreseen = _foreseen(fair, kind, incoming)
    language = get_language() or "ko"
    titles = _titles(incoming)
    faulty = [
        PreviewRow(
            fault.row,
            "fault",
            titles.get(fault.row) or _("%(row)s행") % {"row": fault.row},
            fault=fault.text(language),
        )
        for fault in foreseen.faults
    ]
    rows = [_row(kind, change, language) for change in foreseen.changes]
    warnings = [warning.text(language) for warning in incoming.parsed.warnings]
    if foreseen.newcomers:
        warnings.append(_newcomers(foreseen.newcomers))
    return Preview([*faulty, *rows], warnings, _questions(foreseen, incoming))


def _titles(incoming: Incoming) -> dict[int, str]:
    """Name each row by the organizations it is about."""
    keys = ("buyer", "supplier", "name")
    return {
        row.number: " × ".join(str(row.values[key]) for key in keys if row.values.get(key))
        for row in incoming.parsed.rows
    }


def _enter(
    fair: Fair, kind: SheetKind, opened: Opened, chosen: Mapping[str, str], actor: Person
) -> dict[str, Any]:
    enter = import_requests if kind.name == SHEETS["requests"] else import_participants
    return enter(fair, _incoming(opened, chosen), actor=actor, at=clock.now()).as_dict


def _row(kind: SheetKind, change: Change, language: str) -> PreviewRow:
    return PreviewRow(
        number=change.row,
        verdict=VERDICTS[change.kind],
        title=change.title,
        changes=[
            f"{kind.column(one.title).title(language)}: {_word(one.old)} → {_word(one.new)}"
            for one in change.differences
        ],
    )


def _word(value: str) -> str:
    truth = {"True": _("예"), "False": _("아니오"), "": _("(없음)")}
    return str(truth.get(value) or WORDS.get(value) or value)


def _newcomers(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:10])
    told = ngettext(
        "새 참가기업 %(count)s곳이 더해집니다: %(names)s",
        "새 참가기업 %(count)s곳이 더해집니다: %(names)s",
        len(names),
    )
    more = " …" if len(names) > len(names[:10]) else ""
    return told % {"count": len(names), "names": shown} + more


def _questions(foreseen: Foreseen, incoming: Incoming) -> list[Asked]:
    asked = [_asked(question) for question in foreseen.questions if question.candidates]
    unknown = sum(not question.candidates for question in foreseen.questions)
    if unknown or incoming.adds_unknown:
        asked.append(
            Asked(
                ADD_UNKNOWN,
                _("등록되지 않은 이름과 아직 참가하지 않은 기업을 새 참가기업으로 더하기"),
                hint=_("해당하는 이름 %(count)s개. 잘못 적은 이름이 없는지 먼저 확인해 주십시오.")
                % {"count": unknown},
                chosen="yes" if incoming.adds_unknown else "",
            )
        )
    return asked


def _asked(question: Question) -> Asked:
    first = question.rows[0]
    return Asked(
        _key(question.name),
        settled(_("‘%(name)s’은(는) 누구입니까?") % {"name": question.name}),
        hint=_("%(row)s행부터 %(count)s번 나옵니다.") % {"row": first, "count": len(question.rows)},
        choices=[
            Choice("", _("고르십시오")),
            *(
                Choice(
                    one.organization.code,
                    _("혹시 %(name)s? (%(reason)s)")
                    % {"name": one.organization.name, "reason": one.reason_text},
                )
                for one in question.candidates
            ),
            Choice(NEW, _("새 기업으로 더하기")),
        ],
        chosen=question.chosen,
    )


def _key(name: str) -> str:
    return f"name-{sha256(name.encode()).hexdigest()[:12]}"
