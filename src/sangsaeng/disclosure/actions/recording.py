"""Recording: the audit trail is read by operators, so it tells what was changed, not to what."""

from typing import Any

from django.db.models import Model

from sangsaeng.kernel.actions import record


def change_quietly(row: Model, **fields: Any) -> None:
    """Set the fields that differ and save them; record their names, and no value but the state."""
    differing = {name: value for name, value in fields.items() if getattr(row, name) != value}
    told = {name: value for name, value in differing.items() if name == "state"}
    for name, value in differing.items():
        setattr(row, name, value)
    if differing:
        row.save(update_fields=list(differing))
    record(row, changed=sorted(differing), **told)
