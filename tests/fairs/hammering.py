"""Many hands at one fair, and hands that are cut off: a program of its own, run by the tests.

``hammer`` lets worker processes book, vacate, mark, publish and repair one fair for some seconds
through the real actions. ``crash`` kills a process again and again while it publishes or repairs.
Both then read the rows and print what is wrong with them, as JSON. With ``--guards off`` what
guards the promises is taken away, to show that the checks would see it. The database is whatever
SANGSAENG_DATA and SANGSAENG_DATABASE say; Django is set up by whoever starts the program.
"""

import argparse
import json
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import numpy as np
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from tests.fairs.days import make_day, random_disturbances

from sangsaeng.engine.timetable.warming import limber
from sangsaeng.fairs.actions import planning, publishing
from sangsaeng.fairs.actions.the_day import repairing
from sangsaeng.fairs.actions.the_day.foreseeing import Intended, foresee_repair
from sangsaeng.fairs.actions.the_day.marking import HandedIn, record_marks
from sangsaeng.fairs.actions.the_day.placing import Place, take_place
from sangsaeng.fairs.actions.the_day.vacating import vacate
from sangsaeng.fairs.bridge.disturbing import Back, TableBack
from sangsaeng.fairs.events import TimetablePublished
from sangsaeng.fairs.models import Fair, Meeting, Opening, Seat, Timetable
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.mail import write_mail
from sangsaeng.kernel.models import AuditEvent, OutboxMail, Person
from sangsaeng.kernel.refusals import Refusal

FORK = multiprocessing.get_context("fork")
GUARDS = {
    Meeting: {"meeting_alone_at_its_table", "meeting_once_for_a_request"},
    Seat: {"seat_in_one_place_at_a_time"},
}


@listen(TimetablePublished)
def write_to_the_officer(event):
    """Put a mail for every version into the outbox, as notices do."""
    write_mail("officer@example.org", f"{event.timetable.number}", "", at=event.at)


class Hands:
    """One worker: does random things to the fair until its time is over."""

    def __init__(self, fair, seed):
        self.rng = np.random.default_rng(seed)
        self.fair = Fair.objects.get(pk=fair)
        self.officer = Person.objects.get(fair_roles__fair=fair)
        self.fair.made_slots = list(self.fair.slots.all())
        self.fair.buyers = list(self.fair.participants.filter(side="buyer"))
        self.fair.suppliers = list(self.fair.participants.filter(side="supplier"))
        self.requests = list(self.fair.requests.all())
        self.tables = list(self.fair.tables.all())
        self.at = self.fair.made_slots[1].starts_at + timedelta(minutes=5)

    @property
    def deeds(self):
        """All that it can do."""
        return (self.book, self.call_off, self.mark, self.publish, self.repair)

    def book(self):
        """Reach for a place that looks free, for a pair that looks as if it were waiting."""
        there = Meeting.objects.filter(timetable__fair=self.fair, timetable__state="published")
        meeting = set(there.values_list("request", flat=True))
        taken = set(there.values_list("slot", "table"))
        waiting = [one for one in self.requests if one.pk not in meeting] or self.requests
        request = self._one(waiting)
        places = [
            Place(slot, table)
            for slot in self.fair.made_slots[2:]
            for table in self.tables
            if table.participant_id == request.buyer_id
        ]
        free = [one for one in places if (one.slot.pk, one.table.pk) not in taken]
        with transaction.atomic():
            fair = planning.lock(self.fair)
            take_place(fair, request, self._one(free or places), at=self._moment())

    def call_off(self):
        """Give a meeting's place away."""
        with transaction.atomic():
            fair = planning.lock(self.fair)
            vacate(fair, self._one(self.requests), Opening.Cause.CALLED_OFF, at=self.at)

    def mark(self):
        """Hand in a batch of marks, some of absences."""
        kinds = ("present", "late", "absent", "unmarked")
        marks = [
            HandedIn(
                UUID(bytes=self.rng.bytes(16)),
                request.supplier.code,
                request.code,
                kinds[self.rng.integers(4)],
                self._moment(),
            )
            for request in (self._one(self.requests) for _mark in range(5))
        ]
        record_marks(self.fair, marks, "tablet", actor=self.officer, at=self._moment())

    def publish(self):
        """Plan around the version in force, and publish that."""
        in_force = self.fair.timetables.get(state="published")
        draft = planning.plan_fair(self.fair, actor=self.officer, at=self.at, keeping=in_force)
        publishing.publish(draft, actor=self.officer, at=self.at)

    def repair(self):
        """Let something go wrong, or right again, and confirm what was foreseen."""
        wrong = random_disturbances(self.rng, self.fair)
        right = (Back(self._one(self.fair.suppliers)), TableBack(self._one(self.tables)))
        intended = Intended(wrong if self.rng.random() < 0.5 else right)
        stamp = foresee_repair(self.fair, intended, at=self.at).stamp
        repairing.repair_fair(self.fair, intended, stamp, actor=self.officer, at=self.at)

    def work(self, until, told):
        """Do one thing after the other, and tell how long each took and what was refused."""
        log = {"done": Counter(), "refused": Counter(), "faults": [], "seconds": defaultdict(list)}
        while time.monotonic() < until:
            deed = self.rng.choice(self.deeds, p=(0.5, 0.3, 0.16, 0.02, 0.02))
            began = time.monotonic()
            try:
                deed()
                log["done"][deed.__name__] += 1
            except Refusal as refusal:
                log["refused"][f"{deed.__name__}: {refusal.code}"] += 1
            except Exception:  # noqa: BLE001 - whatever it is, the test wants to see it
                log["faults"].append(traceback.format_exc())
            log["seconds"][deed.__name__].append(time.monotonic() - began)
        connection.close()
        told.put(log)

    def _one(self, some):
        return some[self.rng.integers(len(some))]

    def _moment(self):
        return self.at + timedelta(microseconds=int(self.rng.integers(10**9)))


