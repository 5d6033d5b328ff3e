"""Who is answered what about the day's changes."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_DESK = _row(302, 403, 403, 403, 403, 200, 200, 403, 403, 200)

ROUTES = dict.fromkeys(
    (
        "desk_changes",
        "desk_changes_preview",
        "desk_changes_made",
        "desk_changes_export",
        "desk_changes_sheets",
    ),
    _DESK,
)

PRESSES = {"desk_changes_preview": _row(302, 403, 403, 403, 403, 302, 302, 403, 403, 302)}


def arguments(world):
    """What the addresses point to, in a world whose second version is in force."""
    slug = {"slug": world.fair.slug}
    version = slug | {"number": 2}
    return {
        "desk_changes": slug,
        "desk_changes_preview": slug,
        "desk_changes_made": version,
        "desk_changes_sheets": version,
        "desk_changes_export": version | {"form": "json"},
    }
