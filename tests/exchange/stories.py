"""Who does what to a need or an offer: an owner's people, whoever checks, and strangers."""

from dataclasses import dataclass
from typing import Any

from tests.factories import make_member, make_operator, make_organization, make_person

from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.organizations.models import Role

PERSONAS = (
    "outsider",
    "staff",
    "manager",
    "ex_member",
    "other",
    "association_staff",
    "association_lead",
    "operator",
)
FACTS = ListingFacts(
    side="offer",
    kind="technology",
    title="배관 누설을 소리로 찾는 진단 기술",
    abstract="초음파 신호를 학습하여 밸브와 배관의 미세한 누설을 운전 중에 찾아냅니다.",
    particulars={"problem": "분당 0.1리터의 누설을 95% 정확도로 찾습니다."},
)


@dataclass
class Story:
    """An owner with its people, the association it names, and others."""

    owner: Any
    association: Any
    people: dict[str, Any]

    def __getattr__(self, persona):
        return self.people[persona]


def make_story():
    """The people of every kind."""
    owner = make_organization("가온누설진단", business_number="1248100998")
    association = make_organization("강소기업협회", kind="association")
    left = make_member(owner, Role.OWNER, name="나떠남")
    owner.memberships.filter(person=left).update(ended_at="2026-11-01T00:00:00Z")
    people = {
        "outsider": make_person(),
        "staff": make_member(owner, Role.STAFF, name="하구성"),
        "manager": make_member(owner, Role.MANAGER, name="류관리"),
        "ex_member": left,
        "other": make_member(make_organization("나래전자"), Role.OWNER),
        "association_staff": make_member(association, Role.STAFF),
        "association_lead": make_member(association, Role.OWNER),
        "operator": make_operator(),
    }
    return Story(owner, association, people)
