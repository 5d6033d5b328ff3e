"""A two-sided fair under way: what was announced is repaired with the fewest disturbed."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sangsaeng.engine import timetable as engine
from sangsaeng.fairs.bridge.faults import in_words, violation_in_words
from sangsaeng.fairs.bridge.keeping import allowed_beside
from sangsaeng.fairs.bridge.measuring import figures_of, has_lost_its_table, is_lost
from sangsaeng.fairs.bridge.plans import Announced, Bound, Left, Placed, Plan, Repaired
from sangsaeng.fairs.bridge.rows import FairRows, Pair
from sangsaeng.fairs.bridge.translating import (
    as_engine,
    bound_of,
    left_of,
    lost_tables,
    placed_in,
    plain_of,
)
from sangsaeng.fairs.models import Population, Side
from sangsaeng.fairs.refusals.the_day import CannotBeRepaired


def repaired(rows: FairRows, announced: Announced) -> Repaired:
    """Disturb the fewest of those who were told, and leave alone what has begun."""
    if rows.fair.population == Population.ONE:
        return _called_off(rows, announced)
    return Scene.of(rows, announced).repaired()


def _called_off(rows: FairRows, announced: Announced) -> Repaired:
    """Leave everything where it is; what cannot take place is called off and not replaced.

    The engine repairs no fair in which anybody meets anybody.
    """
    staying = tuple(one for one in announced.placed if _can_stay(rows, one, announced.now))
    figures = figures_of(rows, staying)
    bound = Bound(figures.suppliers_met, figures.weight, figures.gaps, is_reached=False)
    return Repaired.of(announced.placed, Plan(staying, (), figures, bound))


def _can_stay(rows: FairRows, one: Placed, now: int) -> bool:
    return _number(rows, one) <= now or not (
        is_lost(rows, one)
        or has_lost_its_table(rows, one)
        or any(
            one.slot.pk in rows.gone.get(party, ())
            for party in (one.request.buyer_id, one.request.supplier_id)
        )
    )


@dataclass(frozen=True)
class Scene:
    """The fair as the engine repairs it.

    ``rows`` are made to fit what has begun, which stands whatever was ruled since; ``outside``
    has begun, too, but lost its slot or table, so that the engine cannot see it. ``absent`` are
    those who come no more at all.
    """

    rows: FairRows
    announced: Announced
    begun: Sequence[Placed]
    coming: Sequence[Placed]
    outside: Sequence[Placed]
    absent: frozenset[str]

    @classmethod
    def of(cls, rows: FairRows, announced: Announced) -> "Scene":
        """Tell what has begun from what is still to come, and let nothing contradict the former."""
        now = announced.now
        begun = [one for one in announced.placed if _number(rows, one) <= now]
        later = [one for one in announced.placed if _number(rows, one) > now]
        outside = [one for one in begun if _has_no_place(rows, one)]
        seen = [one for one in begun if not _has_no_place(rows, one)]
        fitting = _from_now_on(_fitting(rows, seen), now)
        met = {_pair(one) for one in begun}
        held = _still_free(announced)
        wanted = [one for one in (*later, *held) if _pair(one) not in met]
        coming = allowed_beside(fitting, seen, wanted)
        return cls(fitting, announced, seen, coming, outside, frozenset(_absent(rows, now)))

    def repaired(self) -> Repaired:
        """Repair what was announced."""
        whole = self._problem(self.rows.requests.keys())
        answer = self._answer(self._problem(self._candidates()), self._told)
        booked = {one.request.pk: one.booked_at for one in self.announced.placed}
        held = {one.request.pk for one in self.coming} - booked.keys()
        found = [placed_in(self.rows, meeting) for meeting in answer.meetings]
        placed = [
            *self.outside,
            *(
                replace(one, booked_at=booked.get(one.request.pk))
                for one in found
                if one.request.pk not in held
            ),
        ]
        plan = Plan(
            placed=tuple(placed),
            left=tuple(self._left(whole, answer, found)),
            figures=figures_of(self.rows, placed),
            bound=bound_of(answer),
        )
        return Repaired.of(self.announced.placed, plan)

    @property
    def _told(self) -> tuple[engine.Meeting, ...]:
        return as_engine(self.rows, [*self.begun, *self.coming])

    def _candidates(self) -> set[Pair]:
        """Return whoever may have a place: the announced, and those who wait where we fill."""
        told = {_pair(one) for one in (*self.begun, *self.coming)}
        if not self.announced.fills:
            return told
        passed_over = self.announced.passed_over
        return told | {
            pair for pair, one in self.rows.requests.items() if one.pk not in passed_over
        }

    def _left(
        self, whole: engine.Problem, answer: engine.Answer, found: Sequence[Placed]
    ) -> Iterator[Left]:
        """Say of whoever is out why, and of whoever was passed over that there is a place."""
        unplaced = answer.unplaced
        if len(answer.meetings) + len(unplaced) < len(self.rows.requests):
            again = self._answer(whole, as_engine(self.rows, found))
            unplaced = again.unplaced
            there = {one.request.pk for one in found}
            for meeting in again.meetings:
                one = placed_in(self.rows, meeting)
                if one.request.pk not in there:
                    yield Left(one.request, "placeable", {"slot": meeting.slot})
        yield from left_of(self.rows, unplaced)

    def _answer(self, problem: engine.Problem, told: tuple[engine.Meeting, ...]) -> engine.Answer:
        """Ask the engine, and let the independent checker confirm what it says."""
        running = engine.Running(
            now=self.announced.now,
            meetings=told,
            absent=tuple(
                engine.Absence(code, since=min(self.announced.now + 1, problem.slots - 1))
                for code in sorted(self.absent & _known(problem))
            ),
            lost_tables=lost_tables(self.rows),
        )
        repaired = engine.repair(problem, running)
        faults = engine.check_repair(problem, running, repaired)
        if faults:
            raise CannotBeRepaired(why=violation_in_words(faults[0], self.rows))
        return repaired.answer

    def _problem(self, pairs: Collection[Pair]) -> engine.Problem:
        """Return the fair with these requests; pins that contradict the day are let go."""
        plain = plain_of(self.rows)
        plain["requests"] = [
            one for one in plain["requests"] if (one["buyer"], one["supplier"]) in pairs
        ]
        try:
            return engine.problem_from_json(plain)
        except engine.InvalidProblem:
            for one in plain["requests"]:
                one["slot"] = None
        try:
            return engine.problem_from_json(plain)
        except engine.InvalidProblem as invalid:
            raise CannotBeRepaired(why=in_words(invalid.faults[0], self.rows, plain)) from invalid


def _number(rows: FairRows, one: Placed) -> int:
    """Return the number of the slot of a meeting; one that is there no more is past."""
    return rows.number.get(one.slot.pk, -1)


def _pair(one: Placed) -> Pair:
    return one.request.buyer.code, one.request.supplier.code


def _still_free(announced: Announced) -> Iterator[Placed]:
    """Return the offered places that nobody took meanwhile, for pairs that still can come."""
    taken = {claim for one in announced.placed for claim in _claims(one)}
    for one in announced.held:
        if taken.isdisjoint(_claims(one)):
            taken |= _claims(one)
            yield one


def _claims(one: Placed) -> set[tuple[object, ...]]:
    """Return what a meeting has for itself alone: its pair, its table, its supplier's time."""
    return {_pair(one), one.spot, ("supplier", one.request.supplier_id, one.slot.pk)}


