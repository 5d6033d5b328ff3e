"""Lists of entries: one's own, and those an officer runs."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Membership, OrganizationName
from sangsaeng.organizations.names import name_key
from sangsaeng.programs.models import (
    Call,
    Entry,
    EntryFile,
    EntryPartner,
    Question,
    Recommendation,
    Submission,
    Supplement,
)
from sangsaeng.programs.queries.access import get_entry_for
from sangsaeng.programs.queries.handed_in import newest_submission
from sangsaeng.programs.rules import is_of_team
from sangsaeng.programs.states import ENTRY_STATES


@dataclass(frozen=True)
class EntryFilters:
    """How an officer's list is narrowed; an empty field narrows nothing."""

    text: str = ""
    state: str = ""
    checked: str = ""


def own_entries(viewer: Viewer) -> QuerySet[Entry]:
    """Return the entries in whose team the viewer takes part."""
    if not isinstance(viewer, Person):
        return Entry.objects.none()
    rows = Entry.objects.of_team(viewer).select_related("call", "lead")
    return rows.order_by("-begun_at", "-pk")


def asked_into(viewer: Person) -> QuerySet[EntryPartner]:
    """Return where one of the viewer's organizations was asked into a team and has not answered."""
    mine = Membership.objects.organizations_of(viewer)
    asked = EntryPartner.objects.filter(organization__in=mine, state="invited")
    return asked.select_related("entry__call", "entry__lead", "organization")


def entries_run_by(
    viewer: Viewer, call: Call, filters: EntryFilters | None = None
) -> QuerySet[Entry]:
    """Return the entries of a call that the viewer handles, narrowed; never their own case."""
    if not isinstance(viewer, Person):
        return Entry.objects.none()
    narrowed = filters or EntryFilters()
    rows = Entry.objects.run_by(viewer).filter(call=call)
    if narrowed.state in ENTRY_STATES.states:
        rows = rows.filter(state=narrowed.state)
    if narrowed.checked in {"yes", "no"}:
        rows = rows.filter(checked_at__isnull=narrowed.checked == "no")
    return rows.filter(_said(narrowed.text)).order_by("submitted_at", "pk")


def counts_run_by(viewer: Viewer, call: Call) -> dict[str, int]:
    """Return how many entries the viewer handles are in each state."""
    rows = entries_run_by(viewer, call).order_by().values_list("state")
    return dict(rows.annotate(count=Count("pk")))


def get_partner_for(viewer: Viewer, code: str, key: int) -> EntryPartner:
    """Return a partner of an entry the viewer may see as one of its team."""
    entry = get_team_entry_for(viewer, code)
    found = entry.partners.select_related("organization", "seat").filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def get_team_entry_for(viewer: Viewer, code: str) -> Entry:
    """Return the entry, if the viewer is of its team."""
    entry = get_entry_for(viewer, code)
    if not is_of_team(viewer, entry):
        raise NotFound
    return entry


def get_question_of(call: Call, key: str) -> Question:
    """Return a question of the call's form."""
    found = call.questions.filter(key=key).first()
    if found is None:
        raise NotFound
    return found


def get_file_for(viewer: Viewer, code: str, file_code: str) -> EntryFile:
    """Return a file: to the team what it keeps or handed in, to officers what was handed in last."""
    entry = get_entry_for(viewer, code)
    found = entry.files.select_related("file", "question").filter(code=file_code).first()
    if found is None:
        raise NotFound
    if not is_of_team(viewer, entry):
        newest = newest_submission(entry)
        handed_in = newest.content["files"] if newest else []
        if file_code not in {one["code"] for one in handed_in}:
            raise NotFound
    return found


def get_submission_for(viewer: Viewer, code: str, number: int) -> Submission:
    """Return one submission of an entry, to its team."""
    entry = get_team_entry_for(viewer, code)
    found = entry.submissions.select_related("edition").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def open_supplement_of(entry: Entry) -> Supplement | None:
    """Return the supplement that was asked and not answered, if there is one."""
    return entry.supplements.filter(state="asked").first()


def recommendations_by(viewer: Person) -> QuerySet[Recommendation]:
    """Return what the viewer recommended."""
    rows = Recommendation.objects.visible_to(viewer).filter(recommended_by=viewer)
    return rows.select_related("call", "organization", "recommender")


def recommendations_for(viewer: Person) -> QuerySet[Recommendation]:
    """Return the recommendations that wait for one of the viewer's organizations."""
    mine = Membership.objects.organizations_of(viewer)
    rows = Recommendation.objects.visible_to(viewer).filter(organization__in=mine)
    return rows.select_related("call", "organization", "recommender", "entry")


def _said(text: str) -> Q:
    """Match the title as handed in, the code, or a name of an organization in the team."""
    wanted = text.strip()
    if not wanted:
        return Q()
    newest = Submission.objects.filter(entry=OuterRef("pk"))
    later = Submission.objects.filter(entry=OuterRef("entry"), number__gt=OuterRef("number"))
    titled = newest.filter(~Exists(later), content__title__icontains=wanted)
    found = Q(code__iexact=wanted) | Q(Exists(titled))
    if key := name_key(wanted):
        named = OrganizationName.objects.filter(key__contains=key).values("organization")
        joined = EntryPartner.objects.filter(entry=OuterRef("pk"), state="joined")
        plain = Q(organization__name__icontains=wanted) | Q(organization__in=named)
        found |= Q(Exists(joined.filter(plain)))
    return found
