"""Whatever people enter, the press sets it: what our type lacks stands as a box."""

import pytest
from tests.disclosure.factories import PDF
from tests.factories import MOMENT

from sangsaeng.web.documents.signs import BOX, settable
from sangsaeng.web.documents.watermark import Stamp, watermarked

PLAIN = "모델 X 회로도 v1.2 – “제2부” (±0.01 ㎜, ①) · 25 % → ■□\n둘째 줄\t끝"
ODD = [
    "\x01",
    "\x1b[2J",
    "\x1c",
    "\x7f",
    "\x85",
    "\ufffe",
    "👨\u200d👩",
    "\U0010ffff",
    "ᄀ",
    "漢",
    "ﷺ",
    "\u0301",
    "\u2028",
]


def test_what_our_type_has_is_set_as_it_is():
    assert settable({"a": [PLAIN, 3, None, True], "b": ({"c": PLAIN},)}) == {
        "a": [PLAIN, 3, None, True],
        "b": [{"c": PLAIN}],
    }


def test_what_it_lacks_is_a_box():
    assert settable("확인 👍 끝\x01") == f"확인 {BOX} 끝{BOX}"


def test_letters_in_parts_are_put_together_first():
    assert settable("\u1112\u1161\u11ab") == "한"


@pytest.mark.parametrize("odd", ODD)
def test_every_sign_can_stand_on_a_page(odd):
    assert watermarked(PDF, "pdf", Stamp(f"김{odd}", odd, MOMENT, f"도면 {odd}", odd)).startswith(
        b"%PDF-"
    )
