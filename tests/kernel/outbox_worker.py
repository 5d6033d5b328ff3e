"""A worker of its own process that empties an outbox, and is killed where the test wants it.

Arguments: a folder, and the moment of death: ``before`` or ``after`` the third mail leaves,
``between`` the claim of the third and the way out, or ``never``. With ``write`` in its place it
fills the outbox.
"""

import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

folder, what = Path(sys.argv[1]), sys.argv[2]
os.environ["SANGSAENG_DATA"] = str(folder)
os.environ["SANGSAENG_DATABASE"] = ""
os.environ["DJANGO_SETTINGS_MODULE"] = "sangsaeng.site.settings"

import django  # noqa: E402 - the environment comes first

django.setup()

from django.conf import settings  # noqa: E402 - after set-up
from django.core.mail.backends.base import BaseEmailBackend  # noqa: E402 - after set-up
from django.core.management import call_command  # noqa: E402 - after set-up

from sangsaeng.kernel import mail  # noqa: E402 - after set-up

MOMENT = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
FATAL = 2
sent_here = 0


def die():
    """Stop like a machine that loses its power."""
    os.kill(os.getpid(), signal.SIGKILL)


class FileTransport(BaseEmailBackend):
    """Appends each addressee to a file, whole and at once."""

    def open(self):
        """The mail is claimed by now; nothing has left yet."""
        if sent_here == FATAL and what == "between":
            die()

    def send_messages(self, messages):
        """Send, or die before or after it."""
        global sent_here  # noqa: PLW0603 - the process is the test's own
        fatal = sent_here == FATAL
        if fatal and what == "before":
            die()
        with (folder / "sent").open("a") as file:
            for message in messages:
                file.write(f"{message.to[0]}\n")
                file.flush()
                os.fsync(file.fileno())
        if fatal and what == "after":
            die()
        sent_here += 1
        return len(messages)


if __name__ == "__main__":
    settings.MAIL_TRANSPORT = "__main__.FileTransport"
    settings.MAIL_TRANSPORT_OPTIONS = {}
    if what == "write":
        call_command("migrate", verbosity=0)
        for number in range(6):
            mail.write_mail(f"{number}@example.org", "제목", "본문", at=MOMENT)
    else:
        hours = int(sys.argv[3])
        mail.deliver(at=MOMENT + timedelta(hours=hours))
