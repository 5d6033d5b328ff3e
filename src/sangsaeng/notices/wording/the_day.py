"""The day itself: what the reader has to know within minutes."""

from django.utils.translation import gettext as _

from sangsaeng.notices.facts import Facts
from sangsaeng.notices.wording.text import Text, at_fair, hour, meeting, moment, name, place, span


def meeting_called_off(facts: Facts) -> Text:
    """A meeting of the reader's does not take place; whose doing it is, is not said."""
    return Text(
        _("%(name)s와(과)의 상담이 취소되었습니다") % {"name": name(facts, "counterpart")},
        (
            at_fair(facts),
            _("취소된 시간: %(when)s") % {"when": span(facts)},
            _("취소된 자리: %(place)s") % {"place": place(facts)},
        ),
        _("남은 상담은 시간표에서 확인해 주십시오."),
    )


def offer_made(facts: Facts) -> Text:
    """A place is free for the reader, for a while."""
    return Text(
        _("%(name)s와(과) 상담할 빈자리가 생겼습니다") % {"name": name(facts, "counterpart")},
        (
            at_fair(facts),
            _("시간: %(when)s") % {"when": span(facts)},
            _("장소: %(place)s") % {"place": place(facts)},
        ),
        _("%(until)s까지 수락하거나 거절해 주십시오. 그 뒤에는 다른 기업에 제안합니다.")
        % {"until": moment(facts["until"])},
    )


def meeting_booked(facts: Facts) -> Text:
    """A meeting was added on the day."""
    return Text(
        _("%(name)s와(과)의 상담이 잡혔습니다") % {"name": name(facts, "counterpart")},
        (
            at_fair(facts),
            _("시간: %(when)s") % {"when": span(facts)},
            _("장소: %(place)s") % {"place": place(facts)},
        ),
        _("시작하기 전에 테이블로 와 주십시오."),
    )


def hall_behind(facts: Facts) -> Text:
    """The hall of the reader's next meeting runs late."""
    return Text(
        _("%(hall)s이(가) %(minutes)s분 늦어지고 있습니다")
        % {"hall": facts["hall"], "minutes": facts["minutes"]},
        (at_fair(facts), _("다음 상담: %(meeting)s") % {"meeting": meeting(facts["next"])}),
        _("다음 상담은 %(hour)s쯤 시작합니다. 조금 늦게 와 주십시오.")
        % {"hour": hour(facts["expected_at"])},
    )


def hall_on_time(facts: Facts) -> Text:
    """The hall of the reader's next meeting has caught up."""
    return Text(
        _("%(hall)s의 상담이 다시 제시간에 진행됩니다") % {"hall": facts["hall"]},
        (at_fair(facts), _("다음 상담: %(meeting)s") % {"meeting": meeting(facts["next"])}),
        _("시간표에 적힌 시간에 와 주십시오."),
    )
