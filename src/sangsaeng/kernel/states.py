"""States as tables: one table drives the action, the button, the database check and the docs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CheckConstraint, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sangsaeng.kernel.refusals import WrongState

Text = str | Promise


@dataclass(frozen=True)
class StateTable:
    """What may follow what.

    ``states`` and ``verbs`` name each state and step for people; ``steps`` maps a state and a verb
    to the state that follows.
    """

    name: str
    initial: str
    states: Mapping[str, Text]
    verbs: Mapping[str, Text]
    steps: Mapping[tuple[str, str], str]

    def __post_init__(self) -> None:
        for (state, verb), following in self.steps.items():
            if {state, following} - set(self.states) or verb not in self.verbs:
                message = (
                    f"{self.name}: ({state}, {verb}) → {following} names an unknown state or verb"
                )
                raise ValueError(message)

    def after(self, state: str, verb: str) -> str:
        """Return the state that follows, or refuse."""
        if (state, verb) not in self.steps:
            raise WrongState(state=self.label(state), verb=_(str(self.verbs[verb])))
        return self.steps[state, verb]

    def allows(self, state: str, verb: str) -> bool:
        """Tell whether the step exists from this state."""
        return (state, verb) in self.steps

    def verbs_from(self, state: str) -> tuple[str, ...]:
        """List the steps that exist from this state, in the table's order."""
        return tuple(verb for (origin, verb) in self.steps if origin == state)

    def label(self, state: str) -> str:
        """Name the state for people."""
        return str(self.states[state])

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """The states as choices of a model field."""
        return list(self.states.items())

    def constraint(self, field: str = "state") -> CheckConstraint:
        """Return the database check that a row is always in one of the states."""
        return CheckConstraint(
            condition=Q(**{f"{field}__in": list(self.states)}), name=f"{self.name}_{field}_known"
        )

    def diagram(self) -> str:
        """Draw the table for the documentation (Mermaid)."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [
            f"    {state} --> {following}: {verb}"
            for (state, verb), following in self.steps.items()
        ]
        return "\n".join(lines)
