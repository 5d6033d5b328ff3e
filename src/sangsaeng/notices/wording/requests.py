"""Requests, their answers, and what is asked of a participant before the day."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sangsaeng.fairs.models import Purpose
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.wording.text import Text, at_fair, moment, name


def asked(facts: Facts) -> Text:
    """Somebody wants to meet."""
    lines = [
        at_fair(facts),
        _("상담 목적: %(purpose)s") % {"purpose": Purpose(facts["purpose"]).label},
    ]
    if facts["topic"]:
        lines.append(_("상담 내용: %(topic)s") % {"topic": facts["topic"]})
    return Text(
        _("%(name)s이(가) 상담을 신청했습니다") % {"name": name(facts, "counterpart")},
        tuple(lines),
        _("%(when)s까지 수락하거나 거절해 주십시오.") % {"when": moment(facts["answer_by"])}
        if facts["answer_by"]
        else _("신청을 열어 수락하거나 거절해 주십시오."),
    )


def accepted(facts: Facts) -> Text:
    """The other side wants to meet, too."""
    return Text(
        _("%(name)s이(가) 상담 신청을 수락했습니다") % {"name": name(facts, "counterpart")},
        _with_reason(facts),
        _("시간표가 발표되면 시간과 장소를 알려 드립니다."),
    )


def declined(facts: Facts) -> Text:
    """The other side does not want to meet."""
    return Text(
        _("%(name)s이(가) 상담 신청을 거절했습니다") % {"name": name(facts, "counterpart")},
        _with_reason(facts),
        _("신청을 열면 다음에 할 수 있는 일이 나옵니다."),
    )


def expired(facts: Facts) -> Text:
    """Nobody answered."""
    return Text(
        _("%(name)s에 보낸 상담 신청이 답변 없이 끝났습니다")
        % {"name": name(facts, "counterpart")},
        (at_fair(facts), _("답변 기한이 지났습니다.")),
        _("상담 신청 목록에서 다른 기업을 찾아보십시오."),
    )


def answers_awaited(facts: Facts) -> Text:
    """The day to answer is near."""
    count = facts["count"]
    lines = [at_fair(facts)]
    if facts["answer_by"]:
        lines.append(_("답변 기한: %(when)s") % {"when": moment(facts["answer_by"])})
    return Text(
        ngettext(
            "답변을 기다리는 상담 신청이 %(count)s건 있습니다",
            "답변을 기다리는 상담 신청이 %(count)s건 있습니다",
            count,
        )
        % {"count": count},
        tuple(lines),
        _("상담 신청 목록에서 수락하거나 거절해 주십시오."),
    )


def profile_sent_back(facts: Facts) -> Text:
    """The profile needs more."""
    lines = [at_fair(facts)]
    if facts["note"]:
        lines.append(_("보완할 점: %(note)s") % {"note": facts["note"]})
    return Text(
        _("참가기업 소개를 보완해 주십시오"),
        tuple(lines),
        _("소개를 고친 뒤 ‘작성 완료’를 눌러 주십시오."),
    )


def _with_reason(facts: Facts) -> tuple[str, ...]:
    """Name the reason where the answering side shares it; nothing otherwise."""
    reason = facts.get("reason", "")
    shared = (_("상대가 알린 이유: %(reason)s") % {"reason": reason},) if reason else ()
    return (at_fair(facts), *shared)
