"""Compiles the kernels of a population's plan once, so that no first user waits for them."""

from sangsaeng.engine.timetable.population.board import lay_out
from sangsaeng.engine.timetable.population.problem import (
    Participant,
    PopulationProblem,
    PopulationRequest,
)
from sangsaeng.engine.timetable.population.settling import settle


def warm_population() -> None:
    """Compile all kernels and keep them beside the installed modules.

    Returns
    -------
    None
        Nothing; later processes load what was compiled.

    Notes
    -----
    Takes some seconds the first time and well under a second after that.

    Examples
    --------
    >>> from sangsaeng.engine.timetable.population import warm_population
    >>> warm_population()
    """
    people = (Participant("A"), Participant("B"), Participant("C"))
    asked = (PopulationRequest(("A", "B")), PopulationRequest(("B", "C")))
    settle(lay_out(PopulationProblem(3, people, asked)), {0: 0, 1: 2}, target=0)
