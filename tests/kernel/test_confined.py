"""Work on a stranger's file happens in a process that cannot do harm, and may be lost."""

import pytest

from sangsaeng.kernel import confined
from sangsaeng.kernel.confined import Bounds, Lost, run_confined

BOUNDS = Bounds(cpu_seconds=1, wall_seconds=5, memory_bytes=256 * 1024 * 1024)
BEGIN = (
    "import json, sys; from sangsaeng.kernel.confined import confine; "
    "sys.path[:0] = json.loads(sys.argv.pop()); sys.argv.pop(); "
    "confine(json.loads(sys.argv[1])['bounds']); "
)


@pytest.fixture
def working(monkeypatch):
    """Let the process do something of our own after it has given everything up."""

    def work(deed, data=b""):
        roots = "import sys, json; sys.path[:0] = json.loads(sys.argv[-1]); "
        monkeypatch.setattr(confined, "_CHILD", roots + BEGIN + deed)
        return run_confined("none", {}, data, bounds=BOUNDS, packages=[])

    return work


def test_what_it_writes_comes_back(working):
    deed = "sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"

    assert working(deed, b"abc") == b"cba"


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("sum(0 for _number in iter(int, 1))", "time"),
        ("import time; time.sleep(60)", "time"),
        ("import os; os.kill(os.getpid(), 11)", "memory"),
        ("raise ValueError", "crash"),
        ("bytearray(10**9)", "crash"),
    ],
)
def test_why_it_was_lost_is_told(deed, reason, working):
    with pytest.raises(Lost) as lost:
        working(deed)

    assert lost.value.reason == reason


def test_it_writes_no_file(working, tmp_path):
    path = tmp_path / "file"
    with pytest.raises(Lost):
        working(f"import os; os.write(os.open({str(path)!r}, os.O_CREAT | os.O_WRONLY), b'a')")

    assert path.read_bytes() == b""


def test_it_knows_nothing_of_the_site(working):
    deed = "import os; print(sorted(os.environ), 'django' in sys.modules)"

    assert working(deed).decode().strip().endswith("False")
    assert b"SANGSAENG" not in working(deed)
