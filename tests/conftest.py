"""Fixtures that every test may use."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from tests.factories import MOMENT

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
