"""Who is answered what at the addresses that phones ask for by themselves."""

from tests.fairs.personas import PERSONAS


def _row(status):
    return dict.fromkeys(PERSONAS, status)


ROUTES = {
    # A number that tells nothing; the code is all that is asked for.
    "live": _row(200),
    # The program that keeps a copy on the phone; it holds nothing of anybody.
    "service_worker": _row(200),
}


def arguments(world):
    """What the addresses point to."""
    return {"live": {"code": world.supplier.live_code}, "service_worker": {}}
