"""Which awards a team already has, for the rule that the same merit is not awarded twice."""

from collections.abc import Iterator

from django.db.models import Q

from sangsaeng.honors.models import Honor
from sangsaeng.programs.eligibility import Application, Merit, register


@register
def honors_held(told: Application, _question: str) -> Iterator[Merit]:
    """Name the honors of the team's organizations, and of a person whom the entry names."""
    named = [text.strip() for text in told.answers.values() if isinstance(text, str) and text]
    theirs = Q(holders__organization__in=told.organizations)
    honors = Honor.objects.given().filter(theirs | (~Q(person_name="") & Q(person_name__in=named)))
    for honor in honors.exclude(entry=told.entry).select_related("program").distinct():
        yield Merit(honor.title, f"{honor.program.name} {honor.round}", honor.summary)
