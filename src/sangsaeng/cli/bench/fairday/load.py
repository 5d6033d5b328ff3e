"""Open-loop load from a process of its own: requests begin when they are due, answered or not.

Reads what to do as JSON from standard input, prints what came of it. Each request has a
connection of its own, as phones that ask every ten seconds have; its time counts from the moment
it was due, so that a server that falls behind is not flattered.
"""

import asyncio
import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from time import perf_counter
from typing import Any

import numpy as np

GIVE_UP = 60.0
WARM_UP = 3.0
FINE = ("200", "304")
QUANTILES = {"p50": 50, "p95": 95, "p99": 99, "max": 100}


@dataclass
class Kind:
    """One kind of request: what is sent, how often, and how long the answers took."""

    name: str
    messages: Iterator[bytes]
    due: list[float]
    first: float = 0.0
    seconds: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    last: float = 0.0

    def note(self, due: float, status: str, now: float) -> None:
        """Write an answer down, unless it was asked while everything warmed up."""
        if due < self.first:
            return
        self.seconds.append(now - due)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.last = max(self.last, now)

    def findings(self) -> dict[str, Any]:
        """Return the figures, times in milliseconds."""
        asked = sum(self.statuses.values())
        fine = sum(self.statuses.get(status, 0) for status in FINE)
        quantiles = np.percentile(self.seconds or [0.0], list(QUANTILES.values())) * 1000
        found: dict[str, Any] = {
            name: round(float(one), 1) for name, one in zip(QUANTILES, quantiles, strict=True)
        }
        return found | {
            "asked": asked,
            "errors": asked - fine,
            "statuses": self.statuses,
            "per_second": round(asked / max(self.last - self.first, 1e-9), 1),
            "drained": round(self.last - self.first, 1),
        }


def main() -> None:
    """Do what standard input says and print the findings."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65_536)), hard))
    task = json.load(sys.stdin)
    kinds = [kind_of(name, one, task) for name, one in task["kinds"].items()]
    asyncio.run(drive(task["port"], kinds))
    print(json.dumps({kind.name: kind.findings() for kind in kinds}))


def kind_of(name: str, one: dict[str, Any], task: dict[str, Any]) -> Kind:
    """Read one kind of request: at a rate for so long, or so many within so many seconds."""
    draw = np.random.default_rng(len(name))
    messages = cycle([request_of(message) for message in one["messages"]])
    if "number" in one:
        return Kind(name, messages, np.sort(draw.uniform(0, one["within"], one["number"])).tolist())
    whole = task["seconds"] + WARM_UP
    due = np.cumsum(draw.exponential(1 / one["rate"], int(one["rate"] * whole)))
    return Kind(name, messages, due.tolist(), first=WARM_UP)


def request_of(message: dict[str, Any]) -> bytes:
    """Write a request as it goes over the wire."""
    body: bytes = message.get("body", "").encode()
    method = "POST" if body else "GET"
    lines = [f"{method} {message['path']} HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in message["headers"].items()]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


async def drive(port: int, kinds: list[Kind]) -> None:
    """Begin every request when it is due, and wait for the last answer."""
    plan = sorted((due, number) for number, kind in enumerate(kinds) for due in kind.due)
    began = perf_counter()
    running: set[asyncio.Task[None]] = set()
    for due, number in plan:
        late = due - (perf_counter() - began)
        if late > 0:
            await asyncio.sleep(late)
        task = asyncio.create_task(ask(port, kinds[number], due, began))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)


async def ask(port: int, kind: Kind, due: float, began: float) -> None:
    """Send one request and read its answer to the end."""
    try:
        async with asyncio.timeout(GIVE_UP):
            status = await answered(port, next(kind.messages))
    except (OSError, TimeoutError, ValueError) as fault:
        status = type(fault).__name__
    kind.note(due, status, perf_counter() - began)


async def answered(port: int, message: bytes) -> str:
    """Return the status of an answer that came whole."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(message)
        answer = await reader.read()
        while more := await reader.read(1 << 16):
            answer += more
        return answer.split(b" ", 2)[1].decode() if answer.startswith(b"HTTP/1.1 ") else "empty"
    finally:
        writer.close()


if __name__ == "__main__":
    main()
