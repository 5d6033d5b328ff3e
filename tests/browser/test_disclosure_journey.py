"""From a need to a drawing shown under an agreement: found, asked for, protected, proved, unseen."""

import io
import json
import re
import subprocess
import sys
from datetime import timedelta

import pytest
import typst
from allauth.account.models import EmailAddress
from pypdf import PdfReader
from tests.browser.conftest import PHONE
from tests.factories import MOMENT, make_member, make_operator

from sangsaeng.kernel import clock
from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Role
from sangsaeng.sample.people import PASSWORD

pytestmark = pytest.mark.browser

NEED = "원전 배관 밸브의 미세 누설을 운전 중에 찾는 기술"
# Not one word of it stands in the need as it is written here.
OTHER_WORDS = "밸브누설 운전중 감지"
DRAWING = "가람 음향센서 회로도"
SECRET = "CANARY-7F31"


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path):  # noqa: ARG001 - the database of the server
    """A large buyer, a small supplier and a third company, each with its people."""
    settings.BASE_URL = live_server.url
    operator = make_operator(name="한운영")
    account("operator@example.com", operator)
    for name, email, person in (
        ("대양원자력", "buyer@example.com", "이구매"),
        ("가람센서", "supplier@example.com", "박기술"),
        ("나루계기", "curious@example.com", "오엿봄"),
    ):
        company = enter_organization(OrganizationFacts(name), actor=operator, at=MOMENT)
        account(email, make_member(company, Role.OWNER, name=person))
        if email.startswith("supplier"):
            account("signer@example.com", make_member(company, Role.OWNER, name="정서명"))
    return live_server.url, tmp_path


def account(email, person):
    """A log-in for the person."""
    person.email = email
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)


def test_a_need_leads_to_a_drawing_that_only_its_holder_sees(visit, tmp_path):
    buyer, supplier, curious = visit(), visit(PHONE), visit()
    operator = visit()
    need = buyer_posts_a_need(buyer, operator)
    supplier_finds_it_in_other_words(supplier, need)
    buyer_accepts(buyer)
    supplier_seals_a_drawing(supplier, tmp_path)
    disclosure = buyer_demands_the_drawing(buyer)
    nothing_is_shown_yet(buyer, disclosure)
    supplier_grants(supplier, disclosure)
    both_agree_and_sign(buyer, supplier, disclosure)
    holder_views_with_a_watermark(buyer, disclosure)
    receipt_is_verified_on_the_command_line(buyer, disclosure, tmp_path)
    a_third_party_finds_nothing_anywhere(curious, disclosure)


def press(visit, label, scope="main"):
    """Press the button with this label."""
    visit.page.locator(f"{scope} button", has_text=label).first.click()
    visit.page.wait_for_load_state()


def buyer_posts_a_need(buyer, operator):
    buyer.sign_in("buyer@example.com")
    buyer.go("/needs/new/?kind=technology")
    page = buyer.page
    page.fill("[name=title]", NEED)
    page.fill(
        "[name=abstract]",
        "가동을 멈추지 않고 고온 배관의 밸브에서 새는 증기를 소리나 진동으로 찾아내는 센서와 "
        "진단 방법을 구합니다. 지금은 한 해에 두 번 사람이 점검하며 12시간이 걸립니다.",
    )
    page.fill("[name=problem]", "점검 12시간을 1시간으로 줄이고, 0.5 kg/h의 누설을 찾아야 합니다.")
    page.select_option("[name=readiness]", "6")
    page.fill("[name=detail]", "대상은 150 A 게이트 밸브 40대입니다.")
    buyer.keep("exchange-01-need-form")
    press(buyer, "저장하고 확인 요청")
    mine = page.url
    operator.sign_in("operator@example.com")
    operator.go("/checking/")
    operator.page.click("main a:has-text('자세히 보고 답하기')")
    operator.page.wait_for_load_state()
    operator.look()
    operator.keep("exchange-02-checked")
    press(operator, "확인")
    page.goto(mine)
    press(buyer, "공개")
    buyer.look()
    code = re.search(r"/listings/(\w+)/", mine)[1]
    buyer.go(f"/needs/{code}/")
    buyer.keep("exchange-03-need-published")
    return code