def prepare():
    """Make an empty database and a fair in it."""
    call_command("migrate", verbosity=0)
    limber()
    fair = make_day(np.random.default_rng(0), buyers=8, suppliers=20, slots=8, density=0.4)
    return fair.pk


def forked(target, *arguments):
    """Start a process with its own connection to the database."""
    connection.close()
    process = FORK.Process(target=target, args=arguments)
    process.start()
    return process


def hammer(seconds, workers, guards):
    """Let the workers loose, and look at what they leave."""
    fair = prepare()
    # What a process does for the first time takes longer; here all start from the same.
    for deed in Hands(fair, workers).deeds:
        with suppress(Refusal):
            deed()
    if not guards:
        take_guards_away()
    told = FORK.Queue()
    until = time.monotonic() + seconds

    def work(seed):
        Hands(fair, seed).work(until, told)

    processes = [forked(work, seed) for seed in range(workers)]
    logs = [told.get(timeout=seconds + 120) for _process in processes]
    for process in processes:
        process.join()
    waits = defaultdict(list)
    for log in logs:
        for deed, seconds_taken in log["seconds"].items():
            waits[deed] += seconds_taken
    return {
        "wrong": wrong_rows(fair),
        "faults": [fault for log in logs for fault in log["faults"]],
        "done": sum((log["done"] for log in logs), Counter()),
        "refused": sum((log["refused"] for log in logs), Counter()),
        "waits": {
            deed: {
                "count": len(some),
                "p95_ms": round(1000 * float(np.percentile(some, 95))),
                "max_ms": round(1000 * max(some)),
            }
            for deed, some in sorted(waits.items())
        },
    }


def take_guards_away():
    """Drop the constraints and the lock, as if nobody had thought of two at once."""
    with connection.schema_editor() as editor:
        for model, names in GUARDS.items():
            dropped = [one for one in model._meta.constraints if one.name in names]
            # SQLite makes the table anew from what the model says.
            model._meta.constraints = [one for one in model._meta.constraints if one not in dropped]
            for constraint in dropped:
                editor.remove_constraint(model, constraint)
    take_lock_away()


def take_lock_away():
    """Let nobody hold the fair."""
    QuerySet.select_for_update = lambda rows, **_how: rows


def wrong_rows(fair):
    """Say what must not be: who is twice, what is half, which place is open and taken."""
    return [*_twice(fair), *_half(fair), *_open_and_taken(fair)]


