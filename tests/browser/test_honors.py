"""From giving to checking: what officers, holders and the public see of honors, on both screens."""

import pytest
from django.conf import settings
from django.test import Client
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import MOMENT, make_operator
from tests.honors.factories import given_honor, make_honor
from tests.programs.factories import make_entry

from sangsaeng.honors.models import Plaque
from sangsaeng.web.page import THEME_COOKIE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path):  # noqa: ARG001 - the database of the server
    """The running site without the sample: what is seen here is made here."""
    settings.BASE_URL = live_server.url
    return live_server.url, tmp_path


@pytest.fixture
def world(site):  # noqa: ARG001 - addresses are those of the running site
    """One honor with its plaques, one past honor, and one case that waits."""
    world, honor = given_honor(MOMENT, part="기술협력", summary="세정 공정을 함께 고쳤습니다.")
    make_honor(world.program, world.other, world.other_small, round="2023 1차", part="ESG")
    make_entry(world.call, world.other, world.other_small, state="selected", title="기다리는 사례")
    world.honor, world.plaque = honor, Plaque.objects.order_by("pk").first()
    world.operator = make_operator()
    return world


def signed_in(guest, person):
    """Let the browser be this person."""
    client = Client()
    client.force_login(person)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "url": guest.address}
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    guest.page.context.add_cookies([{**cookie, "value": value}])


@pytest.mark.parametrize(("screen", "mode"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_the_public_looks_and_checks(visit, world, screen, mode):
    guest = visit(screen)
    guest.page.context.add_cookies([{"name": THEME_COOKIE, "value": mode, "url": guest.address}])
    for name, path in (
        ("gallery", "/honors/"),
        ("case", f"/honors/{world.honor.code}/"),
        ("look-up", "/verify/"),
        ("valid", f"/verify/{world.plaque.code}"),
    ):
        guest.go(path)
        guest.keep(f"honors-{name}-{screen['width']}")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE])
def test_the_officer_gives_and_revokes(visit, world, screen):
    guest = visit(screen)
    signed_in(guest, world.officer)
    guest.go(f"/calls/{world.call.slug}/honors/")
    guest.keep(f"honors-to-give-{screen['width']}")
    guest.page.click("main form button[type=submit]")
    guest.look()
    assert "1건에 상을 주었습니다." in guest.page.content()
    guest.keep(f"honors-given-{screen['width']}")
    guest.go(f"/honors/{world.honor.code}/revoke/")
    guest.page.fill("textarea", "제출한 실적이 사실과 달랐습니다.")
    guest.page.click("main form button[type=submit]")
    guest.go(f"/verify/{world.plaque.code}")
    guest.keep(f"honors-revoked-{screen['width']}")
    assert "취소된 기념패입니다" in guest.page.content()


def test_the_operator_keeps_the_keys(visit, world):
    guest = visit(DESKTOP)
    signed_in(guest, world.operator)
    guest.go("/honors/keys/")
    guest.keep("honors-keys")
    guest.page.click("text=새 열쇠로 바꾸기")
    guest.look()
    assert "새 열쇠로 바꾸었습니다" in guest.page.content()
