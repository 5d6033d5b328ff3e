"""A spreadsheet goes in by upload, columns, preview and one press, or not at all."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories import make_operator

from sangsaeng.kernel.models import SheetImport
from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Organization

pytestmark = pytest.mark.django_db

START = "organizations-import"


@pytest.fixture
def operator(client):
    person = make_operator()
    client.force_login(person)
    return person


def upload(client, content, name="기업.csv", route=START):
    """Hand a file in; return the answer."""
    return client.post(reverse(route), {"file": SimpleUploadedFile(name, content)})


def step(name):
    """The address of a later page of the newest import."""
    return reverse(f"{START}-{name}", args=[SheetImport.objects.latest("pk").code])


def choose(client):
    """Accept the columns as proposed."""
    form = client.get(step("columns")).context["form"]
    return client.post(step("columns"), {name: form[name].value() for name in form.fields})


@pytest.mark.usefixtures("operator")
def test_file_is_uploaded_looked_at_and_entered_with_a_press(client):
    upload(client, "기업명,규모\n가온정밀,중소기업\n나래전자,대기업\n".encode("cp949"))
    choose(client)
    preview = client.get(step("preview"))

    assert preview.context["counts"] == {"add": 2, "change": 0, "same": 0, "fault": 0}
    assert not Organization.objects.exists()

    entered = client.post(step("preview"), {"enter": "1"})

    assert entered.headers["Location"] == step("report")
    assert Organization.objects.count() == 2
    assert client.get(step("report")).context["report"]["added"] == 2


@pytest.mark.usefixtures("operator")
def test_second_press_enters_nothing_more(client):
    upload(client, "이름\n가온정밀\n".encode())
    choose(client)
    client.post(step("preview"), {"enter": "1"})

    again = client.post(step("preview"), {"enter": "1"})

    assert again.headers["Location"] == step("report")
    assert Organization.objects.count() == 1


@pytest.mark.usefixtures("operator")
def test_faulty_file_is_shown_with_its_rows_and_not_entered(client):
    upload(client, "이름,사업자등록번호\n가온정밀,\n나래전자,124-81-00999\n".encode())
    choose(client)

    shown = client.get(step("preview")).content.decode()
    pressed = client.post(step("preview"), {"enter": "1"})

    assert "3행 ‘사업자등록번호’(B3)" in shown
    assert pressed.status_code == 422
    assert not Organization.objects.exists()
    assert SheetImport.objects.get().entered_at is None


def test_person_decides_that_a_row_means_a_known_organization(client, operator, at):
    known = enter_organization(OrganizationFacts("롯데웰푸드"), actor=operator, at=at)
    upload(client, "이름,지역\n롯대웰푸드,서울\n".encode())
    choose(client)

    looked = client.post(step("preview"), {"row-2": known.code, "look": "1"})
    assert looked.context["counts"]["change"] == 1
    client.post(step("preview"), {"row-2": known.code, "enter": "1"})

    known.refresh_from_db()
    assert (known.region, Organization.objects.count()) == ("seoul", 1)


@pytest.mark.usefixtures("operator")
def test_column_is_corrected_by_hand_but_not_used_twice(client):
    upload(client, "가,나\n가온정밀,제주\n".encode())

    twice = client.post(step("columns"), {"name": "0", "region": "0"})
    right = client.post(step("columns"), {"name": "0", "region": "1"})
    client.post(step("preview"), {"enter": "1"})

    assert (twice.status_code, right.status_code) == (422, 302)
    assert Organization.objects.get().region == "jeju"


@pytest.mark.usefixtures("operator")
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "picture.xlsx"),
        (b"PK\x03\x04broken", "broken.xlsx"),
        (b"<html></html>", "page.csv"),
    ],
)
def test_file_that_is_no_spreadsheet_is_refused_with_a_reason(client, content, name):
    answer = upload(client, content, name)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not SheetImport.objects.exists()


@pytest.mark.usefixtures("operator")
def test_import_is_seen_only_by_the_one_who_handed_it_in(client):
    upload(client, "이름\n가온정밀\n".encode())
    urls = [step(name) for name in ("columns", "preview", "report")]
    client.force_login(make_operator())

    assert [client.get(url).status_code for url in urls] == [404, 404, 404]


@pytest.mark.usefixtures("operator")
def test_import_of_one_kind_is_not_open_as_another(client):
    upload(client, "이름\n가온정밀\n".encode())
    code = SheetImport.objects.get().code

    assert client.get(reverse("credentials-import-columns", args=[code])).status_code == 404


@pytest.mark.usefixtures("operator")
def test_template_taken_back_empty_says_that_there_is_nothing(client):
    content = client.get(reverse("organizations-import-template")).content
    assert load_workbook(BytesIO(content)).sheetnames[0] == "기업·기관"

    upload(client, content, "양식.xlsx")
    choose(client)

    assert client.post(step("preview"), {"enter": "1"}).status_code == 422
    assert not Organization.objects.exists()
