"""What is asked of the server, round by round: the usual load, the knee, the herd, the twin."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any
from uuid import uuid4

from sangsaeng.kernel import clock

HERD_WITHIN = 2.0
# Phones ask every ten seconds, thirty percent sooner or later: so they learn of a change.
SPREAD_WITHIN = 13.0
CSRF = "c" * 32


@dataclass(frozen=True)
class Round:
    """A name, what it is about, and its rates by kind of request."""

    name: str
    about: str
    polls: float = 0.0
    pages: float = 0.0
    marks: float = 0.0
    herd_within: float = 0.0
    twin: bool = False


ROUNDS = (
    Round("usual", "200 polls/s, 20 pages/s, 5 desk marks/s", 200, 20, 5),
    Round("knee", "400 polls/s, 40 pages/s, 5 desk marks/s", 400, 40, 5),
    Round("herd", "every phone fetches its page within 2 s", herd_within=HERD_WITHIN),
    Round("spread", "… within 13 s, as phones poll", herd_within=SPREAD_WITHIN),
    Round("twin", "200 polls/s through sessions, 20 pages/s", 200, 20, twin=True),
    Round("twin knee", "400 polls/s through sessions, 40 pages/s", 400, 40, twin=True),
)


def run(one: Round, port: int, seconds: float, crowd: Mapping[str, Any]) -> dict[str, Any]:
    """Send a round from a process of its own and return what came of it, by kind of request."""
    task = {"port": port, "seconds": seconds, "kinds": kinds(one, seconds, crowd)}
    done = subprocess.run(
        [sys.executable, "-m", "sangsaeng.cli.bench.fairday.load"],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1]}
    findings: dict[str, Any] = json.loads(done.stdout)
    return findings


def kinds(one: Round, seconds: float, crowd: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is asked in a round, by kind of request."""
    phones = crowd["phones"]
    if one.herd_within:
        herd = {"number": len(phones), "within": one.herd_within}
        return {"pages": herd | {"messages": [_page(phone) for phone in phones]}}
    asked = {
        "polls": {"rate": one.polls, "messages": [_poll(phone, one) for phone in phones]},
        "pages": {"rate": one.pages, "messages": [_page(phone) for phone in phones]},
    }
    if one.marks:
        number = int(one.marks * (seconds + 10))
        asked["marks"] = {"rate": one.marks, "messages": list(_marks(number, crowd))}
    return asked


def _poll(phone: Mapping[str, str], one: Round) -> dict[str, Any]:
    headers = {"If-None-Match": '"0"', "Accept": "*/*"}
    return {
        "path": phone["live"],
        "headers": headers | (_cookie(phone["session"]) if one.twin else {}),
    }


def _page(phone: Mapping[str, str]) -> dict[str, Any]:
    headers = {"Accept": "text/html", "Accept-Language": "ko"}
    return {"path": phone["page"], "headers": headers | _cookie(phone["session"])}


def _marks(number: int, crowd: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Yield the desk's marks: most say who has come, every tenth that somebody did not."""
    meetings = crowd["meetings"]
    at = clock.now().astimezone(UTC) - timedelta(seconds=1)
    for stroke in range(number):
        party, request = meetings[stroke * 7 % len(meetings)]
        kind = "absent" if stroke % 10 == 9 else "present" if stroke % 2 else "arrived"  # noqa: PLR2004 -- a tenth
        mark = {
            "key": str(uuid4()),
            "participant": party,
            "request": "" if kind == "arrived" else request,
            "kind": kind,
            "at": at.isoformat(),
        }
        yield {
            "path": crowd["marks"],
            "headers": {
                "X-CSRFToken": CSRF,
                "Cookie": f"sessionid={crowd['desk']}; csrftoken={CSRF}",
            },
            "body": json.dumps({"device": "bench", "marks": [mark]}),
        }


def _cookie(session: str) -> dict[str, str]:
    return {"Cookie": f"sessionid={session}"}
