"""Every page that a role can reach holds: a crawl of the whole site in a real browser."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Error
from tests.browser.conftest import DESKTOP, PHONE

from sangsaeng.fairs.actions.planning import plan_fair
from sangsaeng.fairs.actions.publishing import publish
from sangsaeng.fairs.models import Fair, Request
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call
from sangsaeng.sample.fair import SLUG, draw_requests
from sangsaeng.sample.live_day import SLUG as TODAY
from sangsaeng.web.page import THEME_COOKIE

pytestmark = pytest.mark.browser

MOST_PAGES = 60
TABLET = {"width": 1024, "height": 768}
DAY = f"/fairs/{TODAY}/"
# What is a file by its name, or by what the address says is done.
FILE = re.compile(
    r"\.(xlsx|csv|json|jsonld|xml|pdf|ics|txt|pem|zip|jwt)$"
    r"|/(original|download|print)/$|/materials/\d+/$|/files/\w+/$"
)
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
    # Where the walk begins, below which address it stays, and how many pages it opens.
    starts: tuple = ("/", "/my/", f"/fairs/{SLUG}/")
    within: str | tuple[str, ...] = "/"
    most: int = MOST_PAGES


LOOKS = (
    Look("officer", "ko", "light", DESKTOP),
    Look("supplier", "en", "dark", PHONE),
    Look("operator", "en", "dark", DESKTOP),
    Look("", "ko", "light", PHONE),
)
# The fair of the day: what each part has in hand while meetings are held.
AT_THE_DESK = tuple(
    f"{DAY}desk/{place}" for place in ("", "openings/", "waiting/", "walk-ins/", "changes/")
)
BETWEEN_MEETINGS = tuple(
    f"{DAY}{place}"
    for place in ("", "directory/", "received/", "sent/", "program/", "timetable/", "results/mine/")
)
AFTER_MEETINGS = tuple(
    f"{DAY}{place}"
    for place in ("", "results/", "results/notes/", "results/steps/", "no-shows/", "profiles/")
)
# Needs and offers: what each side has of its own, and some pages below.
EXCHANGE = ("/needs/", "/offers/", "/listings/", "/interests/", "/disclosures/", "/my/", "/search/")
OF_A_BUYER = (
    "/my/listings/",
    "/my/interests/",
    "/disclosures/",
    "/needs/new/?kind=technology",
    "/my/matching/",
    "/my/competitors/",
    "/search/?q=밸브",
)
OF_A_SUPPLIER = (
    "/disclosures/",
    "/my/materials/",
    "/my/interests/",
    "/my/searches/",
    "/my/watches/",
    "/offers/?q=밸브",
)
LOOKS_OF_THE_EXCHANGE = (
    Look("buyer", "ko", "dark", PHONE, OF_A_BUYER, EXCHANGE, 22),
    Look("supplier", "en", "light", DESKTOP, OF_A_SUPPLIER, EXCHANGE, 22),
    Look(
        "operator", "ko", "light", PHONE, ("/checking/", "/ledger/"), ("/checking/", "/ledger/"), 2
    ),
)
# Calls: what everybody reads, what those who enter have of their own, and the keys of the site.
CALLS = ("/programs/", "/calls/", "/honors/", "/verify/")
OF_AN_ENTRANT = ("/my/entries/", "/entries/", "/my/benefits/", "/benefits/")
KEYS = ("/honors/keys/", "/benefits/keys/")
LOOKS_OF_THE_DAY = (
    Look("officer", "en", "light", DESKTOP, AFTER_MEETINGS, f"{DAY}results/", 9),
    Look("desk", "en", "dark", TABLET, AT_THE_DESK, f"{DAY}desk/", 12),
    Look("supplier", "ko", "dark", PHONE, BETWEEN_MEETINGS, DAY, 13),
    Look("buyer", "ko", "light", PHONE, BETWEEN_MEETINGS, DAY, 13),
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
        for path in self.look.starts:
            self._remember(path)
        while self.waiting and self.pages < self.look.most:
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
        try:
            status = page.goto(self.visit.address + path).status
        except Error as refused:
            # What the browser saves instead of showing is a file, whatever its address looks like.
            if "Download is starting" not in str(refused):
                raise
            self._fetch(path)
            return
        if status >= 400:
            self.faults.append((path, status))
            return
        shown = page.evaluate(SHOWN)
        if shown["headings"] != 1 or shown["language"] != self.look.language or not shown["onward"]:
            self.faults.append((path, shown))
        for found in Axe().run(page).response["violations"]:
            places = [node["target"] for node in found["nodes"][:3]]
            self.faults.append((path, found["id"], places))
        for screen in (self.look.screen, PHONE):
            page.set_viewport_size(screen)
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wider > 0:
                self.faults.append((path, f"{wider} px wider than {screen['width']} px"))
        self.faults += [(path, fault) for fault in self.visit.faults]
        self.visit.faults.clear()
        for link in page.evaluate(LINKS):
            path = link.removeprefix(self.visit.address)
            if path.startswith(self.look.within):
                self._remember(path)

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


def faults_of(visit, settings, looks):
    """What is wrong with the pages of these looks, each walked by somebody of its own."""
    faults = []
    for look in looks:
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
    return faults


def test_every_page_of_every_role_holds(visit, announced, settings):  # noqa: ARG001 - the state of the site
    faults = faults_of(visit, settings, (*LOOKS, *LOOKS_OF_THE_DAY, *LOOKS_OF_THE_EXCHANGE))

    assert faults == [], "\n".join(map(str, faults))


def test_every_page_of_calls_judging_and_honors_holds(visit, site, settings):  # noqa: ARG001 - the sample is loaded into it
    judged = f"/calls/{Call.objects.get(program__slug='win-win-honors', state='judging').slug}/"
    running = (f"{judged}run/", f"{judged}ranking/3/", f"{judged}panel/", f"{judged}entries/")
    faults = faults_of(
        visit,
        settings,
        (
            Look("officer", "ko", "light", DESKTOP, running, (judged, "/entries/", "/visits/"), 34),
            Look("officer", "en", "dark", TABLET, ("/programs/", "/calls/"), CALLS, 16),
            Look("judge", "ko", "dark", PHONE, ("/judging/",), "/judging/", 6),
            Look("supplier", "en", "light", PHONE, OF_AN_ENTRANT[::2], OF_AN_ENTRANT, 10),
            Look("operator", "ko", "dark", DESKTOP, KEYS, KEYS, 6),
            Look("", "en", "light", DESKTOP, CALLS, CALLS, 14),
        ),
    )

    assert faults == [], "\n".join(map(str, faults))
