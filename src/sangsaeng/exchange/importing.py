"""What a spreadsheet of needs and offers would do: row by row an addition, a change, nothing, a fault."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsaeng.exchange.facts import ListingFacts, certificate_label
from sangsaeng.exchange.identity import Identity, identity_of
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.refusals.listing import NotComplete, TellsWhoItIs
from sangsaeng.exchange.sheets import LISTINGS, facts_of_row
from sangsaeng.kernel.refusals import Invalid, Refusal
from sangsaeng.kernel.sheets.rows import Parsed, Row
from sangsaeng.organizations.models import Organization

Verdict = Literal["add", "change", "same", "fault"]
CHUNK: Final = 500


@dataclass(frozen=True)
class RowPlan:
    """What one row would do; ``note`` is what will have to be mended before it is checked."""

    number: int
    verdict: Verdict
    title: str
    fault: str = ""
    note: str = ""
    listing: Listing | None = None
    facts: ListingFacts | None = None
    old: ListingFacts | None = None

    @property
    def differences(self) -> Iterator[tuple[str, str, str]]:
        """Yield what would change: the heading, the old value, the new."""
        if self.facts is None or self.old is None:
            return
        before, after = _flat(self.old), _flat(self.facts)
        for column in LISTINGS.columns:
            old, new = before.get(column.key, ""), after.get(column.key, "")
            if old != new:
                yield column.title(get_language() or "ko"), _shown(old), _shown(new)


@dataclass(frozen=True)
class Plan:
    """What a spreadsheet would do; it may be entered only without a fault."""

    rows: tuple[RowPlan, ...]
    warnings: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have the verdict."""
        return sum(row.verdict == verdict for row in self.rows)


def plan_listings(
    parsed: Parsed,
    columns: frozenset[str],
    owner: Organization,
    *,
    submits: bool,
    side: str = Side.OFFER,
) -> Plan:
    """Return what a sheet would do to the owner's needs and offers.

    With ``submits`` new rows and drafts are handed in to be checked, so what would be refused then
    is a fault now; otherwise it is a note. Rows that do not say so are of the ``side``.
    """
    language = get_language() or "ko"
    planner = _Planner(columns, owner, _known(parsed.rows, owner), side, submits=submits)
    rows = [planner.row(row) for row in parsed.rows]
    rows += [
        RowPlan(fault.row, "fault", fault.place, fault.text(language)) for fault in parsed.faults
    ]
    rows.sort(key=lambda row: row.number)
    return Plan(tuple(rows), tuple(warning.text(language) for warning in parsed.warnings))


class _Planner:
    """Decides row after row for one owner."""

    def __init__(
        self,
        columns: frozenset[str],
        owner: Organization,
        known: dict[str, Listing],
        side: str,
        *,
        submits: bool,
    ) -> None:
        self._columns = columns
        self._known = known
        self._side = side
        self._submits = submits
        self._identity: Identity = identity_of(owner)

    def row(self, row: Row) -> RowPlan:
        title = str(row.values["title"])
        listing = self._known.get(row.identity or "")
        if row.identity and listing is None:
            text = _("식별자 ‘%(code)s’의 글이 없습니다. 식별자를 지우면 새로 올립니다.")
            return RowPlan(row.number, "fault", title, _at(row, text % {"code": row.identity}))
        old = ListingFacts.of(listing) if listing else None
        try:
            facts = facts_of_row(
                row.values, self._columns, old or ListingFacts(self._side, "", "")
            ).checked()
        except Invalid as refused:
            return RowPlan(row.number, "fault", title, _at(row, _faults(refused)))
        if old is not None and facts.side != old.side:
            text = _("구분(수요·제안)은 바꿀 수 없습니다. 새 행으로 올려 주십시오.")
            return RowPlan(row.number, "fault", title, _at(row, text))
        plan = RowPlan(row.number, "add", title, "", "", listing, facts, old)
        if listing is not None:
            plan = replace(plan, verdict="same" if facts == old else "change")
        return self._unless_unready(plan, row)

    def _unless_unready(self, plan: RowPlan, row: Row) -> RowPlan:
        if plan.facts is None:
            return plan
        goes_on = plan.listing is not None and plan.listing.state != "draft"
        if goes_on and plan.verdict == "same":
            return plan
        unready = self._unready(plan.facts)
        if unready is None:
            return plan
        if goes_on or self._submits:
            return replace(plan, verdict="fault", fault=_at(row, unready.sentence))
        return replace(plan, note=unready.sentence)

    def _unready(self, facts: ListingFacts) -> Refusal | None:
        """Return what checking would refuse, if anything."""
        if missing := facts.missing:
            return NotComplete(missing=", ".join(missing))
        words = self._identity.found_in(facts.public_texts) if facts.is_anonymous else []
        return TellsWhoItIs(words="’, ‘".join(words)) if words else None


def _known(rows: Sequence[Row], owner: Organization) -> dict[str, Listing]:
    codes = [row.identity for row in rows if row.identity]
    found = Listing.objects.of(owner).select_related("owner", "checker")
    return {
        each.code: each
        for start in range(0, len(codes), CHUNK)
        for each in found.filter(code__in=codes[start : start + CHUNK])
    }


def _flat(facts: ListingFacts) -> dict[str, Any]:
    said = facts.as_fields
    said["certificates"] = ", ".join(map(certificate_label, said["certificates"]))
    return {**said, **said.pop("particulars")}


def _shown(value: object) -> str:
    longest = 60
    text = "" if value is None else str(value)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _faults(refused: Invalid) -> str:
    language = get_language() or "ko"
    titles = {column.key: column.title(language) for column in LISTINGS.columns}
    return "; ".join(f"‘{titles.get(key, key)}’: {text}" for key, text in refused.faults.items())


def _at(row: Row, text: str) -> str:
    return _("%(row)s행: %(text)s") % {"row": row.number, "text": text}
