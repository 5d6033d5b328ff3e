"""What a spreadsheet would do: for each row an addition, a change, nothing, or a fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsaeng.kernel.refusals import Invalid
from sangsaeng.kernel.sheets.columns import SheetKind
from sangsaeng.kernel.sheets.rows import Parsed, Row
from sangsaeng.organizations.facts import CredentialFacts, OrganizationFacts
from sangsaeng.organizations.models import Credential, Kind, Organization
from sangsaeng.organizations.names import name_key
from sangsaeng.organizations.queries import by_business_number
from sangsaeng.organizations.resolving import Candidate, Resolution, resolve_all
from sangsaeng.organizations.sheets import CREDENTIALS, ORGANIZATIONS

Verdict = Literal["add", "change", "same", "fault"]
NEW = "new"


@dataclass(frozen=True)
class Difference:
    """One value that a row would change."""

    title: str
    old: str
    new: str


@dataclass(frozen=True)
class RowPlan:
    """What one row of a spreadsheet would do."""

    number: int
    verdict: Verdict
    title: str
    fault: str = ""
    organization: Organization | None = None
    facts: OrganizationFacts | CredentialFacts | None = None
    names: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a spreadsheet would do; it may be entered only without a fault."""

    rows: tuple[RowPlan, ...]
    warnings: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have the verdict."""
        return sum(row.verdict == verdict for row in self.rows)


def plan_organizations(
    parsed: Parsed, columns: frozenset[str], choices: Mapping[str, str] | None = None
) -> Plan:
    """Return what a sheet of organizations would do.

    ``choices`` maps a row's number to the code a person chose among the proposed organizations, or
    to ``new``.
    """
    meanings = resolve_all(str(row.values["name"]) for row in parsed.rows)
    known = _Known(parsed.rows, meanings)
    planner = _OrganizationPlanner(columns, choices or {}, known)
    return _plan(parsed, [planner.row(row) for row in parsed.rows])


def plan_credentials(parsed: Parsed, choices: Mapping[str, str] | None = None) -> Plan:
    """Return what a sheet of credentials would do, ``choices`` as for organizations."""
    meanings = resolve_all(str(row.values["organization"]) for row in parsed.rows)
    numbers = by_business_number(_numbers(parsed.rows))
    rows = [_credential_row(row, meanings, numbers, choices or {}) for row in parsed.rows]
    held = set(
        Credential.objects.filter(
            organization__in={row.organization.pk for row in rows if row.organization}
        ).values_list("organization_id", "kind", "year", "value")
    )
    return _plan(parsed, [_unless_held(row, held) for row in rows])


def _plan(parsed: Parsed, rows: Sequence[RowPlan]) -> Plan:
    language = get_language() or "ko"
    faults = [
        RowPlan(fault.row, "fault", fault.place, fault.text(language)) for fault in parsed.faults
    ]
    ordered = sorted([*rows, *faults], key=lambda row: row.number)
    return Plan(tuple(ordered), tuple(warning.text(language) for warning in parsed.warnings))


def _numbers(rows: Sequence[Row]) -> list[str]:
    return [str(row.values["business_number"]) for row in rows if row.values["business_number"]]


class _Known:
    """The organizations that the rows of a sheet may mean, fetched at once."""

    def __init__(self, rows: Sequence[Row], meanings: Mapping[str, Resolution]) -> None:
        codes = [row.identity for row in rows if row.identity]
        self._by_code = {
            each.code: each
            for each in Organization.objects.filter(code__in=codes, merged_into__isnull=True)
        }
        self._by_number = by_business_number(_numbers(rows))
        self._meanings = meanings
        certain = [found.organization.pk for found in meanings.values() if found.organization]
        rows_of = Organization.objects.prefetch_related("names").in_bulk(
            [*certain, *(each.pk for each in (*self._by_code.values(), *self._by_number.values()))]
        )
        self._names = {pk: {name.name for name in each.names.all()} for pk, each in rows_of.items()}

    def by_code(self, code: str) -> Organization | None:
        return self._by_code.get(code)

    def by_number(self, number: object) -> Organization | None:
        return self._by_number.get(str(number)) if number else None

    def meaning(self, name: str) -> Resolution:
        return self._meanings[name]

    def names_of(self, organization: Organization) -> set[str]:
        if organization.pk not in self._names:
            self._names[organization.pk] = set(organization.names.values_list("name", flat=True))
        return self._names[organization.pk]


class _OrganizationPlanner:
    """Decides row after row, remembering which organizations earlier rows meant."""

    def __init__(self, columns: frozenset[str], choices: Mapping[str, str], known: _Known) -> None:
        self._columns = columns
        self._choices = choices
        self._known = known
        self._first: dict[object, int] = {}

    def row(self, row: Row) -> RowPlan:
        name = str(row.values["name"])
        number = row.values["business_number"]
        organization, candidates, fault = self._meant(row, name, number)
        if not fault:
            fault = self._repeated(row, organization, name, number)
        if fault:
            return RowPlan(row.number, "fault", name, fault, candidates=candidates)
        try:
            facts = self._facts(row, organization).checked()
        except Invalid as refused:
            text = "; ".join(
                f"‘{_title(ORGANIZATIONS, key)}’: {fault}" for key, fault in refused.faults.items()
            )
            return RowPlan(row.number, "fault", name, _at(row, text))
        listed = row.values["other_names"]
        names = tuple(str(each) for each in listed) if isinstance(listed, tuple) else ()
        if organization is not None and organization.name != name and not row.identity:
            # Only a row that carries its identifier renames; another spelling is another name.
            facts, names = replace(facts, name=organization.name), (name, *names)
        if organization is None:
            return RowPlan(row.number, "add", name, "", None, facts, names, (), candidates)
        return self._changed(RowPlan(row.number, "change", name, "", organization, facts, names))

    def _meant(
        self, row: Row, name: str, number: object
    ) -> tuple[Organization | None, tuple[Candidate, ...], str]:
        """Return the organization a row means, whom else it may mean, and what is unclear."""
        if row.identity:
            found = self._known.by_code(row.identity)
            unknown = _at(
                row, _("식별자 ‘%(code)s’의 기업·기관이 없습니다. 식별자를 지우면 새로 등록합니다.")
            )
            return found, (), "" if found else unknown % {"code": row.identity}
        if found := self._known.by_number(number):
            return found, (), ""
        meaning = self._known.meaning(name)
        same = [each.organization for each in meaning.candidates if each.reason == "same"]
        same += [meaning.organization] if meaning.organization else []
        same = [each for each in same if not (number and each.business_number)]
        chosen = self._choices.get(str(row.number))
        possible = {each.organization.code: each.organization for each in meaning.candidates}
        if chosen in possible:
            return possible[chosen], meaning.candidates, ""
        if len(same) > 1:
            text = _("이름이 같은 곳이 여럿입니다. 사업자등록번호를 적어 구분해 주십시오.")
            return None, meaning.candidates, _at(row, text)
        return (same[0] if same else None), meaning.candidates, ""

    def _repeated(
        self, row: Row, organization: Organization | None, name: str, number: object
    ) -> str:
        """Return the fault when an earlier row already meant the same organization."""
        marks: list[object] = [organization.pk] if organization else [number or name_key(name)]
        first = self._first.setdefault(marks[0], row.number)
        if first == row.number:
            return ""
        return _at(row, _("%(first)s행과 같은 기업·기관입니다. 한 행만 남겨 주십시오.")) % {
            "first": first
        }

    def _facts(self, row: Row, organization: Organization | None) -> OrganizationFacts:
        """Return the row's facts; what the file has no column for stays as it is."""
        given: dict[str, Any] = {
            key: row.values[key] or ("" if key != "business_number" else None)
            for key in self._columns & OrganizationFacts("").as_fields.keys()
        }
        if not given.get("kind"):
            given.pop("kind", None)
        if organization is None:
            return OrganizationFacts(**{"kind": Kind.COMPANY.value, **given})
        return replace(OrganizationFacts.of(organization), **given)

    def _changed(self, plan: RowPlan) -> RowPlan:
        organization, facts = plan.organization, plan.facts
        if organization is None or not isinstance(facts, OrganizationFacts):
            return plan
        old = OrganizationFacts.of(organization).as_fields
        differences = [
            Difference(_title(ORGANIZATIONS, key), _shown(key, old[key]), _shown(key, value))
            for key, value in facts.as_fields.items()
            if old[key] != value
        ]
        held = {name_key(name) for name in self._known.names_of(organization)}
        added = tuple(name for name in plan.names if name_key(name) not in held)
        if added:
            differences.append(
                Difference(_title(ORGANIZATIONS, "other_names"), "", "+ " + ", ".join(added))
            )
        verdict: Verdict = "change" if differences else "same"
        return replace(plan, verdict=verdict, names=added, differences=tuple(differences))


