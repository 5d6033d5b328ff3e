"""A propositional formula in the making: variables, clauses, and how many of them may hold."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pysat.card import CardEnc, EncType

PAIRWISE = 6
CHUNK = 4


@dataclass(slots=True)
class Formula:
    """Clauses over variables counted from 1."""

    counting: int = EncType.seqcounter
    clauses: list[list[int]] = field(default_factory=list)
    variables: int = 0

    def new(self) -> int:
        """Return a new variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: int) -> None:
        """Demand that one of the literals holds."""
        self.clauses.append(list(literals))

    def imply(self, causes: Sequence[int], effect: int) -> None:
        """Demand that an effect holds whenever all causes do."""
        self.clauses.append([*(-cause for cause in causes), effect])

    def any_of(self, literals: Sequence[int]) -> int:
        """Return a literal that holds exactly when one of the literals does."""
        if len(literals) == 1:
            return literals[0]
        result = self.new()
        for literal in literals:
            self.add(-literal, result)
        self.add(-result, *literals)
        return result

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Demand that no two of the literals hold; long lists are split by a new variable."""
        if len(literals) <= PAIRWISE:
            for one, other in combinations(literals, 2):
                self.add(-one, -other)
            return
        later = self.new()
        self.at_most_one([*literals[:CHUNK], later])
        self.at_most_one([*literals[CHUNK:], -later])

    def exactly(self, literals: Sequence[int], count: int) -> None:
        """Demand that as many of the literals hold as said."""
        if count >= len(literals):
            self.clauses.extend([literal] for literal in literals)
            if count > len(literals):
                self.add()
            return
        self._take(CardEnc.equals(literals, count, self.variables, encoding=self.counting))

    def at_most(self, literals: Sequence[int], count: int) -> None:
        """Demand that no more of the literals hold than said."""
        if count >= len(literals):
            return
        self._take(CardEnc.atmost(literals, count, self.variables, encoding=self.counting))

    def _take(self, encoded: CardEnc) -> None:
        self.clauses.extend(encoded.clauses)
        self.variables = max(self.variables, encoded.nv)
