"""Compiles every kernel of the engine once, so that no first user waits for it."""

from sangsaeng.engine.timetable.planning import plan
from sangsaeng.engine.timetable.problem import Absence, Buyer, Problem, Request, Running, Supplier
from sangsaeng.engine.timetable.repairing import repair


def warm() -> None:
    """Compile all kernels and keep them beside the installed modules.

    Returns
    -------
    None
        Nothing; later processes load what was compiled.

    Notes
    -----
    Takes some twenty seconds the first time and well under a second after that.

    Examples
    --------
    >>> from sangsaeng.engine.timetable import warm
    >>> warm()
    """
    fair = Problem(
        slots=2,
        buyers=(Buyer("B", max_meetings=1),),
        suppliers=(Supplier("S"), Supplier("T")),
        requests=(Request("B", "S"), Request("B", "T", weight=2.0)),
    )
    repair(fair, Running(now=-1, meetings=plan(fair).meetings, absent=(Absence("T", since=0),)))
