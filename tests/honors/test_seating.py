"""Seats: everybody has one and nobody two; those who receive are in front, in their order."""

from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.honors.seating import Seated, arrange

GUESTS = st.lists(
    st.tuples(
        st.sampled_from("가나다라"), st.none() | st.tuples(st.integers(1, 5), st.integers(1, 3))
    ),
    max_size=30,
).map(lambda rows: [Seated(key, group, turn) for key, (group, turn) in enumerate(rows)])


@given(guests=GUESTS, rows=st.integers(1, 8), seats=st.integers(1, 8))
def test_everybody_has_one_seat_of_the_hall(guests, rows, seats):
    places = arrange(guests, rows, seats)

    if len(guests) > rows * seats:
        assert places == {}
        return
    assert set(places) == {one.key for one in guests}
    assert len(set(places.values())) == len(guests)
    assert all(1 <= row <= rows and 1 <= seat <= seats for row, seat in places.values())


@given(guests=GUESTS, rows=st.integers(1, 8), seats=st.integers(1, 8))
def test_those_who_receive_sit_in_front_in_the_order_in_which_they_go_up(guests, rows, seats):
    places = arrange(guests, rows, seats)
    if not places:
        return
    receiving = sorted((one for one in guests if one.turn), key=lambda one: one.turn)
    others = [places[one.key] for one in guests if one.turn is None]

    assert [places[one.key] for one in receiving] == sorted(places[one.key] for one in receiving)
    assert not receiving or not others or places[receiving[-1].key] < min(others)


@given(guests=GUESTS)
def test_an_organization_sits_together_in_a_hall_with_room(guests):
    places = arrange(guests, 60, 30)

    for group in {one.group for one in guests}:
        seats = [places[one.key] for one in guests if one.turn is None and one.group == group]
        assert len({row for row, _seat in seats}) <= 1
        columns = sorted(seat for _row, seat in seats)
        assert columns == list(range(columns[0], columns[0] + len(columns))) if columns else True


def test_more_guests_than_seats_have_no_seats():
    assert arrange([Seated(1, "가"), Seated(2, "가")], 1, 1) == {}
