"""A spreadsheet of organizations adds, changes, or does nothing; with one fault it does nothing at all."""

from dataclasses import replace

import pytest
from tests.factories import make_member, make_operator

from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.kernel.sheets.mapping import find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import read_sheet
from sangsaeng.kernel.sheets.rows import parse_rows
from sangsaeng.kernel.sheets.tables import table_of
from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx
from sangsaeng.organizations.actions import (
    edit_organization,
    enter_organization,
    import_credentials,
    import_organizations,
)
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.importing import plan_credentials, plan_organizations
from sangsaeng.organizations.models import Credential, Organization, Role
from sangsaeng.organizations.refusals import ImportFaulty
from sangsaeng.organizations.sheets import (
    CREDENTIALS,
    ORGANIZATIONS,
    credential_records,
    organization_records,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def enter(operator, at):
    def entered(name, *names, **facts):
        return enter_organization(
            OrganizationFacts(name, **facts), actor=operator, at=at, names=names
        )

    return entered


def read(content, kind=ORGANIZATIONS):
    """The rows of a file and the columns it has."""
    sheet = find_header(kind, read_sheet(content, "a.csv"))
    mapping = propose_mapping(kind, sheet.header)
    return parse_rows(mapping, sheet), frozenset(match.column.key for match in mapping.matches)


def planned(text, choices=None):
    """What a sheet written as lines of text would do."""
    parsed, columns = read(text.encode())
    return plan_organizations(parsed, columns, choices)


def verdicts(plan):
    return [(row.number, row.verdict) for row in plan.rows]


def test_rows_add_change_or_leave_alone(enter, operator, at):
    enter("삼성전자", size_class="large", region="seoul")
    enter("현대건설", size_class="large")

    plan = planned(
        "기업명,규모,소재지\n㈜삼성전자,대기업,서울\n현대건설,대기업,제주도\n새로정밀,중소기업,경기\n"
    )
    report = import_organizations(plan, actor=operator, at=at)

    assert report == {"added": 1, "changed": 1, "same": 1}
    assert Organization.objects.filter(name="삼성전자").exists()
    assert Organization.objects.get(name="현대건설").region == "jeju"
    assert Organization.objects.get(name="새로정밀").size_class == "sme"


def test_what_the_file_has_no_column_for_stays(enter, operator, at):
    enter("현대건설", size_class="large", profile="집을 짓습니다", homepage="https://hd.example")

    import_organizations(planned("이름,지역\n현대건설,제주\n"), actor=operator, at=at)

    after = Organization.objects.get()
    assert (after.profile, after.size_class, after.region) == ("집을 짓습니다", "large", "jeju")


def test_change_is_shown_before_it_happens(enter):
    enter("현대건설", size_class="large")

    (row,) = planned("이름,기업 규모\n현대건설,중견기업\n").rows

    (difference,) = row.differences
    assert (difference.title, difference.old, difference.new) == (
        "기업 규모",
        "대기업",
        "중견기업",
    )


def test_one_fault_stops_everything_and_names_row_and_column(operator, at):
    plan = planned("이름,사업자등록번호\n가온정밀,124-81-00998\n나래전자,124-81-00999\n")

    with pytest.raises(ImportFaulty):
        import_organizations(plan, actor=operator, at=at)

    fault = next(row.fault for row in plan.rows if row.verdict == "fault")
    assert fault.startswith("3행 ‘사업자등록번호’(B3)")
    assert not Organization.objects.exists()
    assert not AuditEvent.objects.exists()


def test_fault_found_only_while_entering_undoes_the_rows_before_it(operator, at, enter):
    plan = planned("이름\n가온정밀\n나래전자\n")
    enter("나래전자")

    with pytest.raises(Exception, match="already_known"):
        import_organizations(plan, actor=operator, at=at)

    assert list(Organization.objects.values_list("name", flat=True)) == ["나래전자"]


def test_likely_duplicate_is_proposed_and_a_person_decides(enter, operator, at):
    known = enter("롯데웰푸드")
    text = "이름,지역\n롯대웰푸드,서울\n"

    (row,) = planned(text).rows
    assert (row.verdict, [each.organization for each in row.candidates]) == ("add", [known])

    import_organizations(planned(text, {"2": known.code}), actor=operator, at=at)
    known.refresh_from_db()
    assert (known.name, known.region) == ("롯데웰푸드", "seoul")
    assert Organization.objects.count() == 1
    assert known.names.get(name="롯대웰푸드").use == "alias"


def test_same_name_twice_in_a_file_is_a_fault_of_the_later_row():
    plan = planned("이름\nSK실트론\n에스케이(SK)실트론\n")

    assert verdicts(plan) == [(2, "add"), (3, "fault")]
    assert "2행" in plan.rows[1].fault


def test_same_name_with_other_number_is_another_organization(enter):
    enter("대성", business_number="1248100998")

    plan = planned("이름,사업자등록번호\n대성,220-81-62517\n")

    assert verdicts(plan) == [(2, "add")]


def test_name_of_two_organizations_asks_for_the_number(enter):
    enter("대성", business_number="1248100998")
    enter("대성", business_number="2208162517")

    assert verdicts(planned("이름\n대성\n")) == [(2, "fault")]
    assert verdicts(planned("이름,사업자등록번호\n대성,124-81-00998\n")) == [(2, "same")]


def test_unknown_identifier_is_a_fault():
    (row,) = planned("이름,식별자\n가온정밀,ZZZZZZZZ\n").rows

    assert (row.verdict, "ZZZZZZZZ" in row.fault) == ("fault", True)


@pytest.mark.parametrize("write", [write_xlsx, write_csv], ids=["xlsx", "csv"])
def test_export_edited_and_taken_back_changes_only_what_was_edited(enter, operator, at, write):
    enter("삼성전자", "Samsung", size_class="large", business_number="1248100998", sector="C26")
    enter("=위험상사", profile="+1\n-2", size_class="sme", region="jeju")
    enter("한국전력공사", kind="public_institution", name_en="KEPCO", source="https://k.example")
    codes = set(Organization.objects.values_list("code", flat=True))
    records = organization_records(Organization.objects.prefetch_related("names"))

    def taken_back(records):
        table = table_of(ORGANIZATIONS, records)
        parsed, columns = read(write([table]) if write is write_xlsx else write(table))
        return plan_organizations(parsed, columns)

    assert {row.verdict for row in taken_back(records).rows} == {"same"}

    edited = [{**each, "name": "케이이피"} if each["name_en"] else each for each in records]
    plan = taken_back(edited)
    import_organizations(plan, actor=operator, at=at)

    assert sorted(row.verdict for row in plan.rows) == ["change", "same", "same"]
    assert Organization.objects.get(name="케이이피").kind == "public_institution"
    assert set(Organization.objects.values_list("code", flat=True)) == codes


def test_row_changed_by_somebody_else_since_the_preview_stops_the_import(enter, operator, at):
    organization = enter("현대건설", size_class="large")
    plan = planned("이름,지역\n현대건설,제주\n")
    facts = replace(OrganizationFacts.of(organization), region="seoul")
    edit_organization(Organization.objects.get(), facts, actor=operator, at=at)

    with pytest.raises(Exception, match="changed_meanwhile"):
        import_organizations(plan, actor=operator, at=at)

    assert Organization.objects.get().region == "seoul"


def test_only_operators_import(enter, at):
    owner = make_member(enter("가온정밀"), Role.OWNER)

    with pytest.raises(NotAllowed):
        import_organizations(planned("이름\n나래전자\n"), actor=owner, at=at)


class TestCredentials:
    """Grades and awards come in with their source, for organizations that are known."""

    HEADER = "기업명,종류,연도,등급,출처\n"

    def planned(self, text):
        parsed, _columns = read((self.HEADER + text).encode(), CREDENTIALS)
        return plan_credentials(parsed)

    def test_they_are_recorded_under_any_spelling(self, enter, operator, at):
        organization = enter("SK실트론")
        text = "에스케이(SK)실트론,동반성장지수 등급,2024,최우수,https://a.example\n"

        report = import_credentials(self.planned(text), actor=operator, at=at)

        assert report == {"added": 1, "changed": 0, "same": 0}
        assert organization.credentials.get().name_as_published == "에스케이(SK)실트론"
        assert verdicts(self.planned(text)) == [(2, "same")]

    def test_unknown_organization_or_missing_source_stops_everything(self, enter, operator, at):
        enter("SK실트론")
        plan = self.planned(
            "SK실트론,표창,2024,대상,https://a.example\n모르는곳,표창,2024,대상,https://a.example\n"
            "SK실트론,표창,2023,대상,\n"
        )

        with pytest.raises(ImportFaulty):
            import_credentials(plan, actor=operator, at=at)
        assert verdicts(plan) == [(2, "add"), (3, "fault"), (4, "fault")]
        assert not Credential.objects.exists()

    def test_export_taken_back_changes_nothing(self, enter, operator, at):
        enter("SK실트론")
        text = "SK실트론,윈윈 아너스,2024,1차,https://a.example\n"
        import_credentials(self.planned(text), actor=operator, at=at)
        rows = Credential.objects.select_related("organization")

        content = write_xlsx([table_of(CREDENTIALS, credential_records(rows))])

        assert verdicts(plan_credentials(read(content, CREDENTIALS)[0])) == [(2, "same")]
