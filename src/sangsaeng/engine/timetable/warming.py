"""Compiles every kernel of the engine once, so that no first user waits for it."""

from pathlib import Path

from sangsaeng.engine.timetable.instances import Size, fair_instance
from sangsaeng.engine.timetable.planning import plan
from sangsaeng.engine.timetable.problem import Absence, LostTables, Running
from sangsaeng.engine.timetable.repairing import repair

COMPILED = ("*.nbi", "*.nbc")
TIGHT = Size(buyers=6, suppliers=10, requests=34, slots=5)


def warm() -> None:
    """Compile all kernels anew and keep them beside the modules.

    Returns
    -------
    None
        Nothing; later processes load what was compiled.

    Notes
    -----
    Call it in a fresh process after an installation or an upgrade: the compiler notices when a
    kernel's own module changes, but not when a kernel that it calls does. Takes under a minute.

    Examples
    --------
    >>> from sangsaeng.engine.timetable.warming import exercise
    >>> exercise()
    """
    kept = Path(__file__).parent / "__pycache__"
    for pattern in COMPILED:
        for compiled in kept.glob(pattern):
            compiled.unlink(missing_ok=True)
    exercise()


def limber() -> None:
    """Load the compiled kernels by planning and repairing one fair of the usual size.

    Returns
    -------
    None
        Nothing; the next plan of this process is as quick as any later one.

    Notes
    -----
    Takes about a second when the kernels are compiled, and as long as `warm` when they are not.

    Examples
    --------
    >>> limber()
    """
    fair = fair_instance("S", 0)
    repair(fair, Running(now=0, meetings=plan(fair).meetings))


def exercise() -> None:
    """Plan and repair small tight fairs, in which every kernel has something to do."""
    for seed in range(4):
        fair = fair_instance(TIGHT, seed, away=0.4)
        running = Running(
            now=0,
            meetings=plan(fair).meetings,
            absent=(Absence(fair.suppliers[seed].id, since=1, until=2),),
            lost_tables=tuple(LostTables(buyer.id, since=1) for buyer in fair.buyers),
            move_price=1.0,
        )
        repair(fair, running)
