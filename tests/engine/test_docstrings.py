"""The docstrings of the engine's public names are its product: they are complete and they run."""

import inspect

import pytest
from numpydoc.validate import validate

from sangsaeng.engine import matching, reviewing, timetable
from sangsaeng.engine.timetable import population

pytestmark = pytest.mark.engine

HELD = {"GL08", "SS03", "PR01", "PR02", "PR07", "RT01", "RT03", "EX01"}
MODULES = {module.__name__: module for module in (matching, reviewing, timetable, population)}
FUNCTIONS = sorted(
    f"{module.__name__}.{name}"
    for module in MODULES.values()
    for name in module.__all__
    if inspect.isfunction(getattr(module, name))
)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_function_says_all_it_should(name):
    module, function = name.rsplit(".", 1)
    real = getattr(MODULES[module], function)
    found = validate(f"{real.__module__}.{real.__qualname__}")

    assert [error for error in found["errors"] if error[0] in HELD] == []
