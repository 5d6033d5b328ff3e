"""A need from the first word to the public: written with help, checked, published, on every screen."""

import pytest
from tests.browser.conftest import DESKTOP, PHONE

from sangsaeng.exchange.models import Listing
from sangsaeng.organizations.models import Organization

pytestmark = pytest.mark.browser


TITLE = "원전 배관의 떨림을 먼저 알아내는 방법"


def write_a_need(buyer):
    """Write it until nothing that is required is missing, and hand it in."""
    buyer.go("/needs/new/")
    buyer.keep("listings-kinds")
    buyer.go("/needs/new/?kind=technology")
    page = buyer.page
    before = page.locator("#guide li").count()
    page.fill("input[name=title]", TITLE)
    page.fill("textarea[name=abstract]", "운전 중 배관의 떨림이 커지기 전에 알고자 합니다. " * 5)
    page.fill("textarea[name=problem]", "진폭 0.2mm를 0.05mm까지 잽니다.")
    page.wait_for_function("n => document.querySelectorAll('#guide li').length < n", arg=before)
    buyer.look()
    buyer.keep("listings-writing")
    page.click("button[name=submit]")
    page.wait_for_url("**/listings/*/")
    buyer.look()
    buyer.keep("listings-own")


def test_a_need_is_written_with_help_checked_and_published(visit):
    buyer, operator = visit(DESKTOP), visit(DESKTOP)
    buyer.sign_in("buyer@example.com")
    write_a_need(buyer)
    listing = Listing.objects.get(title=TITLE)
    assert listing.state == "submitted"

    operator.sign_in("operator@example.com")
    operator.go("/checking/")
    operator.keep("listings-checking")
    operator.go(f"/listings/{listing.code}/check/")
    operator.keep("listings-check")
    operator.page.click("button[name=check]")
    operator.page.wait_for_url("**/checking/")

    buyer.go(f"/listings/{listing.code}/")
    buyer.page.click("form[action$='/step/publish/'] button")
    buyer.page.wait_for_url("**/listings/*/")
    listing.refresh_from_db()
    assert listing.state == "published"


def test_the_pages_of_an_owner_fit_every_screen(visit):
    owner = Organization.objects.get(name="한국수력원자력")
    own = Listing.objects.filter(owner=owner).first()
    paths = {
        "mine": "/my/listings/",
        "one": f"/listings/{own.code}/",
        "edit": f"/listings/{own.code}/edit/",
        "competitors": "/my/competitors/?find=예시",
        "import": f"/my/listings/import/{owner.code}/",
    }
    for size, screen in {"desktop": DESKTOP, "phone": PHONE}.items():
        buyer = visit(screen)
        buyer.sign_in("buyer@example.com")
        for name, path in paths.items():
            buyer.go(path)
            buyer.keep(f"listings-{name}-{size}")
