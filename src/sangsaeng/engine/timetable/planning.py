"""Plans a fair: chooses meetings by a flow, seats them by chains, then closes idle slots."""

from sangsaeng.engine.timetable.answer import Answer
from sangsaeng.engine.timetable.board import lay_out
from sangsaeng.engine.timetable.explaining import reasons_of
from sangsaeng.engine.timetable.problem import Problem
from sangsaeng.engine.timetable.reporting import meetings_of, objective_of
from sangsaeng.engine.timetable.searching import search
from sangsaeng.engine.timetable.validity import require_valid


def plan(problem: Problem) -> Answer:
    """Find the best timetable of a fair, prove how good it is, and say why each pair is left.

    Parameters
    ----------
    problem : Problem
        The fair: slots, buyers with tables, suppliers, requests with weights.

    Returns
    -------
    Answer
        Meetings, what they reach, an upper bound, and a reason for every request left out.

    Raises
    ------
    InvalidProblem
        If the problem cannot be planned; it carries all faults.

    Notes
    -----
    The choice of meetings is a minimum-cost flow, which is exact when nobody is ever away and an
    upper bound otherwise. Seating is list edge coloring of a bipartite graph, done by ejection
    chains; where not everything chosen fits, meetings are exchanged. Idle slots are closed by
    simulated annealing in whole numbers. Weights count to the sixth decimal and are compared as
    integers, so that nothing is lost in sums. The answer depends on the structure of the fair
    alone: not on names, not on the order of the input, not on the machine. Takes O(n) memory and,
    in practice, time in proportion to the number of meetings.

    References
    ----------
    .. [1] D. König, "Über Graphen und ihre Anwendung auf Determinantentheorie und Mengenlehre",
       1916, https://doi.org/10.1007/BF01456961
    .. [2] F. Glover, "Ejection chains, reference structures and alternating path methods", 1996,
       https://doi.org/10.1016/0166-218X(94)00037-E

    Examples
    --------
    >>> from sangsaeng.engine.timetable import Buyer, Problem, Request, Supplier, plan
    >>> fair = Problem(2, (Buyer("B"),), (Supplier("S"), Supplier("T")),
    ...                (Request("B", "S"), Request("B", "T", weight=2.0)))
    >>> answer = plan(fair)
    >>> answer.objective.weight, answer.bound.exact
    (3.0, True)
    """
    require_valid(problem)
    layout = lay_out(problem)
    found = search(layout.board)
    return Answer(
        meetings=meetings_of(layout, found.seats),
        objective=objective_of(layout, found.seats),
        bound=found.bound,
        unplaced=reasons_of(layout, found.seats),
    )
