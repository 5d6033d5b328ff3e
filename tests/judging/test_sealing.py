"""The incident switch, rehearsed along the morning of 27 November 2025."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.factories import MOMENT, make_operator
from tests.judging.deciding_world import judging_world, make_ranking, wishes

from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.sealing import lift_seal, seal_judging
from sangsaeng.judging.events import JudgingSealed
from sangsaeng.judging.models import Look, Score, Seal
from sangsaeng.judging.queries.incident import looks_before, unusual_in
from sangsaeng.judging.queries.snapshots import differences_since, digest_of, snapshot_of
from sangsaeng.judging.refusals import NotSealed, SealedAlready, StandsStill
from sangsaeng.judging.rules import may_read_incident, may_seal
from sangsaeng.kernel.events import _listeners
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.ledger.canonical import canonical_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return judging_world()


def look(world, person, times=1, *, before=timedelta(hours=1), entries=None, what="entry"):
    """Rows as looking leaves them."""
    for number in range(times):
        Look.objects.create(
            call=world.call,
            entry=(entries or world.entries)[number % len(entries or world.entries)],
            person=person,
            what=what,
            at=MOMENT - before + timedelta(seconds=number),
        )


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_snapshot_is_canonical_and_its_digest_can_be_computed_again(world):
    seal = seal_judging(world.call, "새어 나감", actor=world.officer, at=MOMENT)
    seal.refresh_from_db()

    again = sha256(canonical_text(json.loads(json.dumps(seal.snapshot))).encode()).hexdigest()
    assert seal.sha256 == again == digest_of(snapshot_of(world.call))
    assert len(seal.snapshot["reviews"]) == 9
    assert seal.snapshot["reviews"][0]["scores"]


def test_snapshot_tells_which_scores_changed_since(world):
    seal = seal_judging(world.call, "새어 나감", actor=world.officer, at=MOMENT)
    assert differences_since(seal.snapshot, snapshot_of(world.call)) == []

    changed = Score.objects.first()
    Score.objects.filter(pk=changed.pk).update(points=0)
    assert differences_since(seal.snapshot, snapshot_of(world.call)) == [changed.review.code]


def test_sessions_of_judges_and_officers_end_and_those_of_others_stay(world):
    judge, officer, team = (
        signed_in(one) for one in (world.judges[0].person, world.officer, world.large_lead)
    )
    hand = signed_in(world.officer)
    seal_judging(world.call, "새어 나감", hand.session.session_key, actor=world.officer, at=MOMENT)

    alive = [client.get("/my/").status_code == 200 for client in (judge, officer, team, hand)]
    assert alive == [False, False, True, True]
    assert Session.objects.count() == 2


def test_seal_is_set_once_and_lifted_once(world):
    operator = make_operator()
    seal_judging(world.call, "새어 나감", actor=operator, at=MOMENT)
    with pytest.raises(SealedAlready):
        seal_judging(world.call, "또", actor=world.officer, at=MOMENT)

    lift_seal(world.call, "고침", actor=operator, at=MOMENT)
    with pytest.raises(NotSealed):
        lift_seal(world.call, "또", actor=operator, at=MOMENT)
    assert Seal.objects.get().lifted_because == "고침"


@pytest.mark.parametrize("who", ["large_lead", "outsider"])
def test_others_set_no_seal(world, who):
    with pytest.raises(NotAllowed):
        seal_judging(world.call, "장난", actor=getattr(world, who), at=MOMENT)


def test_judge_sets_no_seal_and_reads_no_report(world):
    person = world.judges[0].person

    assert not may_seal(person, world.call)
    assert not may_read_incident(person, world.call)


def test_house_seals_for_whoever_has_the_server_at_hand(world):
    assert may_seal(the_house(), world.call)


def test_what_was_sealed_is_never_edited(world):
    seal_judging(world.call, "새어 나감", actor=world.officer, at=MOMENT)

    with pytest.raises(Exception, match="never edited"):
        Seal.objects.update(sha256="0" * 64)


def test_others_hear_of_it(world, monkeypatch):
    heard = []
    monkeypatch.setitem(_listeners, JudgingSealed, [heard.append])
    seal_judging(world.call, "새어 나감", actor=world.officer, at=MOMENT)
    lift_seal(world.call, "고침", actor=world.officer, at=MOMENT)

    assert [event.is_lifted for event in heard] == [False, True]


# Who looked at what


def test_report_counts_looks_by_account_and_kind(world):
    first, second = world.judges[0].person, world.judges[1].person
    look(world, first, 3)
    look(world, second, 1, what="scores")
    look(world, second, 1, before=timedelta(days=90))

    report = {one.person: one for one in looks_before(world.call, MOMENT)}
    assert report[first].total == 3
    assert report[first].entries == 3
    assert report[second].total == 1
    assert not any(one.is_unusual for one in report.values())


def test_unusual_volume_is_found_also_where_it_began_long_before(world):
    quiet = [judge.person for judge in world.judges[1:]]
    for person in quiet:
        look(world, person, 4)
    look(world, world.judges[0].person, 60, before=timedelta(days=16))

    report = {one.person: one for one in looks_before(world.call, MOMENT)}
    assert [one.person for one in unusual_in(report.values())] == [world.judges[0].person]


def test_even_volume_of_many_is_not_unusual(world):
    for judge in world.judges:
        look(world, judge.person, 40)

    assert unusual_in(looks_before(world.call, MOMENT)) == []


def test_report_asks_the_same_of_the_database_however_many_looked(world, django_assert_num_queries):
    look(world, world.judges[0].person)
    with django_assert_num_queries(1):
        looks_before(world.call, MOMENT)
    for judge in world.judges:
        look(world, judge.person, 5)
    with django_assert_num_queries(1):
        looks_before(world.call, MOMENT)


# The rehearsal: exploited from the eleventh, reported at 10:09, acknowledged at 10:12


def test_rehearsal_of_a_leak_like_that_of_november_2025(world):
    """Somebody read far more than their share for sixteen days before anybody noticed."""
    make_ranking(world.stage, world)
    thief = world.judges[2].person
    for days in range(16, 0, -1):
        look(world, thief, 30, before=timedelta(days=days))
    for judge in world.judges[:2]:
        look(world, judge.person, 6, before=timedelta(days=3))
    stolen = signed_in(thief)

    # 10:09 reported, 10:12 one command.
    at = MOMENT + timedelta(minutes=3)
    seal = seal_judging(world.call, "심사위원 이름이 조회됨", actor=the_house(), at=at)
    assert stolen.get("/judging/").status_code != 200
    with pytest.raises(StandsStill):
        decide(world.stage, wishes(world.entries, []), actor=world.officer, at=at)

    # Who looked at what, sixteen days back.
    (found,) = unusual_in(looks_before(world.call, seal.sealed_at))
    assert found.person == thief
    assert (found.total, found.days) == (480, 16)

    # Somebody tampers at the database meanwhile; the snapshot shows which review.
    score = Score.objects.filter(review__judge=world.judges[0]).first()
    Score.objects.filter(pk=score.pk).update(points=0)
    assert differences_since(seal.snapshot, snapshot_of(world.call)) == [score.review.code]
    before = next(one for one in seal.snapshot["reviews"] if one["code"] == score.review.code)
    given = {key: points for key, points, _said in before["scores"]}
    Score.objects.filter(pk=score.pk).update(points=given[score.criterion.key])
    assert differences_since(seal.snapshot, snapshot_of(world.call)) == []

    # 11:00 mended.
    lift_seal(world.call, "조회를 막음", actor=world.officer, at=MOMENT + timedelta(minutes=51))
    decide(world.stage, wishes(world.entries, []), actor=world.officer, at=MOMENT)
