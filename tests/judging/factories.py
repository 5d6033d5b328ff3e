"""Judges, reviews and scores for tests: plain rows; what actions do is tested through actions."""

from tests.factories import MOMENT, make_person

from sangsaeng.judging.models import Declaration, Declared, Judge, PanelSeat, Review, Score, Seal
from sangsaeng.kernel.tokens import new_token
from sangsaeng.programs.contents import content_of, fingerprint_of, standing_of
from sangsaeng.programs.models import EntryPartner, Submission


def make_judge(call, stage=None, person=None, state="accepted", *, declared=True, **fields):
    """A judge with a seat in the stage's panel, who declared about everybody unless told not to."""
    judge = Judge.objects.create(
        call=call, person=person or make_person(), state=state, named_at=MOMENT, **fields
    )
    if stage is not None:
        PanelSeat.objects.create(stage=stage, judge=judge)
    if declared:
        declaration = Declaration.objects.create(judge=judge, number=1, declared_at=MOMENT)
        team = EntryPartner.objects.filter(entry__call=call).values_list("organization", flat=True)
        Declared.objects.bulk_create(
            Declared(declaration=declaration, organization_id=one) for one in set(team)
        )
    return judge


def make_review(judge, entry, stage, state="assigned", points=None, **fields):
    """A review; with points, one score for every criterion."""
    number = Review.objects.filter(stage=stage, entry=entry).count() + 1
    if state == "submitted":
        fields.setdefault("submitted_at", MOMENT)
    review = Review.objects.create(
        stage=stage,
        entry=entry,
        judge=judge,
        state=state,
        label=f"평가 {number}",
        assigned_at=MOMENT,
        **fields,
    )
    for criterion, given in zip(stage.criteria.all(), points or (), strict=False):
        Score.objects.create(review=review, criterion=criterion, points=given, saved_at=MOMENT)
    return review


def make_seal(call, person):
    """An incident: judging of the call stands still."""
    return Seal.objects.create(
        call=call,
        reason="조사",
        snapshot={},
        sha256="0" * 64,
        sealed_by=person,
        sealed_at=MOMENT,
    )


def hand_in_again(entry, title=None, **answers):
    """Hand the entry in once more, with another title or other answers."""
    if title is not None:
        type(entry).objects.filter(pk=entry.pk).update(title=title)
    for key, value in answers.items():
        entry.answers.filter(question__key=key).update(value=value)
    entry = type(entry).objects.get(pk=entry.pk)
    last = entry.submissions.order_by("number").last()
    content = content_of(standing_of(entry, at=MOMENT), last.edition, last.number + 1)
    return Submission.objects.create(
        entry=entry,
        number=last.number + 1,
        key=new_token(),
        content=content,
        sha256=fingerprint_of(content),
        edition=last.edition,
        submitted_by=last.submitted_by,
        submitted_at=MOMENT,
    )
