"""Who may enter, checked on every entry alike: what holds, what does not, what is not known yet.

The parameters of a rule, by its kind (keys name questions of the form):

``recent``            ``question`` (the day the activity ended), ``running`` (yes or no: still
                      going on), ``months`` before the notice (12)
``declared``          ``question`` or ``questions``: each answered «yes»
``at_most``           ``question`` (number or amount), ``most``
``not_same_group``    –
``holds_credential``  ``kind`` of the credential, ``values`` that count (any), ``seat`` (the lead)
``entries_per_lead``  ``most`` (1)
``no_same_merit``     ``years`` back (all)

Only what is certainly wrong keeps an entry from being handed in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.particles import settled
from sangsaeng.organizations.models import Credential, SizeClass
from sangsaeng.organizations.names import name_key
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
    organizations: Sequence[int] = field(default_factory=tuple)


Merits = Callable[[Application], Iterable[Merit]]
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
    """Finished within so many months before the notice, or still going on."""
    running = told.answers.get(str(params.get("running", "")))
    ended = day_in(told.answers.get(str(params.get("question", ""))) or "")
    if running is True:
        return _ok()
    if ended is None:
        return _unanswered()
    notice = day_of(told.entry.call.announced_at or told.at)
    first = _months_before(notice, int(params.get("months", 12)))
    if ended >= first:
        return _ok()
    return FAULT, _(
        "%(first)s 뒤에 끝났거나 진행 중인 활동만 신청할 수 있습니다. 끝난 날을 확인해 주십시오."
    ) % {"first": first.isoformat()}


def _declared(params: Mapping[str, Any], told: Application) -> Standing:
    keys = params.get("questions") or [params.get("question", "")]
    answers = [told.answers.get(str(key)) for key in keys]
    if any(one is False for one in answers):
        return FAULT, _("확인 문항에 ‘예’라고 답할 수 있어야 신청할 수 있습니다.")
    return _ok() if all(one is True for one in answers) else _unanswered()


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
        organization__in=holders if seat else [told.entry.lead_id], kind=params.get("kind", "")
    )
    if values := params.get("values"):
        held = held.filter(value__in=values)
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
    merits = [one for find in (_selected_before(params), *_merits) for one in find(told)]
    same = next((one for one in merits if name_key(one.title) == name_key(told.title)), None)
    if same is not None and told.title:
        return FAULT, _(
            "같은 공적이 이미 ‘%(award)s’에 선정되었습니다. 다른 사례로 신청해 주십시오."
        ) % {"award": same.award}
    if merits:
        awards = ", ".join(dict.fromkeys(one.award for one in merits))
        return UNKNOWN, _(
            "팀이 이미 받은 것(%(awards)s)과 다른 공적인지 담당자가 확인합니다. 무엇이 다른지 신청서에 적어 주십시오."
        ) % {"awards": awards}
    return _ok()


def _selected_before(params: Mapping[str, Any]) -> Merits:
    def find(told: Application) -> Iterable[Merit]:
        call = told.entry.call
        chosen = Entry.objects.filter(
            state="selected",
            call__program=call.program_id,
            call__state__in=("published", "ended"),
            partners__organization__in=told.organizations,
            partners__state="joined",
        ).exclude(call=call)
        if years := params.get("years"):
            since = _months_before(day_of(call.announced_at or told.at), 12 * int(years))
            chosen = chosen.filter(call__published_at__date__gte=since)
        for one in chosen.select_related("call").distinct():
            yield Merit(one.title, one.call.name)

    return find


def _months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last of that month."""
    place = day.year * 12 + day.month - 1 - months
    year, month = divmod(place, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - date.resolution).day  # noqa: PLR2004 - December
    return date(year, month + 1, min(day.day, last))


_KINDS: Final[Mapping[str, Callable[[Mapping[str, Any], Application], Standing]]] = {
    RuleKind.RECENT: _recent,
    RuleKind.DECLARED: _declared,
    RuleKind.AT_MOST: _at_most,
    RuleKind.NOT_SAME_GROUP: _not_same_group,
    RuleKind.HOLDS_CREDENTIAL: _holds_credential,
    RuleKind.ENTRIES_PER_LEAD: _entries_per_lead,
    RuleKind.NO_SAME_MERIT: _no_same_merit,
}
