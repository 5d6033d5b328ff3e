"""Operators: who runs the platform is decided at its server, or by another operator."""

from datetime import datetime

from sangsaeng.kernel.actions import action, change
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import may_operate, require


@action
def appoint_operator(person: Person, *, actor: Person, at: datetime) -> None:  # noqa: ARG001 - the record takes it
    """Make the person an operator; whoever has the server's shell may name themselves."""
    require(actor == person or may_operate(actor), actor)
    change(person, is_operator=True)
