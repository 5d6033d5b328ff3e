"""A review is saved as it is written, handed in whole, and closed to whoever must not write it."""

from datetime import timedelta

import pytest
from tests.factories import MOMENT, make_member, make_organization, make_person
from tests.judging.factories import make_judge, make_review, make_seal
from tests.programs.factories import call_world

from sangsaeng.judging.actions.scoring import (
    Draft,
    Given,
    remind_judge,
    save_review,
    send_back,
    submit_review,
)
from sangsaeng.judging.events import ReviewsAwaited, ReviewSentBack
from sangsaeng.judging.models import Conflict, Review
from sangsaeng.judging.refusals import NotBeingJudged, ReviewIsIn, StandsStill
from sangsaeng.kernel import events
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid, NotAllowed, NotFound, WrongState

pytestmark = pytest.mark.django_db
LATER = MOMENT + timedelta(days=30)


@pytest.fixture
def world():
    world = call_world("judging")
    world.stage = world.call.stages.get()
    world.judge = make_judge(world.call, world.stage)
    world.review = make_review(world.judge, world.entry, world.stage)
    return world


def full(seen=1, **said):
    return Draft(seen, "", {"effort": Given(8, "노력"), "result": Given(7)}, **said)


def save(world, draft, actor=None):
    return save_review(world.review, draft, actor=actor or world.judge.person, at=LATER)


def submit(world, draft=None):
    return submit_review(world.review, draft or full(), actor=world.judge.person, at=LATER)


def test_points_and_comments_are_kept_and_the_review_has_begun(world):
    kept = save(world, full(comment=" 위원회에 ", shared_comment="기업에"))

    assert kept.state == "begun"
    assert (kept.comment, kept.shared_comment, kept.version) == ("위원회에", "기업에", 2)
    assert list(kept.scores.order_by("criterion").values_list("points", "comment")) == [
        (8, "노력"),
        (7, ""),
    ]


def test_a_comment_without_points_is_kept_and_points_can_be_taken_back(world):
    save(world, full())
    kept = save(world, Draft(2, "", {"effort": Given(None, "아직"), "result": Given(7)}))

    assert kept.unscored == {"effort": "아직"}
    assert kept.scores.get().criterion.key == "result"


def test_the_trail_tells_that_a_review_was_written_and_never_what(world):
    save(world, full(comment="비밀 의견"))

    trail = "".join(str(one.new) + str(one.old) for one in AuditEvent.objects.all())
    assert "비밀 의견" not in trail
    assert "노력" not in trail
    assert "points" not in trail


def test_who_has_not_seen_the_latest_version_overwrites_nothing(world):
    save(world, full())
    with pytest.raises(ChangedMeanwhile):
        save(world, full(comment="옛 화면"))


def test_the_page_that_wrote_last_writes_on_without_asking_for_the_version(world):
    given = {"effort": Given(8), "result": Given(7)}
    save(world, Draft(1, "PAGE", given, "하나"))
    save(world, Draft(1, "PAGE", given, "둘"))
    with pytest.raises(ChangedMeanwhile):
        save(world, Draft(1, "OTHER", given, "셋"))

    assert Review.objects.get().comment == "둘"


@pytest.mark.parametrize("points", [-1, 11])
def test_points_outside_the_criterion_are_refused(world, points):
    with pytest.raises(Invalid) as refused:
        save(world, Draft(1, "", {"effort": Given(points)}))

    assert "points-effort" in refused.value.faults


def test_a_whole_review_is_handed_in_once(world):
    held = submit(world)

    assert (held.state, held.submitted_at) == ("submitted", LATER)
    with pytest.raises(ReviewIsIn):
        submit(world, full(seen=held.version))
    with pytest.raises(ReviewIsIn):
        save(world, full(seen=held.version))


def test_a_review_with_a_criterion_open_is_not_handed_in(world):
    with pytest.raises(Invalid) as refused:
        submit(world, Draft(1, "", {"effort": Given(8)}))

    assert list(refused.value.faults) == ["points-result"]
    assert Review.objects.get().state == "assigned"


def test_nobody_else_writes_it(world):
    other = make_judge(world.call, world.stage)
    for actor in (world.officer, other.person, world.large_lead, make_person()):
        with pytest.raises(NotFound):
            save(world, full(), actor)


@pytest.mark.parametrize("state", ["closed", "published", "ended"])
def test_nothing_is_written_outside_of_judging(world, state):
    type(world.call).objects.update(state=state, published_at=LATER)
    with pytest.raises(NotBeingJudged):
        save(world, full())


