"""Importing: a sheet is entered whole or not at all, and comes back as it went out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_organization, make_person
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_forbidden,
    make_officer,
    make_pin,
    make_published,
    make_request,
    make_slots,
    make_supplier,
)

from sangsaeng.fairs.actions.importing import import_participants, import_requests
from sangsaeng.fairs.models import Participant, Request, Wish
from sangsaeng.fairs.queries.incoming import NEW, Incoming
from sangsaeng.fairs.queries.incoming_participants import foresee_participants
from sangsaeng.fairs.queries.incoming_requests import foresee_requests
from sangsaeng.fairs.queries.participants import participant_records, participants_for
from sangsaeng.fairs.queries.requests import request_records, requests_for
from sangsaeng.fairs.refusals.setting_up import ImportFaulty
from sangsaeng.fairs.sheets import ANSWERED, PARTICIPANTS, REQUESTS
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.kernel.sheets.mapping import propose_mapping
from sangsaeng.kernel.sheets.reading import Line, Sheet
from sangsaeng.kernel.sheets.rows import parse_rows
from sangsaeng.kernel.sheets.tables import table_of
from sangsaeng.organizations.models import Organization, OrganizationName
from sangsaeng.organizations.names import name_key

pytestmark = pytest.mark.django_db


def incoming(kind, header, rows, **choices):
    """Rows as they come out of a file, its header in row 1."""
    lines = [Line(number, tuple(row)) for number, row in enumerate([header, *rows], 1)]
    sheet = Sheet("신청.xlsx", "신청", ("신청",), tuple(lines))
    mapping = propose_mapping(kind, sheet.header)
    return Incoming(mapping, parse_rows(mapping, sheet), **choices)


def requests_sheet(
    *rows, header=("수요기업", "공급기업", "수요기업 희망", "공급기업 희망"), **choices
):
    return incoming(REQUESTS, header, rows, **choices)


def exported(kind, records):
    table = table_of(kind, records)
    rows = [
        [", ".join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in table.rows
    ]
    return incoming(kind, [heading.title for heading in table.headings], rows)


def make_known(name, **fields):
    organization = make_organization(name, **fields)
    OrganizationName.objects.create(
        organization=organization, name=name, key=name_key(name), use="official"
    )
    return organization


@pytest.fixture
def fair():
    return make_fair(state="collecting")


@pytest.fixture
def officer(fair):
    return make_officer(fair)


@pytest.fixture
def pair(fair):
    return make_buyer(fair, "한빛전자"), make_supplier(fair, "가온정밀")


def codes(foreseen):
    return [(fault.row, fault.code) for fault in foreseen.faults]


def test_new_requests_are_entered_with_one_record(fair, officer, pair, at):
    sheet = requests_sheet(("한빛전자", "가온정밀", "꼭", None))

    report = import_requests(fair, sheet, actor=officer, at=at)

    request = Request.objects.get()
    assert (request.buyer, request.supplier) == pair
    assert (request.buyer_wish, request.supplier_wish) == ("must", "unstated")
    assert (report.added, report.changed, report.same) == (1, 0, 0)
    event = AuditEvent.objects.get(action__endswith="import_requests")
    assert event.new["added"] == 1
    assert len(event.new["rows"]) == 1


def test_fault_in_row_900_leaves_nothing(fair, officer, at):
    buyer = make_buyer(fair, "한빛전자")
    names = [f"공급{number:03d}" for number in range(950)]
    organizations = Organization.objects.bulk_create(
        Organization(name=name, kind="company", size_class="sme", entered_at=at) for name in names
    )
    Participant.objects.bulk_create(
        Participant(fair=fair, organization=one, side="supplier") for one in organizations
    )
    make_request(buyer, fair.participants.get(organization__name="공급000"))
    rows = [("한빛전자", name, "꼭", "희망") for name in names]
    rows[898] = ("한빛전자", "어디에도 없는 기업", "꼭", "희망")

    with pytest.raises(ImportFaulty) as refused:
        import_requests(fair, requests_sheet(*rows), actor=officer, at=at)

    assert "900행 ‘공급기업’(B900)" in refused.value.sentence
    assert Request.objects.get().buyer_wish == "unstated"
    assert not AuditEvent.objects.filter(action__endswith="import_requests").exists()


def test_nobody_but_officers_imports(fair, at):
    sheet = requests_sheet(("한빛전자", "가온정밀", None, None), adds_unknown=True)

    with pytest.raises(NotAllowed):
        import_requests(fair, sheet, actor=make_person(), at=at)
    with pytest.raises(NotAllowed):
        import_participants(
            fair,
            incoming(PARTICIPANTS, ("기업명", "구분"), [("가", "공급기업")]),
            actor=make_person(),
            at=at,
        )


def test_standing_request_is_changed_by_its_pair_or_its_identity(fair, officer, pair, at):
    request = make_request(*pair, supplier_wish="must", topic="노즐")
    header = ("식별자", "수요기업", "공급기업", "수요기업 희망")

    import_requests(
        fair, requests_sheet(("한빛전자", "가온정밀", "희망", "꼭")), actor=officer, at=at
    )
    import_requests(
        fair,
        requests_sheet((request.code, "한빛전자", "가온정밀", "가능하면"), header=header),
        actor=officer,
        at=at,
    )

    request.refresh_from_db()
    assert Request.objects.count() == 1
    assert request.buyer_wish == "possible"
    assert (request.supplier_wish, request.topic) == ("must", "노즐"), (
        "columns not in the file stay"
    )


def test_identity_of_another_request_is_a_fault(fair, pair):
    other = make_request(pair[0], make_supplier(fair, "나래소재"))
    header = ("식별자", "수요기업", "공급기업")
    rows = [(other.code, "한빛전자", "가온정밀"), ("ZZZZ9999", "한빛전자", "나래소재")]

    foreseen = foresee_requests(fair, requests_sheet(*rows, header=header)).foreseen

    assert codes(foreseen) == [(2, "identity.of_another"), (3, "identity.unknown")]


@pytest.mark.usefixtures("pair")
def test_names_nobody_knows_are_asked_about(fair):
    make_known("다온테크")
    make_known("바른메디칼시스템")
    rows = [
        ("한빛전자", "아무도모름", None, None),
        ("한빛전자", "다온테크", None, None),
        ("한빛전자", "바른메디컬시스템", None, None),
        ("가온정밀", "한빛전자", None, None),
        ("한빛전자", "한빛전자", None, None),
    ]

    foreseen = foresee_requests(fair, requests_sheet(*rows)).foreseen

    assert codes(foreseen) == [
        (2, "party.unknown"),
        (3, "party.not_taking_part"),
        (4, "party.proposed"),
        (5, "party.wrong_side"),
        (6, "party.wrong_side"),
    ]
    assert "혹시 ‘바른메디칼시스템’" in foreseen.faults[2].text()
    assert "Row 2, “공급기업” (B2)" in foreseen.faults[0].text("en")
    assert {one.name for one in foreseen.questions} == {
        "아무도모름",
        "다온테크",
        "바른메디컬시스템",
    }


@pytest.mark.usefixtures("pair")
def test_names_become_participants_when_the_officer_says_so(fair, officer, at):
    known = make_known("다온테크")
    misread = make_known("바른메디칼시스템")
    rows = [
        ("한빛전자", "아무도모름", None, None),
        ("한빛전자", "다온테크", None, None),
        ("한빛전자", "바른메디컬시스템", None, None),
        ("큰바다중공업", "가온정밀", None, None),
        ("큰바다중공업", "아무도모름", None, None),
    ]
    sheet = requests_sheet(*rows, adds_unknown=True, chosen={"바른메디컬시스템": misread.code})

    report = import_requests(fair, sheet, actor=officer, at=at)

    assert (report.added, report.newcomers, report.organizations) == (5, 4, 2)
    assert fair.participants.filter(organization=known, side="supplier").exists()
    assert fair.participants.filter(organization=misread).exists()
    newcomer = fair.participants.get(organization__name="큰바다중공업")
    assert (newcomer.side, newcomer.tables.count()) == ("buyer", 1)
    assert OrganizationName.objects.filter(name="아무도모름").count() == 1


@pytest.mark.usefixtures("pair")
def test_one_name_may_be_added_by_itself(fair, officer, at):
    rows = [("한빛전자", "새로온기업", None, None)]

    import_requests(fair, requests_sheet(*rows, chosen={"새로온기업": NEW}), actor=officer, at=at)

    assert fair.participants.filter(organization__name="새로온기업").exists()


def test_same_pair_under_two_spellings_is_a_fault(fair, pair):
    OrganizationName.objects.create(
        organization=pair[1].organization,
        name="㈜가온정밀",
        key=name_key("㈜가온정밀"),
        use="alias",
    )
    rows = [("한빛전자", "가온정밀", None, None), ("한빛전자", "주식회사 가온정밀", None, None)]

    foreseen = foresee_requests(fair, requests_sheet(*rows)).foreseen

    assert codes(foreseen) == [(3, "row.same_pair")]


def test_fixed_times_are_read_and_checked(fair, officer, pair, at):
    buyer, supplier = pair
    first, second, third, fourth = make_slots(fair)
    others = [
        make_supplier(fair, name) for name in ("나래소재", "다온테크", "라온정공", "마루전자")
    ]
    make_away(others[0], first)
    make_forbidden(buyer, others[1])
    make_pin(make_request(buyer, others[3]), fourth)
    header = ("수요기업", "공급기업", "고정 시간")
    rows = [
        ("한빛전자", "가온정밀", "2026-11-25 10:30"),
        ("한빛전자", "나래소재", "10:00"),
        ("한빛전자", "다온테크", "3"),
        ("한빛전자", "라온정공", "23:00"),
    ]

    foreseen = foresee_requests(fair, requests_sheet(*rows, header=header)).foreseen
    assert codes(foreseen) == [(3, "pin.away"), (4, "pin.forbidden"), (5, "slot.unknown")]
    taken = [("한빛전자", "가온정밀", "4"), ("한빛전자", "라온정공", "4")]
    foreseen = foresee_requests(fair, requests_sheet(*taken, header=header)).foreseen
    assert codes(foreseen) == [(2, "pin.taken"), (3, "pin.taken")]
    import_requests(fair, requests_sheet(rows[0], header=header), actor=officer, at=at)

    assert Request.objects.get(supplier=supplier).pin.slot == second
    assert third.pins.count() == 0


def test_emptied_fixed_time_frees_the_request(fair, officer, pair, at):
    [slot] = make_slots(fair, 1)
    request = make_request(*pair)
    make_pin(request, slot)
    header = ("수요기업", "공급기업", "고정 시간")

    import_requests(fair, requests_sheet(("한빛전자", "가온정밀", None)), actor=officer, at=at)
    assert slot.pins.count() == 1, "a file without the column leaves it"
    import_requests(
        fair, requests_sheet(("한빛전자", "가온정밀", None), header=header), actor=officer, at=at
    )

    assert slot.pins.count() == 0


def test_members_of_one_population_are_paired_whatever_their_order(at):
    fair = make_fair(population="one", state="collecting")
    officer = make_officer(fair)
    rows = [("나", "가", "꼭", "희망"), ("가", "나", "꼭", "희망"), ("다", "나", "꼭", "가능하면")]
    sheet = requests_sheet(rows[0], rows[2], adds_unknown=True)

    import_requests(fair, sheet, actor=officer, at=at)
    foreseen = foresee_requests(fair, requests_sheet(rows[0], rows[1])).foreseen

    assert codes(foreseen) == [(3, "row.same_pair")]
    first, second = Request.objects.order_by("pk")
    assert all(one.buyer_id < one.supplier_id for one in (first, second))
    said = {(one.buyer.organization.name, one.buyer_wish) for one in (first, second)}
    assert said == {("나", "must"), ("나", "possible")}


@settings(max_examples=12)
@given(
    wishes=st.lists(st.tuples(*[st.sampled_from(Wish.values)] * 2), min_size=4, max_size=4),
    pinned=st.sets(st.integers(0, 3)),
    edited=st.integers(0, 3),
)
def test_round_trip_changes_only_what_was_edited(wishes, pinned, edited):
    fair = make_fair(state="collecting")
    officer = make_officer(fair)
    buyer = make_buyer(fair)
    slots = make_slots(fair)
    for number, (first, second) in enumerate(wishes):
        request = make_request(buyer, make_supplier(fair), buyer_wish=first, supplier_wish=second)
        request.settle()
        request.save()
        if number in pinned:
            make_pin(request, slots[number])
    records = request_records(officer, fair, requests_for(officer, fair))
    before = [{**record, "topic": record["topic"]} for record in records]
    records[edited]["topic"] = "고친 내용"

    report = import_requests(fair, exported(REQUESTS, records), actor=officer, at=fair.entered_at)

    assert (report.added, report.changed, report.same) == (0, 1, 3)
    after = request_records(officer, fair, requests_for(officer, fair))
    before[edited]["topic"] = "고친 내용"
    assert after == before


def test_answers_are_taken_along_and_left_as_they_are(fair, officer, at):
    request = make_request(
        make_buyer(fair), make_supplier(fair), asking_side="supplier", state="declined"
    )
    request.buyer_wish, request.answer_note = "no_thanks", "올해는 어렵습니다."
    request.save()
    sheet = exported(ANSWERED, request_records(officer, fair, requests_for(officer, fair)))

    report = import_requests(fair, sheet, actor=officer, at=at)

    assert (report.added, report.changed, report.same) == (0, 0, 1)
    request.refresh_from_db()
    assert (request.state, request.answer_note) == ("declined", "올해는 어렵습니다.")


def test_participants_come_with_tables_halls_limits_and_times(fair, officer, at):
    slots = make_slots(fair)
    known = make_known("다온테크", business_number="1248100998")
    header = (
        "기업명",
        "구분",
        "사업자등록번호",
        "상담장",
        "테이블 수",
        "상담 한도",
        "첫 참가",
        "불가 시간",
    )
    rows = [
        ("한빛전자", "수요기업", None, "A홀", 2, 9, None, "10:00-11:00; 11:30"),
        ("다른 이름으로 적음", "공급기업", "124-81-00998", None, None, None, "예", None),
    ]
    sheet = incoming(PARTICIPANTS, header, rows, adds_unknown=True)

    report = import_participants(fair, sheet, actor=officer, at=at)

    buyer = fair.participants.get(organization__name="한빛전자")
    supplier = fair.participants.get(organization=known)
    assert (report.added, report.organizations) == (2, 1)
    assert [(table.hall.name, table.label) for table in buyer.tables.all()] == [
        ("A홀", "01"),
        ("A홀", "02"),
    ]
    assert buyer.limit == 9
    assert {one.slot for one in buyer.unavailabilities.all()} == {slots[0], slots[1], slots[3]}
    assert supplier.is_first_timer is True


def test_participants_with_faults_name_each_place(fair):
    make_slots(fair)
    supplier = make_supplier(fair, "가온정밀")
    busy = make_buyer(fair, "한빛전자", tables=2)
    request = make_request(busy, supplier)
    slot = fair.slots.first()
    make_published(fair, [(request, slot, busy.tables.last())])
    header = ("기업명", "구분", "테이블 수", "불가 시간")
    rows = [
        ("가온정밀", "수요기업", None, None),
        ("새기업", "참가기업", None, None),
        ("둘째기업", "공급기업", 3, None),
        ("셋째기업", "공급기업", None, "23:00"),
        ("한빛전자", "수요기업", 0, None),
    ]
    sheet = incoming(PARTICIPANTS, header, rows, adds_unknown=True)

    foreseen = foresee_participants(fair, sheet).foreseen

    assert codes(foreseen) == [
        (2, "side.changes"),
        (3, "side.not_here"),
        (4, "tables.not_for_side"),
        (5, "slot.unknown"),
        (6, "tables.in_use"),
    ]
    assert "‘불가 시간’(D5)" in foreseen.faults[3].text()


def test_participants_round_trip_changes_only_what_was_edited(fair, officer, at):
    slots = make_slots(fair)
    buyer = make_buyer(fair, "한빛전자", tables=2, limit=5)
    supplier = make_supplier(fair, "가온정밀", is_first_timer=True, interests="노즐")
    make_away(buyer, slots[0], slots[1], slots[3])
    records = list(participant_records(officer, fair, participants_for(officer, fair)))
    by_name = {record["name"]: record for record in records}
    by_name["가온정밀"]["interests"] = "정밀 노즐"

    report = import_participants(fair, exported(PARTICIPANTS, records), actor=officer, at=at)

    supplier.refresh_from_db()
    assert (report.added, report.changed, report.same) == (0, 1, 1)
    assert supplier.interests == "정밀 노즐"
    after = list(participant_records(officer, fair, participants_for(officer, fair)))
    assert after == records


def test_looking_at_a_sheet_takes_the_same_queries_however_long(fair):
    def queries(count):
        rows = [(f"수요{number}", f"공급{number}", "꼭", "희망") for number in range(count)]
        sheet = requests_sheet(*rows, adds_unknown=True)
        with CaptureQueriesContext(connection) as seen:
            foresee_requests(fair, sheet)
        return len(seen)

    assert queries(3) == queries(200)
