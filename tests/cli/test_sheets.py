"""Sheets in and out from the shell use the same verbs as the pages."""

from io import BytesIO

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from tests.factories import make_member, make_operator, make_organization
from tests.fairs.factories import make_buyer, make_fair, make_supplier

from sangsaeng.cli.main import main
from sangsaeng.exchange.models import Listing
from sangsaeng.fairs.models import Request
from sangsaeng.organizations.models import Organization

pytestmark = pytest.mark.django_db


def run(*arguments):
    """Run the command and return what it answered."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def operator():
    """Who works at the shell."""
    return make_operator(email="operator@example.org")


@pytest.fixture
def fair():
    """A fair with a buyer and a supplier."""
    fair = make_fair(slug="autumn")
    make_buyer(fair, "한빛전자")
    make_supplier(fair, "가온정밀")
    return fair


def text(path, *lines):
    """Write a text file of lines."""
    path.write_text("\n".join(lines))
    return path


@pytest.mark.usefixtures("operator")
def test_preview_enters_nothing_and_entering_enters_all(tmp_path):
    sheet = text(tmp_path / "organizations.csv", "이름,종류", "가온정밀,기업", "나래소재,기업")

    seen = run("import", "organizations", sheet, "--as", "operator@example.org", "--preview")
    assert (seen.exit_code, Organization.objects.count()) == (0, 0), seen.output

    entered = run("import", "organizations", sheet, "--as", "operator@example.org")
    assert (entered.exit_code, Organization.objects.count()) == (0, 2), entered.output


@pytest.mark.usefixtures("operator", "fair")
def test_requests_come_in_and_go_out_unchanged(tmp_path):
    sheet = text(
        tmp_path / "requests.csv", "수요기업,공급기업,공급기업 희망", "한빛전자,가온정밀,꼭"
    )
    options = ("--fair", "autumn", "--as", "operator@example.org")

    entered = run("import", "requests", sheet, *options)
    assert (entered.exit_code, Request.objects.count()) == (0, 1), entered.output

    out = tmp_path / "out.xlsx"
    assert run("export", "requests", "-o", out, *options).exit_code == 0
    assert load_workbook(BytesIO(out.read_bytes())).active["B2"].value == "가온정밀"
    again = run("import", "requests", out, *options)
    assert "그대로 1" in again.output


@pytest.mark.usefixtures("operator", "fair")
@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("수요기업,공급기업", "한빛전자,가온정밀", "한빛전자,모르는기업"), "3행 ‘공급기업’"),
        (("수요기업,공급기업", "한빛전자,"), "2행 ‘공급기업’"),
        (("이름,나이", "한빛,3"), "requests.csv"),
    ],
)
def test_faulty_sheet_enters_nothing_and_names_the_place(tmp_path, lines, place):
    sheet = text(tmp_path / "requests.csv", *lines)

    refused = run("import", "requests", sheet, "--fair", "autumn", "--as", "operator@example.org")

    assert refused.exit_code == 2
    assert place in refused.stderr
    assert " / " in refused.stderr
    assert Request.objects.count() == 0


def test_nobody_is_refused_by_name(tmp_path):
    refused = run("export", "organizations", "-o", tmp_path / "o.xlsx", "--as", "who@example.org")

    assert refused.exit_code == 2
    assert "who@example.org" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_needs_and_offers_of_ones_own_organization_come_in_and_go_out_unchanged(tmp_path):
    owner = make_organization("가온누설진단")
    make_member(owner, email="member@example.org")
    options = ("--organization", "㈜가온 누설진단", "--as", "member@example.org")
    sheet = text(
        tmp_path / "needs.csv", "제목,종류,풀려는 문제", "누설을 찾는 기술,기술,분당 0.1리터"
    )

    seen = run("import", "needs", sheet, *options, "--preview")
    assert (seen.exit_code, Listing.objects.count()) == (0, 0), seen.output
    assert run("import", "needs", sheet, *options).exit_code == 0
    assert Listing.objects.get(side="need").owner == owner

    out = tmp_path / "out.csv"
    assert run("export", "needs", "-o", out, *options).exit_code == 0
    assert "그대로 1" in run("import", "needs", out, *options).output


@pytest.mark.usefixtures("operator")
def test_needs_of_an_organization_one_does_not_belong_to_are_not_touched(tmp_path):
    make_organization("가온누설진단")
    sheet = text(tmp_path / "needs.csv", "제목,종류", "누설을 찾는 기술,기술")

    answer = run(
        "import", "needs", sheet, "--organization", "가온누설진단", "--as", "operator@example.org"
    )

    assert (answer.exit_code, Listing.objects.count()) == (2, 0)