def supplier_finds_it_in_other_words(supplier, need):
    supplier.sign_in("supplier@example.com")
    supplier.go(f"/needs/?q={OTHER_WORDS}")
    supplier.keep("exchange-04-found-on-a-phone")
    supplier.page.click(f"main a[href^='/needs/{need}/']")
    supplier.page.wait_for_load_state()
    supplier.look()
    supplier.page.fill("#interest textarea", "음향 방출 센서로 0.3 kg/h까지 찾은 실적이 있습니다.")
    press(supplier, "관심 보내기")
    supplier.look()
    supplier.keep("exchange-05-interest-sent")


def buyer_accepts(buyer):
    buyer.go("/my/interests/")
    buyer.page.click("main .card-title a")
    buyer.page.wait_for_load_state()
    buyer.look()
    press(buyer, "수락")
    buyer.look()
    buyer.keep("exchange-06-interest-accepted")


def supplier_seals_a_drawing(supplier, folder):
    file = folder / "drawing.pdf"
    file.write_bytes(drawing())
    supplier.go("/my/materials/new/")
    page = supplier.page
    page.fill("[name=title]", DRAWING)
    page.fill("[name=secret]", f"앞단 증폭기의 값 {SECRET}")
    page.fill("[name=label]", "v1.2")
    page.set_input_files("[name=file]", str(file))
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    supplier.look()
    supplier.keep("exchange-07-drawing-sealed")


def drawing():
    """A one-page drawing with its secret."""
    source = f"#set page(width: 300pt, height: 200pt)\n{SECRET} R12"
    return typst.compile({"main": source.encode()}, format="pdf")


def buyer_demands_the_drawing(buyer):
    page = buyer.page
    page.click("main a:has-text('기술자료 요구서 쓰기')")
    page.wait_for_load_state()
    assert "요구받는 쪽: 가람센서" in page.inner_text("main")
    for field, words in {
        "purpose": "밸브 누설 감지 시험의 가부를 정하려 합니다.",
        "justification": "회로의 증폭 범위를 알아야 배관의 소음과 견줄 수 있습니다.",
        "name": f"{DRAWING} v1.2",
        "scope": "앞단 증폭기 부분",
        "method": "이 사이트에서 지정한 사람만 열람",
        "ownership": "자료와 결과물의 권리는 가람센서에 있음",
        "price": "없음(사전 검토)",
        "payment": "해당 없음",
    }.items():
        page.fill(f"[name={field}]", words)
    page.fill("[name=provide_on]", day(0))
    buyer.keep("exchange-08-demand-form")
    press(buyer, "저장")
    buyer.look()
    press(buyer, "요구서 보내기")
    buyer.look()
    buyer.keep("exchange-09-demand-sent")
    return re.search(r"/disclosures/(\w+)/", page.url)[1]


def day(number):
    """A day from now, as a form takes it."""
    return (clock.now() + timedelta(days=number)).date().isoformat()


def nothing_is_shown_yet(buyer, disclosure):
    """Viewing is providing: before the agreement is in force there is nothing to see."""
    for way in ("", "download/", "print/"):
        answer = buyer.page.request.get(
            f"{buyer.address}/disclosures/{disclosure}/materials/1/{way}"
        )
        assert answer.status in {403, 404, 409}
        assert SECRET not in answer.text()
    assert SECRET not in buyer.page.content()


def supplier_grants(supplier, disclosure):
    supplier.go(f"/disclosures/{disclosure}/answer/")
    supplier.keep("exchange-10-demand-received")
    supplier.page.check("[name=versions]")
    press(supplier, "제공하기로 하기", "#grant")
    supplier.look()


