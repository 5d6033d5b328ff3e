"""Who may enter, checked on every entry alike: what holds, what does not, what is not known yet.

The parameters of a rule, by its kind (keys name questions of the form):

``recent``            ``question``: the day the activity ended, empty while it runs;
                      ``days`` counted back from the announcement
``declared``          ``question``: answered «yes»
``at_most``           ``question`` (number or amount), ``most``
``not_same_group``    –
``holds_credential``  ``seat`` whose organizations hold it (the lead), kind of ``credential``
``entries_per_lead``  ``most``
``no_same_merit``     ``question`` that tells the merit, compared beside the title

Only what is certainly wrong keeps an entry from being handed in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.particles import settled
from sangsaeng.organizations.models import Credential, SizeClass
from sangsaeng.programs.forms import day_in, is_empty, number_of
from sangsaeng.programs.kinds import RuleKind
from sangsaeng.programs.models import EligibilityRule, Entry, EntryPartner

OK: Final = "ok"
FAULT: Final = "fault"
UNKNOWN: Final = "unknown"
_GROUPED: Final = frozenset({SizeClass.LARGE, SizeClass.MIDSIZE})
_NOT_COUNTED: Final = ("draft", "withdrawn", "screened_out")


@dataclass(frozen=True)
class Application:
    """An entry as it stands: its answers by key and those in its team."""

    entry: Entry
    answers: Mapping[str, Any]
    partners: Sequence[EntryPartner]
    title: str
    at: datetime

    @property
    def organizations(self) -> set[int]:
        """Those in the team."""
        return {one.organization_id for one in self.partners} | {self.entry.lead_id}


@dataclass(frozen=True)
class Check:
    """What came of checking one rule."""

    text: str
    standing: str
    sentence: str

    @property
    def is_fault(self) -> bool:
        """Whether it keeps the entry from being handed in."""
        return self.standing == FAULT


@dataclass(frozen=True)
class Merit:
    """An award somebody in the team already has."""

    title: str
    award: str
    # What it was given for, where that is known.
    told: str = ""


Merits = Callable[[Application, str], Iterable[Merit]]
_merits: list[Merits] = []


def register(merits: Merits) -> Merits:
    """Let a higher context name further awards the team already has."""
    if merits not in _merits:
        _merits.append(merits)
    return merits


def check_all(application: Application, rules: Sequence[EligibilityRule]) -> list[Check]:
    """Return what came of every rule, in the call's order."""
    return [_checked(rule, application) for rule in rules]


def _checked(rule: EligibilityRule, application: Application) -> Check:
    standing, sentence = _KINDS[rule.kind](rule.params, application)
    return Check(rule.name, standing, settled(sentence))


Standing = tuple[str, str]


def _ok() -> Standing:
    return OK, _("맞습니다.")


def _unanswered() -> Standing:
    return UNKNOWN, _("관련 문항에 답하면 확인합니다.")


def _recent(params: Mapping[str, Any], told: Application) -> Standing:
    """Finished within so many days before the notice, or still going on."""
    answer = told.answers.get(str(params.get("question", "")))
    if is_empty(answer):
        return OK, _("끝난 날을 적지 않아 진행 중인 활동으로 봅니다.")
    ended = day_in(answer)
    if ended is None:
        return _unanswered()
    notice = day_of(told.entry.call.announced_at or told.at)
    first = notice - timedelta(days=int(params.get("days", 365)))
    if ended >= first:
        return _ok()
    return FAULT, _(
        "%(first)s 뒤에 끝났거나 진행 중인 활동만 신청할 수 있습니다. 끝난 날을 확인해 주십시오."
    ) % {"first": first.isoformat()}


def _declared(params: Mapping[str, Any], told: Application) -> Standing:
    answer = told.answers.get(str(params.get("question", "")))
    if answer is False:
        return FAULT, _("확인 문항에 ‘예’라고 답할 수 있어야 신청할 수 있습니다.")
    return _ok() if answer is True else _unanswered()


def _at_most(params: Mapping[str, Any], told: Application) -> Standing:
    value = told.answers.get(str(params.get("question", "")))
    number = None if is_empty(value) else number_of(value)
    if number is None:
        return _unanswered()
    most = Decimal(str(params.get("most", 0)))
    if number <= most:
        return _ok()
    return FAULT, _("한도는 %(most)s입니다. 적은 값을 확인해 주십시오.") % {"most": f"{most:,f}"}