def _known(problem: engine.Problem) -> set[str]:
    return {one.id for one in problem.buyers} | {one.id for one in problem.suppliers}


def _has_no_place(rows: FairRows, one: Placed) -> bool:
    """Tell whether the slot or the table of a meeting is there no more."""
    return one.slot.pk not in rows.number or rows.owners.get(one.table.pk) != one.request.buyer_id


def _fitting(rows: FairRows, begun: Sequence[Placed]) -> FairRows:
    """Let the rows allow what has begun, and leave out requests that no timetable could place."""
    away = {participant: set(slots) for participant, slots in rows.away.items()}
    held: Counter[int] = Counter()
    for one in begun:
        for party in (one.request.buyer_id, one.request.supplier_id):
            away.get(party, set()).discard(one.slot.pk)
            held[party] += 1
    fitting = replace(
        rows,
        away=away,
        forbidden=rows.forbidden - {_pair(one) for one in begun},
        held=held,
    )
    there = {
        code
        for code, one in rows.participants.items()
        if fitting.expected(one) and (one.side != Side.BUYER or rows.tables_of.get(code))
    }
    standing = {pair: one for pair, one in rows.requests.items() if there.issuperset(pair)}
    return replace(fitting, requests=standing | {_pair(one): one.request for one in begun})


def _from_now_on(rows: FairRows, now: int) -> FairRows:
    """Keep, of what the day brought, what is still to come for those who come at all."""
    absent = set(_absent(rows, now))
    gone = {
        one.pk: {slot for slot in rows.gone.get(one.pk, ()) if rows.number.get(slot, -1) > now}
        for code, one in rows.participants.items()
        if code not in absent
    }
    return replace(rows, gone=gone)


def _absent(rows: FairRows, now: int) -> Iterator[str]:
    """Return the codes of those for whom the day left nothing."""
    for code, one in rows.participants.items():
        still = [slot for slot in rows.expected(one) if slot > now]
        if still and all(rows.slots[slot].pk in rows.gone.get(one.pk, ()) for slot in still):
            yield code
