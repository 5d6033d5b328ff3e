"""A call that is being judged, with everybody who may and may not look."""

from django.test import Client
from tests.factories import MOMENT, make_member, make_operator, make_person
from tests.judging.factories import hand_in_again, make_judge, make_review
from tests.programs.factories import call_world

from sangsaeng.judging.models import Conflict, JudgeCopy
from sangsaeng.kernel.files import DOCUMENTS, store
from sangsaeng.organizations.models import Role
from sangsaeng.programs.models import EntryFile, Officer

PDF = b"%PDF-1.4\n%a copy that was cleaned\n%%EOF\n"


def judging_world(**fields):
    """Two entries, one reviewed by a judge; other judges who must not see it; a file with its copy."""
    world = call_world("judging", **fields)
    world.stage = world.call.stages.get()
    judge = make_judge(world.call, world.stage, make_person("심사하나"), affiliation="하나대학교")
    undeclared = make_judge(world.call, world.stage, make_person("심사둘"), declared=False)
    conflicted = make_judge(world.call, world.stage, make_person("심사셋"))
    unassigned = make_judge(world.call, world.stage, make_person("심사넷"))
    world.judge, world.unassigned = judge, unassigned
    world.review = make_review(judge, world.entry, world.stage)
    world.closed = make_review(undeclared, world.entry, world.stage)
    world.barred = make_review(conflicted, world.entry, world.stage)
    Conflict.objects.create(
        judge=conflicted,
        entry=world.entry,
        organization=world.large,
        kind="employer",
        origin="declared",
        path="…",
        found_at=MOMENT,
    )
    busy = make_member(world.host, Role.STAFF, name="겹친담당")
    Officer.objects.create(program=world.program, person=busy, began_at=MOMENT)
    world.large.memberships.create(person=busy, role=Role.STAFF, began_at=MOMENT)
    world.file = _file_of(world)
    world.people = {
        "outsider": world.outsider,
        "team_lead": world.large_lead,
        "rival_lead": world.other_lead,
        "judge": judge.person,
        "undeclared_judge": undeclared.person,
        "conflicted_judge": conflicted.person,
        "unassigned_judge": unassigned.person,
        "officer": world.officer,
        "officer_with_case": busy,
        "operator": make_operator(),
    }
    return world


def signed_in_as(person):
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def rubric(review, **said):
    """The rubric as a judge's browser sends it, every criterion scored."""
    return {
        "seen": review.version,
        "page": "",
        "points-effort": "8",
        "points-result": "7",
        "comment-effort": "노력했다",
        "comment-result": "",
        "comment": "위원회에",
        "shared_comment": "기업에",
    } | said


def _file_of(world):
    original = store("한빛전자 실적.pdf", PDF, DOCUMENTS, actor=world.large_lead, at=MOMENT)
    question = world.call.questions.get(key="effort")
    given = EntryFile.objects.create(
        entry=world.entry, question=question, file=original, added_at=MOMENT
    )
    clean = store("copy.pdf", PDF, DOCUMENTS, actor=world.large_lead, at=MOMENT)
    JudgeCopy.objects.create(original=given, file=clean, made_at=MOMENT)
    hand_in_again(world.entry)
    return given