def _not_same_group(_params: Mapping[str, Any], told: Application) -> Standing:
    by_group: dict[int, list[str]] = {}
    for one in told.partners:
        if one.organization.group_id is not None:
            by_group.setdefault(one.organization.group_id, []).append(one.organization.name)
    same = next((names for names in by_group.values() if len(names) > 1), None)
    if same is not None:
        return FAULT, _(
            "%(names)s은(는) 같은 기업집단입니다. 기업집단 밖의 상대와 신청해 주십시오."
        ) % {"names": ", ".join(same)}
    unclear = [
        one.organization.name
        for one in told.partners
        if one.organization.group_id is None and one.organization.size_class in _GROUPED
    ]
    if unclear:
        return UNKNOWN, _("%(names)s의 기업집단이 등록되어 있지 않아 담당자가 확인합니다.") % {
            "names": ", ".join(unclear)
        }
    return _ok()


def _holds_credential(params: Mapping[str, Any], told: Application) -> Standing:
    """A credential that is recorded is certain; one that is not may exist on paper."""
    seat = params.get("seat")
    holders = [one.organization_id for one in told.partners if one.seat.key == seat]
    held = Credential.objects.filter(
        organization__in=holders if seat else [told.entry.lead_id],
        kind=params.get("credential", ""),
    )
    today = day_of(told.at)
    if any(one.valid_until is None or one.valid_until >= today for one in held):
        return _ok()
    return UNKNOWN, _("등록된 이력에 없습니다. 증빙을 첨부하면 담당자가 확인합니다.")


def _entries_per_lead(params: Mapping[str, Any], told: Application) -> Standing:
    most = int(params.get("most", 1))
    others = Entry.objects.filter(call=told.entry.call_id, lead=told.entry.lead_id)
    count = others.exclude(pk=told.entry.pk).exclude(state__in=_NOT_COUNTED).count()
    if count < most:
        return _ok()
    return FAULT, _(
        "한 곳이 대표로 %(most)s건까지 낼 수 있습니다. 낸 신청을 철회하거나 다른 곳이 대표가 되어 주십시오."
    ) % {"most": most}


def _no_same_merit(params: Mapping[str, Any], told: Application) -> Standing:
    """The same case may not be awarded twice; another case of the same team is for people to see."""
    key = str(params.get("question", ""))
    merits = [one for find in (_selected_before, *_merits) for one in find(told, key)]
    same = next((one for one in merits if _is_same(one, told, key)), None)
    if same is not None:
        return FAULT, _(
            "같은 공적이 이미 ‘%(award)s’에 선정되었습니다. 다른 사례로 신청해 주십시오."
        ) % {"award": same.award}
    if merits:
        awards = ", ".join(dict.fromkeys(one.award for one in merits))
        return UNKNOWN, _(
            "팀이 이미 받은 것(%(awards)s)과 다른 공적인지 담당자가 확인합니다. "
            "무엇이 다른지 신청서에 적어 주십시오."
        ) % {"awards": awards}
    return _ok()


def _is_same(merit: Merit, told: Application, key: str) -> bool:
    pairs = ((merit.title, told.title), (merit.told, told.answers.get(key)))
    return any(one and other and _plain(one) == _plain(other) for one, other in pairs)


def _plain(text: Any) -> str:
    return "".join(sign for sign in str(text).casefold() if sign.isalnum())


def _selected_before(told: Application, key: str) -> Iterable[Merit]:
    """Name what this team was already selected for in calls of the program that are published."""
    call = told.entry.call
    chosen = Entry.objects.filter(
        state="selected",
        call__program=call.program_id,
        call__state__in=("published", "ended"),
        partners__organization__in=told.organizations,
        partners__state="joined",
    ).exclude(call=call)
    for one in chosen.select_related("call").prefetch_related("answers__question").distinct():
        answers = {answer.question.key: answer.value for answer in one.answers.all()}
        yield Merit(one.title, one.call.name, str(answers.get(key) or ""))


_KINDS: Final[Mapping[str, Callable[[Mapping[str, Any], Application], Standing]]] = {
    RuleKind.RECENT: _recent,
    RuleKind.DECLARED: _declared,
    RuleKind.AT_MOST: _at_most,
    RuleKind.NOT_SAME_GROUP: _not_same_group,
    RuleKind.HOLDS_CREDENTIAL: _holds_credential,
    RuleKind.ENTRIES_PER_LEAD: _entries_per_lead,
    RuleKind.NO_SAME_MERIT: _no_same_merit,
}
