"""After the fair: notes to write, steps to take, absences to explain."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sangsaeng.notices.facts import Facts
from sangsaeng.notices.wording.text import Text, at_fair, day, name


def fair_ended(facts: Facts) -> Text:
    """The reader is asked what came of the meetings."""
    count = facts["count"]
    return Text(
        _("상담회가 끝났습니다: %(fair)s") % {"fair": name(facts, "fair")},
        (
            ngettext("상담 %(count)s건을 마쳤습니다.", "상담 %(count)s건을 마쳤습니다.", count)
            % {"count": count},
        ),
        _("상담마다 결과와 다음에 할 일을 적어 주십시오."),
    )


def next_step_due(facts: Facts) -> Text:
    """A next step is due, or is asked about after some time."""
    late = facts["days_late"]
    lines = [
        at_fair(facts),
        _("상담한 곳: %(name)s") % {"name": name(facts, "counterpart")},
        _("다음에 할 일: %(step)s") % {"step": facts["next_step"]},
    ]
    if facts["owner"]:
        lines.append(_("맡은 사람: %(owner)s") % {"owner": facts["owner"]})
    if facts["due_on"]:
        lines.append(_("기한: %(day)s") % {"day": day(facts["due_on"])})
    if not late:
        title = _("약속한 다음 일의 기한이 되었습니다")
    else:
        title = _("약속한 다음 일의 기한이 %(days)s일 지났습니다") % {"days": late}
    return Text(title, tuple(lines), _("했으면 ‘마침’을 누르고, 아니면 새 기한을 적어 주십시오."))


def no_show_recorded(facts: Facts) -> Text:
    """An absence went on the record."""
    return Text(
        _("상담 불참이 기록되었습니다"),
        (
            at_fair(facts),
            _("상담 상대: %(name)s") % {"name": name(facts, "counterpart")},
            _("불참 기록은 다음 상담회의 편성에 반영될 수 있습니다."),
        ),
        _("사정이 있었으면 설명을 적어 주십시오. 담당자가 확인합니다."),
    )
