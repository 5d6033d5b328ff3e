"""Names of sample suppliers: recognizably invented, and marked so in the name itself."""

from collections.abc import Iterator
from itertools import product

FIRST = [
    "가람",
    "나래",
    "다온",
    "라온",
    "마루",
    "바다",
    "새길",
    "아라",
    "자람",
    "차오름",
    "하늘",
    "한결",
    "누리",
    "도담",
    "미르",
    "보람",
    "소담",
    "윤슬",
    "이음",
    "해솔",
    "푸름",
]
LAST = ["정밀", "소재", "로보틱스", "이앤지", "시스템", "테크", "바이오"]


def sample_names() -> Iterator[str]:
    """Yield 147 different names, each beginning with «예시»."""
    for last, first in product(LAST, FIRST):
        yield f"예시 {first}{last}"
