"""The outbox survives the death of its worker: nothing goes out twice, nothing waiting is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

WORKER = Path(__file__).with_name("outbox_worker.py")
ALL = [f"{number}@example.org" for number in range(6)]


def run(folder, *arguments):
    """The worker in a process of its own."""
    return subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, str(WORKER), str(folder), *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database file with six mails that wait."""
    folder = tmp_path_factory.mktemp("outbox")
    written = run(folder, "write")
    assert written.returncode == 0, written.stderr.decode()
    return folder


@pytest.fixture
def folder(filled, tmp_path):
    with (
        sqlite3.connect(filled / "sangsaeng.sqlite3") as source,
        sqlite3.connect(tmp_path / "sangsaeng.sqlite3") as copy,
    ):
        source.backup(copy)
    return tmp_path


def sent(folder):
    return (folder / "sent").read_text().split()


def states(folder):
    with sqlite3.connect(folder / "sangsaeng.sqlite3") as database:
        rows = database.execute('SELECT "to", state FROM kernel_outboxmail ORDER BY id')
        return dict(rows.fetchall())


@pytest.mark.parametrize("death", ["between", "before", "after"])
def test_killed_worker_sends_nothing_twice_and_loses_nothing_that_waited(folder, death):
    killed = run(folder, death, 0)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert states(folder)[ALL[2]] == "sending"

    restarted = run(folder, "never", 0)
    assert restarted.returncode == 0, restarted.stderr.decode()
    # The third was under way: whether it left is for the operator to find out, not for a guess.
    left = ALL if death == "after" else [one for one in ALL if one != ALL[2]]
    assert sorted(sent(folder)) == left
    assert states(folder) == dict.fromkeys(ALL, "sent") | {ALL[2]: "sending"}

    run(folder, "never", 1)
    assert states(folder)[ALL[2]] == "failed"
    assert sorted(sent(folder)) == left


def test_worker_that_lives_sends_all_once(folder):
    run(folder, "never", 0)
    run(folder, "never", 0)

    assert sorted(sent(folder)) == ALL


def test_two_workers_side_by_side_send_all_once(folder):
    workers = [
        subprocess.Popen(  # noqa: S603 - our own command line
            [sys.executable, str(WORKER), str(folder), "never", "0"],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(2)
    ]
    assert [worker.wait(timeout=300) for worker in workers] == [0, 0]

    assert sorted(sent(folder)) == ALL
