"""One judge's place or review for a viewer: missing and forbidden are the same answer."""

from sangsaeng.judging.models import Judge, Review
from sangsaeng.judging.rules import may_read_as_judge
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound


def get_judge_for(viewer: Viewer, code: str) -> Judge:
    """Return the judge, if it is the viewer or the viewer runs the call."""
    judges = Judge.objects.visible_to(viewer).select_related("call__program", "person")
    found = judges.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def get_review_for(viewer: Viewer, code: str) -> Review:
    """Return the review, if it is the viewer's and nothing stands in the way of reading."""
    reviews = Review.objects.visible_to(viewer)
    found = reviews.select_related("stage__call", "judge", "entry").filter(code=code).first()
    if found is None or not may_read_as_judge(viewer, found):
        raise NotFound
    return found
