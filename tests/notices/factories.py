"""What tests of notices start from: a fair with two pairs, and what its people were told."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import override
from tests.factories import MOMENT, make_person
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)

from sangsaeng.notices.models import Notice
from sangsaeng.notices.wording import text_of


@dataclass
class Story:
    """A supplier and a buyer who want to meet, and another pair that is nobody's business."""

    fair: Any
    slots: Any
    buyer: Any
    supplier: Any
    request: Any
    third_buyer: Any
    third_supplier: Any
    third_request: Any
    buyer_person: Any
    supplier_person: Any
    third_person: Any
    officer: Any

    @property
    def people(self):
        """Everybody of the participating organizations."""
        return (self.buyer_person, self.supplier_person, self.third_person)


def make_story(**fair):
    """The two pairs and a person of each organization that is told something."""
    fair = make_fair("기술협력 상담회", **fair)
    slots = make_slots(fair)
    buyer, third_buyer = make_buyer(fair, "가전자"), make_buyer(fair, "제삼전자")
    supplier, third_supplier = make_supplier(fair, "한빛정밀"), make_supplier(fair, "나래소재")
    return Story(
        fair,
        slots,
        buyer,
        supplier,
        make_request(buyer, supplier, asking_side="supplier"),
        third_buyer,
        third_supplier,
        make_request(third_buyer, third_supplier, asking_side="supplier"),
        make_staff(buyer),
        make_staff(supplier),
        make_staff(third_supplier),
        make_officer(fair),
    )


def publish_story(story):
    """The first pair meets in the first slot, the other in the second."""
    return make_published(
        story.fair,
        [(story.request, story.slots[0]), (story.third_request, story.slots[1])],
        made_by=story.officer,
    )


def told(person, language="ko"):
    """All that a person was told, in words, the oldest first."""
    with override(language):
        return [text_of(notice) for notice in Notice.objects.filter(person=person).order_by("pk")]


def words(text):
    """A notice as one string."""
    return "\n".join([text.title, *text.lines, text.next_step])


def make_notice(person, participant, **fields):
    """A notice about a fair that ended, unless told otherwise."""
    fair = participant.fair
    number = Notice.objects.count()
    fields.setdefault("kind", "fair_ended")
    fields.setdefault("facts", {"fair": {"ko": fair.name, "en": fair.name_en}, "count": 2})
    fields.setdefault("organization", participant.organization)
    fields.setdefault("path", "/my/")
    fields.setdefault("once", f"test:{number}")
    fields.setdefault("made_at", MOMENT)
    return Notice.objects.create(
        person=person or make_person(),
        fair=fair,
        **fields,
    )


def kinds_told(person):
    """The kinds a person was told, the oldest first."""
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))
