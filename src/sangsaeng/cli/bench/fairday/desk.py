"""A desk that writes while phones ask: at each stroke a meeting loses its place and gets it back.

Runs in a process of its own, as another server would; prints how long each write took.
"""

import json
import os
import sys
import time
from typing import Any

import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sangsaeng.site.settings")


def main() -> None:
    """Write so many times a second for so many seconds, as the arguments say."""
    import django

    django.setup()
    rate, seconds = float(sys.argv[1]), float(sys.argv[2])
    took: list[float] = []
    errors = 0
    begun = time.perf_counter()
    for stroke in range(int(rate * seconds)):
        due = begun + stroke / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            write(stroke)
        except Exception as fault:  # noqa: BLE001 - whatever goes wrong is a finding
            errors += 1
            print(repr(fault), file=sys.stderr)
        took.append(time.perf_counter() - due)
    print(json.dumps(figures(took, errors, time.perf_counter() - begun)))


def write(stroke: int) -> None:
    """Take one meeting out of the version in force, or put the last one back."""
    from django.db import transaction

    from sangsaeng.fairs.actions.placing import Place, leave_place, take_place
    from sangsaeng.fairs.models import Fair, Opening
    from sangsaeng.kernel import clock

    at = clock.now()
    with transaction.atomic():
        fair = Fair.objects.select_for_update(of=("self",)).get(slug="crowd")
        opening = Opening.objects.filter(fair=fair, closed_at=None).first()
        if opening is not None:
            take_place(fair, opening.left_by, Place(opening.slot, opening.table), at=at)
            return
        meetings = fair.timetables.get(state="published").meetings.order_by("pk")
        meeting = meetings[stroke * 7 % 1000]
        leave_place(meeting, fair, "called_off", at=at)


def figures(took: list[float], errors: int, seconds: float) -> dict[str, Any]:
    """Return the figures, times in milliseconds."""
    quantiles = np.percentile(took or [0.0], [50, 95, 99, 100]) * 1000
    names = ("p50", "p95", "p99", "max")
    return dict(zip(names, (round(float(one), 1) for one in quantiles), strict=True)) | {
        "asked": len(took),
        "errors": errors,
        "per_second": round(len(took) / seconds, 1),
    }


if __name__ == "__main__":
    main()
