"""Settings of the twin: polls go the way of every page, through cookies, sessions and users."""

from sangsaeng.site.settings import *  # noqa: F403 - the site's own settings but for one line
from sangsaeng.site.settings import MIDDLEWARE as ALL

MIDDLEWARE = [one for one in ALL if not one.endswith(".PhonesFirst")]
