"""After the fair: who is asked for notes, reminded of a step, or told of an absence."""

from collections import Counter

from sangsaeng.fairs.events import FairEnded, NextStepDue, NoShowRecorded
from sangsaeng.fairs.models import Meeting, Participant, Request
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses import no_show_path, note_path, results_path
from sangsaeng.notices.facts import Facts, name_of
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News


@listen(FairEnded)
def ask_for_notes(event: FairEnded) -> None:
    """Ask everybody who met somebody what came of it."""
    fair = event.fair
    meetings = Meeting.objects.filter(timetable__fair=fair, timetable__state="published")
    pairs = meetings.values_list("buyer", "supplier")
    counts = Counter(party for pair in pairs for party in pair)
    parties = fair.participants.filter(pk__in=counts).select_related("organization", "fair")
    news = [
        News.of(
            one,
            Kind.FAIR_ENDED,
            f"fair_ended:{fair.pk}:{one.code}",
            results_path(fair),
            {"fair": name_of(fair), "count": counts[one.pk]},
        )
        for one in parties
    ]
    tell(news, by=event.actor, at=event.at)


@listen(NextStepDue)
def remind_of_the_step(event: NextStepDue) -> None:
    """Remind the side that wrote the step down; its memo stays where it is."""
    note, participant = event.note, event.note.participant
    due_on = note.due_on.isoformat() if note.due_on else ""
    facts = _of_request(note.request, participant) | {
        "next_step": note.next_step,
        "owner": note.owner,
        "due_on": due_on,
        "days_late": event.days_late,
    }
    once = f"next_step:{note.pk}:{due_on}:{event.days_late}"
    news = News.of(participant, Kind.NEXT_STEP_DUE, once, note_path(note), facts)
    tell([news], by=acting(), at=event.at)


@listen(NoShowRecorded)
def tell_of_the_record(event: NoShowRecorded) -> None:
    """Tell the organization that was absent, and nobody else."""
    no_show, participant = event.no_show, event.no_show.participant
    facts = _of_request(no_show.request, participant)
    once = f"no_show:{no_show.code}"
    news = News.of(participant, Kind.NO_SHOW_RECORDED, once, no_show_path(no_show), facts)
    tell([news], by=acting(), at=event.at)


def _of_request(request: Request, participant: Participant) -> Facts:
    other = request.supplier if participant.pk == request.buyer_id else request.buyer
    return {"fair": name_of(participant.fair), "counterpart": name_of(other)}
