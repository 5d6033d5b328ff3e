"""Honors for tests: plain rows; what actions do is tested through actions."""

from datetime import date

from tests.factories import MOMENT

from sangsaeng.honors.models import Holder, Honor


def make_honor(program, *organizations, **fields):
    """An honor of these organizations, from a source unless from an entry."""
    fields.setdefault("awarded_on", date(2026, 11, 20))
    if "entry" not in fields:
        fields.setdefault("source", "https://example.org/award")
    honor = Honor.objects.create(
        program=program, round=fields.pop("round", "2026년 1차"), entered_at=MOMENT, **fields
    )
    for position, one in enumerate(organizations, start=1):
        Holder.objects.create(honor=honor, organization=one, position=position, name=one.name)
    return honor
