"""Processes that stay: methods answer in turns, so that a busy moment of the machine meets all."""

import json
import os
import subprocess
import sys
import tempfile
from threading import Timer
from types import TracebackType
from typing import Any, Self

WORKER = "sangsaeng.cli.bench.matching.worker"


class Resident:
    """A process that holds one method and does one task after another."""

    def __init__(self, name: str) -> None:
        """Start the process; it imports its method with its first task."""
        self.name = name
        self.errors = tempfile.TemporaryFile(mode="w+", encoding="utf-8")  # noqa: SIM115 -- closed with the process
        self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-m", WORKER, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            env={**os.environ, "XDG_RUNTIME_DIR": tempfile.gettempdir()},
        )

    def ask(self, limit: float, **task: Any) -> dict[str, Any]:
        """Have one task done; one that outstays its limit ends the process."""
        self.begin(**task)
        return self.end(limit)

    def begin(self, **task: Any) -> None:
        """Hand over a task without waiting."""
        if self.process.stdin is not None and self.process.poll() is None:
            self.process.stdin.write(json.dumps(task) + "\n")
            self.process.stdin.flush()

    def end(self, limit: float) -> dict[str, Any]:
        """Wait for what came of the task."""
        timer = Timer(limit, self.process.kill)
        timer.start()
        try:
            line = self.process.stdout.readline() if self.process.stdout else ""
        finally:
            timer.cancel()
        if not line:
            return {"failed": self._reason(limit)}
        found: dict[str, Any] = json.loads(line)
        return found

    def _reason(self, limit: float) -> str:
        code = self.process.wait()
        self.errors.seek(0)
        last = self.errors.read().strip().splitlines()[-1:]
        return last[0] if last and code > 0 else f"no answer within {limit:.0f} s"

    def __enter__(self) -> Self:
        """Use it in a `with` statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.errors.close()
