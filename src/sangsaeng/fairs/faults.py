"""What the engine found wrong with a problem, said in Korean; the engine itself speaks English."""

from collections.abc import Mapping

from sangsaeng.kernel.particles import settled

KOREAN: Mapping[str, str] = {
    "wrong_type": "형식이 맞지 않습니다({expected}이어야 합니다)",
    "missing_key": "빠졌습니다",
    "unknown_key": "알 수 없는 항목입니다",
    "empty_id": "이름이 비어 있습니다",
    "repeated_id": "{id} 이름이 {first}에 이미 있습니다",
    "ambiguous_party": "{id} 이름이 수요기업과 공급기업에 모두 있습니다",
    "unknown_buyer": "수요기업 명단에 없는 이름입니다: {id}",
    "unknown_supplier": "공급기업 명단에 없는 이름입니다: {id}",
    "unknown_party": "참가 명단에 없는 이름입니다: {id}",
    "repeated_request": "{buyer}와(과) {supplier}의 신청이 {first}에 이미 있습니다",
    "no_slots": "상담 시간이 하나도 없습니다",
    "no_buyers": "수요기업이 하나도 없습니다",
    "no_suppliers": "공급기업이 하나도 없습니다",
    "no_requests": "상담 신청이 하나도 없습니다",
    "too_many_slots": "상담 시간은 {most}개까지입니다",
    "too_many_tables": "테이블은 {most}개까지입니다",
    "too_large": "상담 자리(테이블 수 곱하기 시간 수)는 {most}개까지입니다",
    "no_such_slot": "{slot}번 시간은 없습니다(0번부터 {last}번까지)",
    "no_availability": "{id}은(는) 가능한 시간이 하나도 없습니다",
    "no_table": "{id}의 테이블이 없습니다",
    "negative_limit": "상담 한도는 0 이상이어야 합니다",
    "negative_weight": "가중치는 0 이상이어야 합니다",
    "weight_not_finite": "가중치는 유한한 숫자여야 합니다",
    "weight_too_large": "가중치는 {most} 이하여야 합니다",
    "negative_number": "0 이상이어야 합니다",
    "days_not_rising": "날의 첫 시간은 0에서 시작하여 커져야 합니다",
    "unknown_order": "편성 순서는 {orders} 가운데 하나여야 합니다",
    "locked_while_away": "{slot}번 시간에 고정했으나 {id}이(가) 그 시간에 없습니다",
    "locked_forbidden": "고정했으나 {buyer}와(과) {supplier}은(는) 만나지 않기로 한 사이입니다",
    "supplier_locked_twice": "{supplier}이(가) {slot}번 시간에 두 번 고정되었습니다(먼저 {first})",
    "buyer_locked_over_tables": "{slot}번 시간에 {buyer}의 테이블보다 많은 상담이 고정되었습니다",
    "locked_over_limit": "{id}의 고정된 상담이 한도 {limit}건보다 많습니다",
    "not_requested": "{buyer}와(과) {supplier}은(는) 서로 신청하지 않았습니다",
    "no_such_table": "{buyer}에 {table}번 테이블이 없습니다",
    # Only among one population
    "no_participants": "참가기업이 하나도 없습니다",
    "unknown_participant": "참가 명단에 없는 이름입니다: {id}",
    "not_two": "두 기업의 이름이 있어야 합니다",
    "meets_itself": "{id}은(는) 자기 자신과 상담할 수 없습니다",
    "repeated_pair": "{first_id}와(과) {second_id}의 신청이 {first}에 이미 있습니다",
    "tables_per_slot": "{slots}개 상담 시간마다 테이블 수가 하나씩 있어야 합니다",
    "negative_tables": "테이블 수는 0 이상이어야 합니다",
    "not_all_placed": "모든 신청을 넣어야 할 때(place_all)만 쓸 수 있습니다",
    "unknown_idle": "gaps와 breaks 가운데 하나여야 합니다",
    "locked_outside_slots": "{slot}번 시간에 고정했으나 그 신청이 쓸 수 있는 시간이 아닙니다",
    "participant_locked_twice": "{id}이(가) {slot}번 시간에 두 번 고정되었습니다(먼저 {first})",
    "locked_over_tables": "{slot}번 시간에 테이블보다 많은 상담이 고정되었습니다",
    "no_slot_left": "쓸 수 있는 상담 시간이 하나도 없습니다",
    "no_such_request": "{index}번 신청은 없습니다(0번부터 {last}번까지)",
    "precedence_cycle": "앞뒤 순서가 서로 물려 있습니다",
    "locked_out_of_order": "{before}번 신청이 {after}번 신청보다 앞서야 하는데 뒤나 같은 시간에 고정되었습니다",
    "not_readable": "MiniZinc 자료로 읽을 수 없습니다",
    "wrong_length": "{wanted}개가 있어야 하는데 {found}개입니다",
    "unknown_session": "시간대는 1(오전), 2(오후), 3(상관없음) 가운데 하나여야 합니다",
    "announced_twice": "{first}에서 이미 알린 상담입니다",
}


def korean(code: str, params: Mapping[str, object]) -> str:
    """Say a fault in Korean, without its place."""
    return settled(KOREAN[code].format(**params))
