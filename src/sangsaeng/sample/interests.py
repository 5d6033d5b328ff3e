"""Interest between sample organizations in several states, one talk agreed; all of it made up."""

from datetime import datetime, timedelta

from sangsaeng.exchange.actions.arranging import Talk, answer_appointment, propose_appointment
from sangsaeng.exchange.actions.interest import (
    Reply,
    Words,
    accept_interest,
    decline_interest,
    expire_interest,
    show_interest,
)
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Interest, Listing
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership, Organization

DAY = timedelta(days=1)
PLACE = "예시 회의실 3층 (화상 회의도 됩니다)"


def load_interests(people: dict[str, Person], *, at: datetime) -> list[Interest]:
    """Let the sample's people show interest in what the others' organizations have out."""
    buyer, supplier, member = people["buyer"], people["supplier"], people["member"]
    needs, offers = _out(buyer, Side.NEED), _out(supplier, Side.OFFER)
    made = [
        _ask(
            supplier,
            needs[:1],
            "저희 기술로 풀 수 있는 문제입니다. 한번 뵙고 싶습니다.",
            at - 5 * DAY,
        ),
        _ask(member, needs[:1], "비슷한 현장에 납품한 실적이 있습니다.", at - DAY),
        _ask(supplier, needs[1:2], "시험 성적서를 가지고 있습니다.", at - 20 * DAY),
        _ask(buyer, offers[:1], "현장에 맞는지 먼저 여쭙니다.", at - 6 * DAY),
        _ask(member, offers[1:2], "함께 개발할 수 있을지 궁금합니다.", at - 2 * DAY),
    ]
    accepted, _waiting, unanswered, declined, _second = made
    if accepted:
        reply = Reply("자료를 잘 보았습니다. 만날 시간을 정합시다.", lets_in=True)
        accept_interest(accepted, reply, actor=buyer, at=at - 4 * DAY)
        _agree_on_a_talk(accepted, supplier, buyer, at)
    if unanswered:
        expire_interest(unanswered, actor=the_house(), at=at)
    if declined:
        answer = "올해 물량이 모두 정해졌습니다. 내년에 다시 여쭙겠습니다."
        decline_interest(declined, answer, actor=supplier, at=at - 5 * DAY)
    return [one for one in made if one]


def _out(person: Person, side: str) -> list[Listing]:
    """Return what the person's organization has out in the sample."""
    own = Membership.objects.organizations_of(person)
    found = Listing.objects.visible_to(person).published().filter(owner__in=own, side=side)
    return list(found.filter(is_sample=True).select_related("owner").order_by("pk"))


def _ask(person: Person, wanted: list[Listing], message: str, at: datetime) -> Interest | None:
    """Press once for the person's organization; where nothing of the kind is out there is no press."""
    own = Organization.objects.filter(pk__in=Membership.objects.organizations_of(person)).first()
    if not wanted or own is None:
        return None
    return show_interest(wanted[0], own, Words(message), actor=person, at=at)


def _agree_on_a_talk(interest: Interest, proposing: Person, agreeing: Person, at: datetime) -> None:
    """Agree on ten in the morning, a week from now."""
    begins = (at + 7 * DAY).astimezone(SEOUL).replace(hour=10, minute=0, second=0, microsecond=0)
    talk = propose_appointment(
        interest,
        Talk(begins, begins + timedelta(hours=1), PLACE),
        actor=proposing,
        at=at - 3 * DAY,
    )
    answer_appointment(talk, agrees=True, actor=agreeing, at=at - 2 * DAY)
