"""A call in the middle of judging, with rankings as they would be computed."""

from tests.factories import MOMENT, make_member, make_organization
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import call_world, make_entry, make_stage

from sangsaeng.judging.actions.deliberating import (
    MinutesFacts,
    close_minutes,
    discuss,
    open_minutes,
)
from sangsaeng.judging.bridge.ranking import scores_digest
from sangsaeng.judging.models import Minutes, Ranking
from sangsaeng.judging.queries.plans import Wish
from sangsaeng.organizations.models import Role, SizeClass
from sangsaeng.programs.freezing import fingerprint, rules_of
from sangsaeng.programs.models import Edition, Entry

MET = MinutesFacts(MOMENT, "회의실", "위원 셋", "모두의 점수와 경계를 함께 보았다.")


def row(entry, rank, *, straddles=False, chance=0.9):
    """One row of a ranking."""
    return {
        "code": entry.code,
        "rank": rank,
        "sharing": 1,
        "judges": 2,
        "mean": 80.0 - rank,
        "trimmed": None,
        "adjusted": 79.5 - rank,
        "plain_rank": rank,
        "expected_rank": float(rank),
        "interval_50": [rank, rank],
        "interval_95": [1, rank + 1],
        "chance": chance,
        "is_placed": True,
        "straddles": straddles,
        "differs": False,
        "best_rank": 1,
        "worst_rank": rank + 1,
    }


def make_ranking(stage, world, across=()):
    """A ranking of the stage by its present scores; those across the cut straddle it."""
    edition = stage.call.editions.last()
    entries = Entry.objects.filter(call=stage.call).order_by("pk")
    return Ranking.objects.create(
        stage=stage,
        number=stage.rankings.count() + 1,
        edition=edition,
        rules_sha256=edition.sha256,
        method={"kind": "plain_mean", "places": 2, "unscored": [], "sensitivity": []},
        rows=[
            row(entry, place, straddles=entry in across) for place, entry in enumerate(entries, 1)
        ],
        scores_sha256=scores_digest(stage),
        computed_by=world.officer,
        computed_at=MOMENT,
    )


def announce_anew(call):
    """Freeze the rules as they are now, as a new edition would."""
    rules = rules_of(call)
    last = call.editions.last()
    return Edition.objects.create(
        call=call,
        number=last.number + 1,
        rules=rules,
        sha256=fingerprint(rules),
        reason="시험",
        announced_at=last.announced_at,
        announced_by=last.announced_by,
    )


def judging_world(**fields):
    """The world of calls with a third entry, three judges and their submitted reviews."""
    world = call_world(state="judging", **fields)
    world.stage = world.call.stages.get()
    third = make_organization("마루기계", size_class=SizeClass.LARGE)
    world.third_small = make_organization("한울부품")
    make_member(third, Role.OWNER, name="마루대표")
    make_member(world.third_small, Role.OWNER, name="한울대표")
    world.third = make_entry(
        world.call, third, world.third_small, title="부품을 함께 가볍게 한 설계"
    )
    world.judges = [make_judge(world.call, world.stage) for _ in range(3)]
    world.entries = [world.entry, world.rival, world.third]
    for number, entry in enumerate(world.entries):
        for judge in world.judges:
            make_review(
                judge,
                entry,
                world.stage,
                "submitted",
                points=(9 - number, 8 - number),
                shared_comment=f"CANARYSHARED{number} 잘한 점",
                comment=f"CANARYPRIVATE{number}",
            )
    return world


def with_second_stage(world):
    """A deliberation after the evaluation."""
    world.second = make_stage(world.call, 2, "deliberation", "심의")
    announce_anew(world.call)
    return world


def discussed(world, stage, *entries):
    """Minutes of a meeting that spoke of these entries, closed."""
    minutes = open_minutes(stage, MET, actor=world.officer, at=MOMENT)
    for entry in entries:
        discuss(minutes, entry, "점수 차이의 까닭을 살폈다.", actor=world.officer, at=MOMENT)
    close_minutes(minutes, 1, actor=world.officer, at=MOMENT)
    return Minutes.objects.get(pk=minutes.pk)


def wishes(chosen, others, yes="select", no="pass_over"):
    """Wishes that choose some entries and not others."""
    return {one.code: Wish(yes, "점수와 논의에 따라 선정") for one in chosen} | {
        one.code: Wish(no, "다른 사례의 성과가 더 뚜렷함") for one in others
    }
