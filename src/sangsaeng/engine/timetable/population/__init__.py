"""One population in which anybody may meet anybody: an association's own day, a brokerage event."""

from importlib import import_module
from typing import TYPE_CHECKING

from sangsaeng.engine.timetable.population.answer import (
    Obstacle,
    PopulationAnswer,
    PopulationBound,
    PopulationMeeting,
    PopulationObjective,
    PopulationUnplaced,
)
from sangsaeng.engine.timetable.population.dzn import population_from_dzn
from sangsaeng.engine.timetable.population.problem import (
    BREAKS,
    GAPS,
    Participant,
    PopulationProblem,
    PopulationRequest,
)
from sangsaeng.engine.timetable.population.reading import (
    answer_from_json,
    population_from_json,
)

if TYPE_CHECKING:
    from sangsaeng.engine.timetable.population.checking import (
        PopulationViolation,
        check_population,
    )
    from sangsaeng.engine.timetable.population.planning import plan_population
    from sangsaeng.engine.timetable.population.warming import warm_population

__all__ = [
    "BREAKS",
    "GAPS",
    "Obstacle",
    "Participant",
    "PopulationAnswer",
    "PopulationBound",
    "PopulationMeeting",
    "PopulationObjective",
    "PopulationProblem",
    "PopulationRequest",
    "PopulationUnplaced",
    "PopulationViolation",
    "answer_from_json",
    "check_population",
    "plan_population",
    "population_from_dzn",
    "population_from_json",
    "warm_population",
]

_LOADED_ON_USE = {
    "PopulationViolation": "checking",
    "check_population": "checking",
    "plan_population": "planning",
    "warm_population": "warming",
}


def __getattr__(name: str) -> object:
    """Load what computes on first use, so that reading a problem never waits for solvers."""
    if name not in _LOADED_ON_USE:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_LOADED_ON_USE[name]}")
    return getattr(module, name)
