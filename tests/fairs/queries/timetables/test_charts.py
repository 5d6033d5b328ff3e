"""The wall chart shows every table of every hall in every slot."""

import pytest
from tests.fairs.factories import (
    FAIR_DAY,
    make_away,
    make_buyer,
    make_fair,
    make_hall,
    make_participant,
    make_pin,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.queries.timetables import wall_chart

pytestmark = pytest.mark.django_db


def test_chart_places_each_meeting_at_its_table_and_slot():
    fair = make_fair()
    slots = make_slots(fair, 3)
    main, annex = make_hall(fair, "본관"), make_hall(fair, "별관")
    buyer = make_buyer(fair, "한국전력공사", tables=2, hall=main)
    other = make_buyer(fair, "포스코", hall=annex)
    request = make_request(buyer, make_supplier(fair, "한빛정밀"))
    make_pin(request, slots[1])
    make_away(other, slots[0])
    timetable = make_published(fair, [(request, slots[1], buyer.tables.last())])

    chart = wall_chart(timetable)

    assert [(hall.name, [row.label for row in hall.rows]) for hall in chart.halls] == [
        ("본관", ["01", "02"]),
        ("별관", ["03"]),
    ]
    cells = {row.label: row.cells for hall in chart.halls for row in hall.rows}
    assert [cell.state for cell in cells["01"]] == ["free", "free", "free"]
    assert [cell.title for cell in cells["02"]] == ["", "한빛정밀", ""]
    assert [cell.state for cell in cells["03"]] == ["away", "free", "free"]
    assert (cells["02"][1].is_pinned, cells["02"][1].buyer) == (True, "한국전력공사")
    assert [(day.date, len(day.slots)) for day in chart.days] == [(FAIR_DAY, 3)]
    assert f"{chart.slots[0].starts_at:%H:%M}" == "10:00"


def test_cell_of_a_table_that_belongs_to_nobody_names_both_parties():
    fair = make_fair(population="one")
    (slot,) = make_slots(fair, 1)
    one, other = make_participant(fair, name="가온"), make_participant(fair, name="나래")
    (table,) = make_tables(fair)
    timetable = make_published(fair, [(make_request(one, other), slot, table)])

    (row,) = wall_chart(timetable).halls[0].rows

    assert (row.owner, row.cells[0].title) == ("", "가온 – 나래")


@pytest.mark.parametrize("rows", [1, 3])
def test_chart_takes_as_many_queries_for_three_tables_as_for_one(rows, django_assert_num_queries):
    fair = make_fair()
    (slot,) = make_slots(fair, 1)
    requests = [make_request(make_buyer(fair), make_supplier(fair)) for _ in range(rows)]
    timetable = make_published(fair, [(request, slot) for request in requests])

    with django_assert_num_queries(5):
        wall_chart(timetable)