def _credential_row(
    row: Row,
    meanings: Mapping[str, Resolution],
    numbers: Mapping[str, Organization],
    choices: Mapping[str, str],
) -> RowPlan:
    name = str(row.values["organization"])
    meaning = meanings[name]
    possible = {each.organization.code: each.organization for each in meaning.candidates}
    organization = (
        numbers.get(str(row.values["business_number"]))
        or meaning.organization
        or possible.get(choices.get(str(row.number), ""))
    )
    if organization is None:
        text = _("‘%(name)s’: 어느 곳인지 알 수 없습니다. 먼저 등록하거나 이름을 고쳐 주십시오.")
        fault = _at(row, text % {"name": name})
        return RowPlan(row.number, "fault", name, fault, candidates=meaning.candidates)
    values = {key: row.values[key] for key in ("kind", "year", "value", "source", "note")}
    facts = CredentialFacts(
        **{key: value or "" for key, value in values.items()},  # type: ignore[arg-type]  # the sheet's columns have these types
        awarded_on=row.values["awarded_on"],  # type: ignore[arg-type]  # a column of dates
        valid_until=row.values["valid_until"],  # type: ignore[arg-type]  # a column of dates
        name_as_published=name if name != organization.name else "",
    )
    try:
        checked = facts.checked()
        return RowPlan(
            row.number, "add", name, "", organization, checked, candidates=meaning.candidates
        )
    except Invalid as refused:
        text = "; ".join(
            f"‘{_title(CREDENTIALS, key)}’: {fault}" for key, fault in refused.faults.items()
        )
        return RowPlan(row.number, "fault", name, _at(row, text))


def _unless_held(row: RowPlan, held: set[tuple[int, str, int, str]]) -> RowPlan:
    """Return the row as «nothing to do» when the organization has the credential already."""
    facts, organization = row.facts, row.organization
    if organization is None or not isinstance(facts, CredentialFacts):
        return row
    key = (organization.pk, facts.kind, facts.year, facts.value)
    return replace(row, verdict="same") if key in held else row


def _at(row: Row, text: str) -> str:
    return _("%(row)s행: %(text)s") % {"row": row.number, "text": text}


def _title(kind: SheetKind, key: str) -> str:
    return kind.column(key).title(get_language() or "ko")


def _shown(key: str, value: object) -> str:
    column = ORGANIZATIONS.column(key)
    titles = {choice.key: choice.title(get_language() or "ko") for choice in column.choices}
    return titles.get(str(value), str(value)) if value else ""
