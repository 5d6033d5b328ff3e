"""Following a program: its new calls and their deadlines are told."""

from datetime import datetime

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.notices.models import Following
from sangsaeng.programs.models import Program
from sangsaeng.programs.queries.access import get_program_for


@action
def follow(program: Program, *, actor: Person, at: datetime) -> None:
    """Tell the person of the program's calls from now on."""
    seen = get_program_for(actor, program.slug)
    Following.objects.get_or_create(person=actor, program=seen, defaults={"began_at": at})
    record(seen, follows=True)


@action
def unfollow(program: Program, *, actor: Person, at: datetime) -> None:
    """Tell the person no longer."""
    ended, _ = Following.objects.filter(person=actor, program=program, began_at__lte=at).delete()
    record(program, follows=False, ended=ended)
