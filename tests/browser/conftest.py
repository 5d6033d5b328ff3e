"""A real browser on a real server with the sample data."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from sangsaeng.sample.loading import load
from sangsaeng.sample.people import PASSWORD

# The browser's driver runs an event loop in this thread, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SCREENSHOTS = Path("build/screenshots")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """Debian's browser, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A person at a screen: goes places, looks, keeps pictures, and tolerates no fault."""

    page: object
    address: str
    faults: list

    def go(self, path):
        """Open a page of the site."""
        response = self.page.goto(self.address + path)

        assert response.status < 400, f"{path}: {response.status}"
        self.look()

    def look(self):
        """Hold the page against the accessibility rules and the security policy."""
        found = Axe().run(self.page).response["violations"]

        assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{self.page.url} is {width} px wider than the screen"
        assert self.faults == []

    def keep(self, name):
        """Keep a picture of the whole page."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    def sign_in(self, email):
        """Sign in as a sample person."""
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/my/")


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path):  # noqa: ARG001 - the database of the server
    """The running site with the sample loaded."""
    settings.BASE_URL = live_server.url
    load(tmp_path)
    return live_server.url, tmp_path


@pytest.fixture
def visit(chromium, site):
    """Open a visit at a screen of the given size."""
    opened = []

    def open_visit(screen=DESKTOP, **options):
        context = chromium.new_context(
            viewport=screen,
            locale="ko-KR",
            timezone_id="Asia/Seoul",
            has_touch=screen is PHONE,
            accept_downloads=True,
            **options,
        )
        opened.append(context)
        page = context.new_page()
        faults = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on(
            "console",
            lambda line: (
                faults.append(f"{line.text} {line.location}") if line.type == "error" else None
            ),
        )
        return Visit(page, site[0], faults)

    yield open_visit
    for context in opened:
        context.close()
