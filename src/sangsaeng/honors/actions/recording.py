"""Recording honors from before this platform: facts with their source, and no plaque."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from sangsaeng.honors.models import Holder, Honor
from sangsaeng.honors.rules import may_record_past
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.models import Program


@dataclass(frozen=True)
class PastHonor:
    """What was published of an honor."""

    round: str
    awarded_on: date
    source: str
    title: str = ""
    part: str = ""
    note: str = ""
    person_name: str = ""
    is_sample: bool = False


@action
def record_past_honor(
    program: Program,
    past: PastHonor,
    organizations: Sequence[Organization],
    *,
    actor: Person,
    at: datetime,
) -> Honor:
    """Record an honor as published; the same one is recorded once."""
    require(may_record_past(actor, program), actor)
    faults = {
        "round": (not past.round.strip(), _("회차를 적어 주십시오.")),
        "source": (not past.source.strip(), _("어디에서 발표했는지 출처를 적어 주십시오.")),
        "organizations": (not organizations, _("상을 받은 기업·기관을 하나 이상 적어 주십시오.")),
    }
    wrong = {field: fault for field, (is_wrong, fault) in faults.items() if is_wrong}
    if wrong:
        raise Invalid(wrong)
    known = _known(program, past, organizations[0])
    if known is not None:
        record(known, unchanged=True)
        return known
    honor = Honor.objects.create(program=program, entered_at=at, **vars(past))
    for position, one in enumerate(organizations, start=1):
        Holder.objects.create(honor=honor, organization=one, position=position, name=one.name)
    record(honor, **vars(past), organizations=list(organizations))
    return honor


def _known(program: Program, past: PastHonor, lead: Organization) -> Honor | None:
    same = Honor.objects.filter(program=program, round=past.round, awarded_on=past.awarded_on)
    return same.filter(
        holders__organization=lead, holders__position=1, title=past.title, entry=None
    ).first()
