"""Fixtures that every test may use."""

import shutil
import sys
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings
from tests.factories import MOMENT
from tests.unguarded import unguarded

# A program that a test starts, killed on purpose; it reads its arguments when it is loaded.
collect_ignore = ["kernel/outbox_worker.py"]

settings.register_profile(
    "house",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture
def at():
    """The moment at which a test's actions happen."""
    return MOMENT


@pytest.fixture
def later():
    """A day after that."""
    return MOMENT + timedelta(days=1)


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests():
    """Lift the guards of ledger and papers while the rows of a test are taken away: they refuse even that."""
    emptied = BaseDatabaseOperations.execute_sql_flush

    def without_guards(self, statements):
        with ExitStack() as guards:
            for beginning in ("ledger_", "disclosure_", "honors_", "judging_"):
                guards.enter_context(unguarded(beginning))
            emptied(self, statements)

    BaseDatabaseOperations.execute_sql_flush = without_guards
    yield
    BaseDatabaseOperations.execute_sql_flush = emptied


@pytest.fixture(autouse=True)
def _no_index_outlives_its_rows():
    """Rows are rolled back after each test; what was built of them goes with them."""
    yield
    if "sangsaeng.exchange.bridge.live" in sys.modules:
        sys.modules["sangsaeng.exchange.bridge.live"].forget()
        shutil.rmtree(django_settings.MATCHING_ROOT, ignore_errors=True)
