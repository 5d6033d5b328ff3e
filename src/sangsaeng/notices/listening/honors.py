"""Honors: what every holder learns of its award, its benefits and the ceremony."""

from sangsaeng.honors.events import BenefitEnding, GuestAsked, HonorGiven, HonorRevoked
from sangsaeng.honors.models import Honor
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses_calls import benefits_path, honor_path, invitation_path
from sangsaeng.notices.audience import named, to_person, when
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News


@listen(HonorGiven)
def congratulate(event: HonorGiven) -> None:
    """Tell every holder of the honor."""
    news = _to_holders(event.honor, Kind.HONOR_GIVEN, _facts(event.honor))
    tell(news, by=event.actor, at=event.at)


@listen(HonorRevoked)
def tell_that_it_is_revoked(event: HonorRevoked) -> None:
    """Tell every holder that it no longer holds, and why."""
    facts = _facts(event.honor) | {"reason": event.honor.revoked_because}
    tell(_to_holders(event.honor, Kind.HONOR_REVOKED, facts), by=event.actor, at=event.at)


@listen(BenefitEnding)
def remind_of_the_benefit(event: BenefitEnding) -> None:
    """Remind the holder of a benefit that ends soon."""
    benefit, holder = event.benefit, event.benefit.holder
    facts = {
        "benefit": named(benefit.label, benefit.label_en),
        "honor": str(holder.honor),
        "days": event.days,
        "ends_on": benefit.ends_on.isoformat() if benefit.ends_on else "",
    }
    once = f"benefit_ending:{benefit.code}:{facts['ends_on']}:{event.days}"
    news = News(holder.organization_id, Kind.BENEFIT_ENDING, once, benefits_path(), facts)
    tell([news], by=acting(), at=event.at)


@listen(GuestAsked)
def ask_the_guest(event: GuestAsked) -> None:
    """Ask the person to the ceremony, or whoever speaks for the organization."""
    guest, ceremony = event.guest, event.guest.ceremony
    facts = {
        "ceremony": named(ceremony.name, ""),
        "held_at": when(ceremony.held_at),
        "place": ceremony.place,
    }
    once, path = f"{guest.code}:{event.at.isoformat()}", invitation_path(guest)
    if guest.person_id is not None:
        news = to_person(guest.person_id, Kind.GUEST_ASKED, once, path, facts)
    elif guest.organization_id is not None:
        news = News(guest.organization_id, Kind.GUEST_ASKED, f"guest_asked:{once}", path, facts)
    else:
        return
    tell([news], by=event.actor, at=event.at)


def _to_holders(honor: Honor, kind: Kind, facts: Facts) -> list[News]:
    return [
        News(one, kind, f"{kind.value}:{honor.code}:{one}", honor_path(honor.code), facts)
        for one in honor.holders.values_list("organization", flat=True)
    ]


def _facts(honor: Honor) -> Facts:
    return {"program": named(honor.program.name, honor.program.name_en), "honor": str(honor)}
