"""The docstrings of the engine's public names are its product: they are complete and they run."""

import inspect

import pytest
from numpydoc.validate import validate

from sangsaeng.engine import matching, timetable
from sangsaeng.engine.timetable import population

pytestmark = pytest.mark.engine

HELD = {"GL08", "SS03", "PR01", "PR02", "PR07", "RT01", "RT03", "EX01"}
FUNCTIONS = sorted(
    f"{module.__name__}.{name}"
    for module in (matching, timetable, population)
    for name in module.__all__
    if inspect.isfunction(getattr(module, name))
)
METHODS = sorted(
    f"{method.__module__}.{method.__qualname__}"
    for kind in (matching.Matcher, matching.Taste)
    for name, method in inspect.getmembers(kind, inspect.isroutine)
    if not name.startswith("_") and method.__module__.startswith(matching.__name__)
)
MODULES = {module.__name__: module for module in (matching, timetable, population)}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_function_says_all_it_should(name):
    module, function = name.rsplit(".", 1)
    real = getattr(MODULES[module], function)
    found = validate(f"{real.__module__}.{real.__qualname__}")

    assert [error for error in found["errors"] if error[0] in HELD] == []


@pytest.mark.parametrize("name", METHODS)
def test_public_method_says_all_it_should(name):
    assert [error for error in validate(name)["errors"] if error[0] in HELD] == []