def test_nothing_is_written_on_an_entry_that_was_withdrawn(world):
    type(world.entry).objects.filter(pk=world.entry.pk).update(state="withdrawn")
    with pytest.raises(NotBeingJudged):
        save(world, full())


def test_while_judging_stands_still_nothing_is_written_sent_back_or_reminded_of(world):
    make_seal(world.call, world.officer)
    with pytest.raises(StandsStill):
        save(world, full())
    with pytest.raises(StandsStill):
        submit(world)
    with pytest.raises(StandsStill):
        remind_judge(world.judge, actor=world.officer, at=LATER)
    with pytest.raises(StandsStill):
        send_back(world.review, "다시", actor=world.officer, at=LATER)


def conflict(world, **fields):
    return Conflict.objects.create(
        judge=world.judge,
        entry=world.entry,
        organization=world.large,
        kind="employer",
        origin="declared",
        path="…",
        found_at=MOMENT,
        **fields,
    )


def test_a_conflict_closes_the_review(world):
    conflict(world)
    with pytest.raises(NotFound):
        save(world, full())


def test_a_lifted_conflict_does_not_and_neither_does_one_with_another_entry(world):
    lifted = {"lifted_at": MOMENT, "lifted_by": world.officer, "lifted_because": "착오"}
    row = conflict(world)
    row.origin = "computed"
    for name, value in lifted.items():
        setattr(row, name, value)
    row.save()
    Conflict.objects.create(
        judge=world.judge,
        entry=world.rival,
        organization=world.other,
        kind="employer",
        origin="declared",
        path="…",
        found_at=MOMENT,
    )

    assert save(world, full()).state == "begun"
    assert Review.objects.visible_to(world.judge.person).get() == world.review


def test_a_team_that_took_in_somebody_undeclared_is_closed(world):
    make_judge_firm = make_organization("새협력")
    world.entry.partners.create(
        organization=make_judge_firm,
        seat=world.call.seats.get(key="supply"),
        state="joined",
        asked_at=MOMENT,
    )
    with pytest.raises(NotFound):
        save(world, full())


def test_an_officer_sends_a_review_back_with_a_reason_and_the_judge_hears_of_it(world, monkeypatch):
    submit(world)
    heard = hear(monkeypatch, ReviewSentBack)
    back = send_back(world.review, " 두 번째 항목 ", actor=world.officer, at=LATER)

    assert (back.state, back.submitted_at, back.remark) == ("begun", None, "두 번째 항목")
    assert [one.reason for one in heard] == ["두 번째 항목"]
    submitted = submit(world, full(seen=back.version))
    assert (submitted.state, submitted.remark) == ("submitted", "")


def test_sending_back_needs_a_reason_and_a_submitted_review(world):
    with pytest.raises(WrongState):
        send_back(world.review, "다시", actor=world.officer, at=LATER)
    submit(world)
    with pytest.raises(Invalid):
        send_back(world.review, " ", actor=world.officer, at=LATER)


def test_only_an_officer_without_a_part_in_the_case_sends_back(world):
    submit(world)
    for actor in (world.judge.person, world.large_lead, make_person(is_operator=True)):
        with pytest.raises(NotAllowed):
            send_back(world.review, "다시", actor=actor, at=LATER)
    make_member_of(world.large, world.officer)
    with pytest.raises(NotAllowed):
        send_back(world.review, "다시", actor=world.officer, at=LATER)


def test_a_judge_is_reminded_of_what_is_not_in_and_of_nothing_else(world, monkeypatch):
    heard = hear(monkeypatch, ReviewsAwaited)
    assert remind_judge(world.judge, actor=world.officer, at=LATER) == 1
    submit(world)
    assert remind_judge(world.judge, actor=world.officer, at=LATER) == 0

    assert [one.count for one in heard] == [1]


def test_who_has_a_case_in_the_call_reminds_nobody(world):
    make_member_of(world.other, world.officer)
    with pytest.raises(NotAllowed):
        remind_judge(world.judge, actor=world.officer, at=LATER)
    with pytest.raises(NotAllowed):
        remind_judge(world.judge, actor=make_member(world.host), at=LATER)


def make_member_of(organization, person):
    organization.memberships.create(person=person, role="staff", began_at=MOMENT)


def hear(monkeypatch, kind):
    """Everything that is told of this kind from now on."""
    heard = []
    monkeypatch.setitem(events._listeners, kind, [heard.append])  # noqa: SLF001 - no other way to listen for one test
    return heard
