"""Technical material: what is asked, agreed, signed and returned; never what the material is."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsaeng.notices.facts import Facts
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.wording.text import Text, day, name

# What happened, and what to do next; both may name the counterpart.
_SAID: Final[Mapping[Kind, tuple[str | Promise, str | Promise]]] = {
    Kind.DEMAND_RECEIVED: (
        gettext_lazy("%(name)s이(가) 기술자료를 요구했습니다"),
        gettext_lazy("요구서를 읽고, 제공할 자료를 고르거나 까닭을 적어 거절하십시오."),
    ),
    Kind.DEMAND_GRANTED: (
        gettext_lazy("%(name)s이(가) 기술자료를 제공하기로 했습니다"),
        gettext_lazy("비밀유지계약의 문안에 보유자 명단과 기간을 적어 보내십시오."),
    ),
    Kind.DEMAND_DECLINED: (
        gettext_lazy("%(name)s이(가) 기술자료 요구를 거절했습니다"),
        gettext_lazy("까닭을 읽고, 필요하면 요구를 고쳐 다시 보내십시오."),
    ),
    Kind.DEMAND_WITHDRAWN: (
        gettext_lazy("%(name)s이(가) 기술자료 요구를 철회했습니다"),
        gettext_lazy("따로 하실 일은 없습니다. 요구서는 그대로 보관됩니다."),
    ),
    Kind.TEXT_WRITTEN: (
        gettext_lazy("%(name)s이(가) 비밀유지계약의 새 문안을 보냈습니다"),
        gettext_lazy("바뀐 곳을 읽고 합의하거나 고쳐 보내십시오."),
    ),
    Kind.TEXT_AGREED: (
        gettext_lazy("%(name)s과(와)의 비밀유지계약 문안이 정해졌습니다"),
        gettext_lazy("계약서 PDF를 끝까지 읽고 서명하십시오."),
    ),
    Kind.AGREEMENT_SIGNED: (
        gettext_lazy("%(name)s이(가) 비밀유지계약에 서명했습니다"),
        gettext_lazy("계약서 PDF를 끝까지 읽고 서명하십시오."),
    ),
    Kind.AGREEMENT_STANDS: (
        gettext_lazy("%(name)s과(와)의 비밀유지계약이 맺어졌습니다"),
        gettext_lazy("사용 기간의 첫날부터 명단에 적힌 사람이 자료를 볼 수 있습니다."),
    ),
    Kind.AGREEMENT_CALLED_OFF: (
        gettext_lazy("%(name)s과(와)의 비밀유지계약을 맺지 않기로 했습니다"),
        gettext_lazy("자료는 보이지 않습니다. 필요하면 새로 요구하십시오."),
    ),
    Kind.AGREEMENT_ENDING: (
        gettext_lazy("%(name)s과(와)의 기술자료 사용 기간이 %(days)s일 뒤에 끝납니다"),
        gettext_lazy("반환·폐기를 준비하십시오. 더 필요하면 새 요구서로 다시 시작합니다."),
    ),
    Kind.AGREEMENT_ENDED: (
        gettext_lazy("%(name)s과(와)의 비밀유지계약이 끝났습니다"),
        gettext_lazy("자료를 받은 쪽은 반환하거나 폐기하고 확인서를 내야 합니다."),
    ),
    Kind.HOLDERS_CHANGING: (
        gettext_lazy("%(name)s이(가) 보유자 명단을 바꾸자고 합니다"),
        gettext_lazy("명단을 읽고 동의하거나 동의하지 않음을 고르십시오."),
    ),
    Kind.HOLDERS_CONSENTED: (
        gettext_lazy("%(name)s이(가) 보유자 명단 변경에 동의했습니다"),
        gettext_lazy("바뀐 명단을 확인하십시오. 다시 서명하지 않아도 됩니다."),
    ),
    Kind.HOLDERS_REFUSED: (
        gettext_lazy("%(name)s이(가) 보유자 명단 변경에 동의하지 않았습니다"),
        gettext_lazy("명단은 그대로입니다. 상대와 이야기한 뒤 다시 제안하십시오."),
    ),
    Kind.CERTIFICATE_OWED: (
        gettext_lazy("반환·폐기 확인서를 아직 내지 않았습니다"),
        gettext_lazy("자료와 사본을 반환하거나 폐기하고 확인서를 내십시오."),
    ),
    Kind.CERTIFICATE_HANDED_IN: (
        gettext_lazy("%(name)s이(가) 반환·폐기 확인서를 냈습니다"),
        gettext_lazy("확인서를 읽고 확인하거나 보완을 요청하십시오."),
    ),
    Kind.CERTIFICATE_ACCEPTED: (
        gettext_lazy("%(name)s이(가) 반환·폐기를 확인했습니다"),
        gettext_lazy("모두 마쳤습니다. 영수증을 받아 보관하십시오."),
    ),
    Kind.CERTIFICATE_SENT_BACK: (
        gettext_lazy("%(name)s이(가) 반환·폐기 확인서의 보완을 요청했습니다"),
        gettext_lazy("보완할 점을 읽고 확인서를 다시 내십시오."),
    ),
    Kind.SECRECY_ASKED: (
        gettext_lazy("%(name)s이(가) 자료를 비밀로 관리하는지 물었습니다"),
        gettext_lazy("15일 안에 답하십시오."),
    ),
    Kind.SECRECY_ANSWERED: (
        gettext_lazy("%(name)s이(가) 비밀 관리 여부에 답했습니다"),
        gettext_lazy("답을 확인하십시오."),
    ),
}


def told(kind: Kind, facts: Facts) -> Text:
    """Say what happened to a disclosure, by its number."""
    title, next_step = _SAID[kind]
    lines = [
        _("상대: %(name)s") % {"name": name(facts, "counterpart")},
        _("요구서 번호: %(number)s") % {"number": facts["demand"]},
    ]
    if due_on := facts.get("due_on"):
        lines.append(_("기한: %(day)s") % {"day": day(due_on)})
    named = {"name": name(facts, "counterpart"), "days": facts.get("days", "")}
    return Text(str(title) % named, tuple(lines), str(next_step))


WORDS: Final[Mapping[str, Callable[[Facts], Text]]] = {
    kind.value: partial(told, kind) for kind in _SAID
}