def _twice(fair):
    meetings = Meeting.objects.filter(timetable__fair=fair)
    for keys in (
        ("timetable", "slot", "table"),
        ("timetable", "slot", "supplier"),
        ("timetable", "request"),
    ):
        found = meetings.values(*keys).order_by(*keys).annotate(number=Count("pk"))
        for one in found.filter(number__gt=1):
            yield f"twice: {one}"


def _half(fair):
    in_force = Timetable.objects.filter(fair=fair, state="published")
    if len(in_force) != 1:
        yield f"{len(in_force)} versions in force"
    for meeting in Meeting.objects.filter(timetable__fair=fair).annotate(n=Count("seats")):
        if meeting.n != 1:
            yield f"meeting {meeting.pk} with {meeting.n} seats"
    versions = Timetable.objects.filter(fair=fair, number__isnull=False).count()
    told = AuditEvent.objects.filter(
        subject_type="fairs.timetable", new__has_key="number", new__state="published"
    ).count()
    mails = OutboxMail.objects.filter(to="officer@example.org").count()
    if not versions == told == mails:
        yield f"{versions} versions, {told} in the audit trail, {mails} mails"
    # Nothing takes a meeting out of a version that is not in force any more or not yet.
    for draft in Timetable.objects.filter(fair=fair, state="draft"):
        if draft.meetings.count() != draft.meeting_count:
            yield f"draft {draft.serial} with {draft.meetings.count()} of {draft.meeting_count}"


def _open_and_taken(fair):
    in_force = Meeting.objects.filter(timetable__fair=fair, timetable__state="published")
    taken = set(in_force.values_list("slot", "table"))
    for opening in Opening.objects.filter(fair=fair, closed_at=None):
        if (opening.slot_id, opening.table_id) in taken:
            yield f"opening {opening.code} is open and taken"


def crash(times, guards):
    """Kill a process at random moments while it publishes or repairs, and look at the rows."""
    fair = prepare()
    rng = np.random.default_rng(1)
    typical = {"publish": _duration(fair, "publish"), "repair": _duration(fair, "repair")}
    survived, wrong = Counter(), []
    for number in range(times):
        deed = ("publish", "repair")[number % 2]
        before = Timetable.objects.filter(fair=fair, number__isnull=False).count()
        process, writes = _begin(fair, deed, 1000 + number, guards)
        writes.recv()
        time.sleep(rng.random() * 2 * typical[deed])
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        after = Timetable.objects.filter(fair=fair, number__isnull=False).count()
        survived["new" if after > before else "old"] += 1
        found = wrong_rows(fair)
        wrong += [f"{deed} {number}: {one}" for one in found]
        if found:
            break
    seconds = {deed: round(taken, 3) for deed, taken in typical.items()}
    return {"wrong": wrong, "survived": survived, "typical_seconds": seconds}


def _duration(fair, deed):
    """Return how long the deed writes when nobody interferes."""
    taken = []
    for seed in range(3):
        process, writes = _begin(fair, deed, seed, guards=True)
        writes.recv()
        began = time.monotonic()
        process.join()
        taken.append(time.monotonic() - began)
    return max(taken)


def _begin(fair, deed, seed, guards):
    """Start a process that does the deed once, and says when it begins to write."""
    writes, tells = FORK.Pipe(duplex=False)

    def watch(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            tells.send(True)
        return execute(sql, params, many, context)

    def work():
        hands = Hands(fair, seed)
        if not guards:
            take_transactions_away()
        with suppress(Refusal), connection.execute_wrapper(watch):
            getattr(hands, deed)()
        tells.send(True)
        connection.close()

    return forked(work), writes


def take_transactions_away():
    """Let every statement stand for itself."""
    take_lock_away()
    transaction.Atomic.__enter__ = lambda _self: None
    transaction.Atomic.__exit__ = lambda *_all: None


def main():
    """Read what is wanted, do it, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["hammer", "crash"])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--workers", type=int, default=12)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--guards", choices=["on", "off"], default="on")
    wanted = parser.parse_args()
    guards = wanted.guards == "on"
    found = (
        hammer(wanted.seconds, wanted.workers, guards)
        if wanted.what == "hammer"
        else crash(wanted.times, guards)
    )
    json.dump({"database": connection.vendor, **found}, sys.stdout, ensure_ascii=False, indent=1)
