"""Faults are said with the particle that fits the name, never with both."""

from sangsaeng.fairs.faults import korean
from sangsaeng.fairs.sheets import PlaceFault


def test_fault_of_the_engine_takes_the_particle_of_the_name():
    assert korean("no_availability", {"id": "가온"}) == "가온은 가능한 시간이 하나도 없습니다"
    assert korean("no_availability", {"id": "나래"}) == "나래는 가능한 시간이 하나도 없습니다"


def test_fault_of_a_sheet_takes_the_particle_of_the_value():
    fault = PlaceFault(2, "party.both_sides", {"value": "나래"})

    assert fault.text() == (
        "2행: ‘나래’가 수요기업과 공급기업 양쪽에 있습니다. 한쪽에만 적어 주십시오."
    )
