"""Every page that a role can reach holds: a crawl of the whole site in a real browser."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from tests.browser.conftest import DESKTOP, PHONE

from sangsaeng.fairs.actions.planning import plan_fair
from sangsaeng.fairs.actions.publishing import publish
from sangsaeng.fairs.models import Fair, Request
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.sample.fair import SLUG, draw_requests
from sangsaeng.web.page import THEME_COOKIE

pytestmark = pytest.mark.browser

MOST_PAGES = 60
FILE = re.compile(r"\.(xlsx|csv|json|pdf|ics)$")
LINKS = """() => [...document.querySelectorAll('nav a[href], main a[href]')]
    .map(link => link.href).filter(href => href.startsWith(location.origin))"""
SHOWN = """() => ({
    headings: document.querySelectorAll('h1').length,
    language: document.documentElement.lang,
    onward: document.querySelectorAll('main a[href], main button').length})"""


@dataclass(frozen=True)
class Look:
    """Who looks at the site, in which language, mode and screen."""

    role: str
    language: str
    mode: str
    screen: dict


LOOKS = (
    Look("officer", "ko", "light", DESKTOP),
    Look("supplier", "en", "dark", PHONE),
    Look("operator", "en", "dark", DESKTOP),
    Look("", "ko", "light", PHONE),
)


@pytest.fixture
def announced(site):  # noqa: ARG001 - the sample is loaded into it
    """The sample fair with its requests, a version in force and a draft after it."""
    fair = Fair.objects.get(slug=SLUG)
    officer, at = Person.objects.get(email="officer@example.com"), clock.now()
    Request.objects.bulk_create(
        Request(fair=fair, entered_at=at, is_sample=True, **vars(drawn))
        for drawn in draw_requests(fair)
    )
    publish(plan_fair(fair, actor=officer, at=at), actor=officer, at=at)
    plan_fair(fair, actor=officer, at=at)


@dataclass
class Crawl:
    """A walk along every link, one page for each name of an address; keeps what is wrong."""

    visit: object
    look: Look
    # The style guide has its own tests; the addresses of its examples lead nowhere.
    seen: set = field(default_factory=lambda: {"styleguide"})
    waiting: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    pages: int = 0

    def walk(self):
        """Open page after page until no new one is linked."""
        outside = []
        self.visit.page.on("request", lambda request: outside.append(request.url))
        for path in ("/", "/my/", f"/fairs/{SLUG}/"):
            self._remember(path)
        while self.waiting and self.pages < MOST_PAGES:
            path = self.waiting.pop(0)
            if FILE.search(urlsplit(path).path):
                self._fetch(path)
            else:
                self._open(path)
        here = (self.visit.address, "data:")
        self.faults += [("asks outside", url) for url in outside if not url.startswith(here)]

    def _open(self, path):
        page = self.visit.page
        self.pages += 1
        page.set_viewport_size(self.look.screen)
        status = page.goto(self.visit.address + path).status
        if status >= 400:
            self.faults.append((path, status))
            return
        shown = page.evaluate(SHOWN)
        if shown["headings"] != 1 or shown["language"] != self.look.language or not shown["onward"]:
            self.faults.append((path, shown))
        for found in Axe().run(page).response["violations"]:
            places = [node["target"] for node in found["nodes"][:3]]
            self.faults.append((path, found["id"], places))
        page.set_viewport_size(PHONE)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wider > 0:
            self.faults.append((path, f"{wider} px wider than a phone"))
        self.faults += [(path, fault) for fault in self.visit.faults]
        self.visit.faults.clear()
        for link in page.evaluate(LINKS):
            self._remember(link.removeprefix(self.visit.address))

    def _fetch(self, path):
        answer = self.visit.page.context.request.get(self.visit.address + path)
        if answer.status >= 400:
            self.faults.append((path, answer.status))

    def _remember(self, path):
        address = urlsplit(path).path
        try:
            name = resolve(address).view_name
        except Resolver404:
            name = address
        if name not in self.seen:
            self.seen.add(name)
            self.waiting.append(path.partition("#")[0])


def test_every_page_of_every_role_holds(visit, announced, settings):  # noqa: ARG001 - the state of the site
    faults = []
    for look in LOOKS:
        someone = visit(look.screen)
        choices = {THEME_COOKIE: look.mode, settings.LANGUAGE_COOKIE_NAME: look.language}
        someone.page.context.add_cookies(
            [
                {"name": name, "value": value, "url": someone.address}
                for name, value in choices.items()
            ]
        )
        if look.role:
            someone.sign_in(f"{look.role}@example.com")
        crawl = Crawl(someone, look)
        crawl.walk()
        faults += [(look.role, *fault) for fault in crawl.faults]

    assert faults == []
