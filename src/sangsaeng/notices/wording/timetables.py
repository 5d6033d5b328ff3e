"""The timetable and the side sessions: what stands now, and what became different."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sangsaeng.notices.facts import Facts
from sangsaeng.notices.wording.text import Text, at_fair, meeting, name, place, span


def published(facts: Facts) -> Text:
    """The first version, with the reader's meetings."""
    meetings = facts["meetings"]
    count = ngettext(
        "상담 %(count)s건이 잡혔습니다.", "상담 %(count)s건이 잡혔습니다.", len(meetings)
    )
    return Text(
        _("시간표가 발표되었습니다: %(fair)s") % {"fair": name(facts, "fair")},
        (count % {"count": len(meetings)}, *(meeting(one) for one in meetings)),
        _("시간표에서 시간과 장소를 확인해 주십시오."),
    )


def nothing_placed(facts: Facts) -> Text:
    """The first version has nothing for the reader, who had asked or been asked."""
    return Text(
        _("시간표가 발표되었습니다: %(fair)s") % {"fair": name(facts, "fair")},
        (_("이번 시간표에는 잡힌 상담이 없습니다."),),
        _("시간표에서 그 이유를 확인해 주십시오."),
    )


def changed(facts: Facts) -> Text:
    """A later version, with what differs for the reader and nothing else."""
    lines = [
        *(_("새 상담: %(meeting)s") % {"meeting": meeting(one)} for one in facts["added"]),
        *(_moved(one) for one in facts["moved"]),
        *(_("취소된 상담: %(meeting)s") % {"meeting": meeting(one)} for one in facts["cancelled"]),
    ]
    return Text(
        _("시간표가 바뀌었습니다: %(fair)s") % {"fair": name(facts, "fair")},
        tuple(lines),
        _("시간표에서 바뀐 상담을 확인해 주십시오."),
    )


def session_changed(facts: Facts) -> Text:
    """A side session that the reader attends has other hours or another place."""
    lines = [at_fair(facts), _("바뀐 시간: %(when)s") % {"when": span(facts)}]
    if facts["place"]:
        lines.append(_("바뀐 장소: %(place)s") % {"place": facts["place"]})
    return Text(
        _("행사의 시간이나 장소가 바뀌었습니다: %(title)s") % {"title": facts["title"]},
        tuple(lines),
        _("바뀐 시간에 맞추어 참석해 주십시오."),
    )


def session_called_off(facts: Facts) -> Text:
    """A side session that the reader attends does not take place."""
    return Text(
        _("행사가 취소되었습니다: %(title)s") % {"title": facts["title"]},
        (at_fair(facts), _("예정 시간: %(when)s") % {"when": span(facts)}),
        _("다른 행사는 상담회 안내에서 확인해 주십시오."),
    )


def _moved(facts: Facts) -> str:
    before, after = facts["before"], facts["after"]
    return _("바뀐 상담: %(name)s · %(old)s → %(new)s") % {
        "name": name(facts, "counterpart"),
        "old": f"{span(before)} {place(before)}",
        "new": f"{span(after)} {place(after)}",
    }