def both_agree_and_sign(buyer, supplier, disclosure):
    buyer.go(f"/disclosures/{disclosure}/agreement/")
    page = buyer.page
    page.fill("[name=period_from]", day(-1))
    page.fill("[name=period_until]", day(30))
    page.fill("[name=return_by]", day(35))
    page.fill("[name=holders]", "이구매, buyer@example.com, 설비팀장")
    page.click("main form:has([name=holders]) button[type=submit]")
    page.wait_for_load_state()
    buyer.look()
    buyer.keep("exchange-11-agreement-drafted")
    supplier.go(f"/disclosures/{disclosure}/agreement/")
    supplier.page.click(f"main form[action*='/disclosures/{disclosure}/agreement/agree/'] button")
    supplier.page.wait_for_load_state()
    sign(supplier, disclosure, "박기술", "exchange-12-signing-on-a-phone")
    sign(buyer, disclosure, "이구매", "exchange-13-signed")


def sign(visit, disclosure, name, picture):
    visit.go(f"/disclosures/{disclosure}/agreement/sign/")
    paper = visit.page.request.get(visit.address + visit.page.get_attribute("#paper a", "href"))
    assert "비밀유지" in text_of(paper.body())
    visit.keep(picture)
    visit.page.check("[name=has_read]")
    visit.page.fill("[name=name]", name)
    visit.page.fill("[name=title]", "대표")
    press(visit, "서명하기", "#sign")
    visit.look()


def text_of(content):
    """What the pages of a PDF say, without spaces."""
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def holder_views_with_a_watermark(buyer, disclosure):
    buyer.go(f"/disclosures/{disclosure}/")
    buyer.keep("exchange-14-disclosure-in-force")
    seen = buyer.page.request.get(f"{buyer.address}/disclosures/{disclosure}/materials/1/")
    assert seen.status == 200
    assert seen.headers["content-type"] == "application/pdf"
    assert seen.headers["cache-control"].find("no-store") >= 0
    said = text_of(seen.body())
    assert SECRET in said
    assert "이구매" in said
    assert "대양원자력" in said
    buyer.go(f"/disclosures/{disclosure}/")
    buyer.keep("exchange-15-the-view-is-on-the-ledger")


def receipt_is_verified_on_the_command_line(buyer, disclosure, folder):
    given = buyer.page.request.get(f"{buyer.address}/disclosures/{disclosure}/receipt.json")
    assert given.status == 200
    receipt = folder / "receipt.json"
    receipt.write_bytes(given.body())
    assert SECRET not in given.text()
    assert verify(receipt).returncode == 0
    changed = folder / "changed.json"
    changed.write_text(given.text().replace("이구매", "이판매"))
    assert json.loads(changed.read_text()) != json.loads(receipt.read_text())
    assert verify(changed).returncode == 1


def verify(file):
    """Check a receipt off-line, as anybody can."""
    command = [sys.executable, "-m", "sangsaeng.cli", "verify", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command


def a_third_party_finds_nothing_anywhere(curious, disclosure):
    curious.sign_in("curious@example.com")
    for path in (
        f"/search/?q={DRAWING}",
        f"/search/?q={SECRET}",
        f"/needs/?q={DRAWING}",
        f"/offers/?q={DRAWING}",
        "/disclosures/",
        "/my/materials/",
        "/my/interests/",
        "/my/notices/",
        "/ledger/",
    ):
        curious.go(path)
        shown = curious.page.inner_text("main")
        assert SECRET not in shown
        assert DRAWING not in shown
        assert disclosure not in shown
    curious.keep("exchange-16-a-third-party-finds-nothing")
    for path in (
        "",
        "agreement/",
        "agreement/sign/",
        "materials/1/",
        "materials/1/download/",
        "documents/1.pdf",
        "receipt.json",
        "receipt.pdf",
        "package.zip",
    ):
        there = curious.page.request.get(f"{curious.address}/disclosures/{disclosure}/{path}")
        nowhere = curious.page.request.get(f"{curious.address}/disclosures/ZZZZZZZZ/{path}")
        assert there.status == nowhere.status == 404, path
        assert SECRET not in there.text()
