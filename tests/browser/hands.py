"""What every journey does: press a button, follow a link, check a file on the command line."""

import subprocess
import sys


def press(visit, label, scope="main"):
    """Press the button with this label, and wait for the page it leads to."""
    with visit.page.expect_navigation():
        visit.page.locator(f"{scope} button", has_text=label).first.click()


def follow(visit, label, scope="main"):
    """Follow the link with this label."""
    with visit.page.expect_navigation():
        visit.page.locator(f"{scope} a", has_text=label).first.click()


def verify(file, *options):
    """Check a receipt or a plaque off-line, as anybody can."""
    command = [sys.executable, "-m", "sangsaeng.cli", "verify", str(file), *map(str, options)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
