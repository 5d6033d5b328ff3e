"""What a judge declares about: the organizations of the call by name, never by entry."""

from sangsaeng.judging.conflicts.reading import in_play
from sangsaeng.judging.models import Declared, Judge, Tie
from sangsaeng.organizations.models import Organization, OrganizationQuerySet
from sangsaeng.programs.models import Call, EntryPartner


def organizations_of(call: Call) -> OrganizationQuerySet:
    """Return every organization of the entries to be judged, in the order of their names."""
    entries = in_play(call)
    partners = EntryPartner.objects.filter(entry__in=entries).exclude(state="declined")
    leads = Organization.objects.filter(pk__in=entries.values("lead"))
    found = leads | Organization.objects.filter(pk__in=partners.values("organization"))
    return found.order_by("name", "pk")


def spoken_of(judge: Judge) -> set[int]:
    """Return the organizations the judge has declared about."""
    rows = Declared.objects.filter(declaration__judge=judge)
    return set(rows.values_list("organization", flat=True))


def unspoken(judge: Judge) -> list[Organization]:
    """Return the organizations the judge has not declared about yet, by name."""
    spoken = spoken_of(judge)
    return [one for one in organizations_of(judge.call) if one.pk not in spoken]


def ties_of(judge: Judge) -> list[Tie]:
    """Return what was said to tie the judge to whom, by name."""
    rows = Tie.objects.filter(person=judge.person_id).select_related("organization")
    return list(rows.order_by("organization__name", "kind"))
