"""Who is answered what at the ledger's public addresses: everybody the same."""

PERSONAS = ("anonymous", "person", "operator")


def _row(status):
    return dict.fromkeys(PERSONAS, status)


ROUTES = {
    "ledger": _row(200),
    "ledger_checkpoints_json": _row(200),
    "ledger_checkpoints_txt": _row(200),
    "ledger_consistency": _row(200),
    "ledger_key": _row(200),
}


def address(route, key):
    """What the addresses point to in a ledger of some events."""
    from django.urls import reverse

    if route == "ledger_key":
        return reverse(route, args=[key])
    return reverse(route) + ("?from=1&to=3" if route == "ledger_consistency" else "")
