"""Interest and the talks it leads to."""

from django.utils.translation import gettext as _

from sangsaeng.exchange.kinds import Side
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.wording.text import Text, day, name, span


def asked(facts: Facts) -> Text:
    """Somebody is interested in what one put up."""
    lines = [_about(facts)]
    if facts["message"]:
        lines.append(_("전하는 말: %(message)s") % {"message": facts["message"]})
    return Text(
        _("%(name)s이(가) 관심을 보냈습니다") % {"name": _counterpart(facts)},
        tuple(lines),
        _("%(day)s까지 수락하거나 거절해 주십시오.") % {"day": day(facts["answer_by"])},
    )


def waiting(facts: Facts) -> Text:
    """The day to answer is near."""
    return Text(
        _("%(name)s의 관심이 답변을 기다립니다") % {"name": _counterpart(facts)},
        (_about(facts),),
        _("%(day)s까지 수락하거나 거절해 주십시오.") % {"day": day(facts["answer_by"])},
    )


def accepted(facts: Facts) -> Text:
    """The owner would like to go on."""
    return Text(
        _("%(name)s이(가) 관심을 수락했습니다") % {"name": _counterpart(facts)},
        _with_answer(facts),
        _("관심을 열어 만날 시간을 제안하십시오."),
    )


def declined(facts: Facts) -> Text:
    """The owner would not."""
    return Text(
        _("%(name)s이(가) 관심을 거절했습니다") % {"name": _counterpart(facts)},
        _with_answer(facts),
        _("비슷한 수요나 제안을 찾아보십시오."),
    )


def expired(facts: Facts) -> Text:
    """Nobody answered."""
    return Text(
        _("%(name)s에 보낸 관심이 답변 없이 끝났습니다") % {"name": _counterpart(facts)},
        (_about(facts),),
        _("비슷한 수요나 제안을 찾아보십시오."),
    )


def talk_proposed(facts: Facts) -> Text:
    """The other side would like to talk at some time."""
    return Text(
        _("%(name)s이(가) 만날 시간을 제안했습니다") % {"name": _counterpart(facts)},
        _with_talk(facts),
        _("관심을 열어 이 시간이 괜찮은지 답해 주십시오."),
    )


def talk_agreed(facts: Facts) -> Text:
    """The talk stands."""
    return Text(
        _("%(name)s와(과) 만날 시간이 정해졌습니다") % {"name": _counterpart(facts)},
        _with_talk(facts),
        _("관심을 열면 달력에 넣을 수 있습니다."),
    )


def talk_declined(facts: Facts) -> Text:
    """The time does not suit."""
    return Text(
        _("%(name)s와(과) 이야기하던 시간에는 만나기 어렵게 되었습니다")
        % {"name": _counterpart(facts)},
        _with_talk(facts),
        _("관심을 열어 다른 시간을 제안하십시오."),
    )


def talk_called_off(facts: Facts) -> Text:
    """The talk fell."""
    return Text(
        _("%(name)s와(과)의 만남이 취소되었습니다") % {"name": _counterpart(facts)},
        _with_talk(facts),
        _("관심을 열어 까닭을 묻거나 다른 시간을 제안하십시오."),
    )


def _counterpart(facts: Facts) -> str:
    """The other side, where it is named."""
    return name(facts, "counterpart") if facts["counterpart"] else _("이름을 밝히지 않은 기업")


def _about(facts: Facts) -> str:
    side = Side(facts["side"]).label
    if not facts["listing"]:
        return _("지금은 공개되지 않은 %(side)s") % {"side": side}
    return _("%(side)s: %(title)s") % {"side": side, "title": facts["listing"]}


def _with_answer(facts: Facts) -> tuple[str, ...]:
    answer = facts["answer"]
    said = (_("답변: %(answer)s") % {"answer": answer},) if answer else ()
    return (_about(facts), *said)


def _with_talk(facts: Facts) -> tuple[str, ...]:
    place = _("장소: %(place)s") % {"place": facts["place"]}
    return (_about(facts), _("시간: %(when)s") % {"when": span(facts)}, place)
