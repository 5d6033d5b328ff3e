"""What is measured: our engine and its peers, and the sizes at which each is run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from sangsaeng.cli.bench.peers.fair import Fair, Result

Solve = Callable[[Fair, float], Result]


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer: where it is solved, what it needs installed, and up to which sizes it finishes."""

    title: str
    module: str
    needs: str
    sizes: tuple[str, ...]
    function: str = "solve"

    def load(self) -> Solve:
        """Import the peer, so that its import is not measured; a missing library is an error."""
        import_module(self.needs)
        module = import_module(f"sangsaeng.cli.bench.peers.{self.module}")
        solve: Solve = getattr(module, self.function)
        return solve


OURS = "ours"
HIGHS = "highs"
HIGHS_BOUND = "highs-lp"

PEERS: Mapping[str, Peer] = {
    HIGHS: Peer("HiGHS", "highs", "highspy", ("S", "M")),
    HIGHS_BOUND: Peer("HiGHS, LP bound", "highs", "highspy", ("S", "M", "L"), "bound"),
    "cp-sat": Peer("OR-Tools CP-SAT", "cp_sat", "ortools.sat.python.cp_model", ("S", "M")),
    "cbc": Peer("CBC (PuLP)", "cbc", "pulp", ("S",)),
    "networkx": Peer("networkx, per slot", "networkx_matching", "networkx", ("S", "M")),
    "scipy": Peer("SciPy assignment, per slot", "assignment", "scipy.optimize", ("S", "M", "L")),
    "greedy": Peer("greedy by weight", "greedy", "numpy", ("S", "M", "L")),
}
