"""What else a search may mean: other names of the companies it names, and words of the trade."""

from typing import Final

from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.queries import going_by

# Words that firms use for one thing, in Korean and English; a search for one finds the others.
TRADE: Final[tuple[tuple[str, ...], ...]] = (
    ("배터리", "이차전지", "2차전지", "battery"),
    ("반도체", "semiconductor"),
    ("로봇", "로보틱스", "robot"),
    ("센서", "감지기", "sensor"),
    ("인공지능", "AI", "에이아이"),
    ("빅데이터", "big data"),
    ("사물인터넷", "IoT"),
    ("엘이디", "LED"),
    ("디스플레이", "표시장치", "display"),
    ("밸브", "valve"),
    ("펌프", "pump"),
    ("모터", "전동기", "motor"),
    ("금형", "mold"),
    ("주조", "casting"),
    ("도금", "plating"),
    ("용접", "welding"),
    ("필름", "film"),
    ("화장품", "코스메틱", "cosmetics"),
    ("의료기기", "medical device"),
    ("소프트웨어", "software"),
    ("스마트공장", "스마트팩토리", "smart factory"),
    ("탄소중립", "넷제로", "net zero"),
    ("수소", "hydrogen"),
    ("태양광", "solar"),
    ("드론", "무인기", "drone"),
    ("전기차", "전기자동차", "EV"),
)


def names_meant(viewer: Viewer, words: str) -> list[tuple[str, ...]]:
    """Return groups of names that mean the same: the trade's, and those of the companies named."""
    return [*TRADE, *going_by(viewer, words)]
