"""One kind of sheet with a column of every sort, as a fair would use it."""

from sangsaeng.kernel.sheets.columns import Choice, Column, SheetKind

WISHES = (
    Choice("must", "꼭 만나고 싶음", "Must", ("반드시", "◎")),
    Choice("want", "만나고 싶음", "Want", ("희망",)),
    Choice("no_thanks", "사양", "No thanks"),
)
FIELDS = (Choice("steel", "철강", "Steel"), Choice("chips", "반도체", "Semiconductors"))

REQUESTS = SheetKind(
    "requests",
    "상담 신청",
    "Requests",
    (
        Column("supplier", "기업명", "Company", required=True, aliases=("회사명", "업체명")),
        Column("number", "사업자등록번호", "Business number", "business_number"),
        Column("wish", "희망 정도", "Wish", "choice", choices=WISHES),
        Column("people", "참석 인원", "People", "integer", minimum=1, maximum=9),
        Column("share", "비율", "Share", "number"),
        Column("sales", "매출액(원)", "Sales", "money"),
        Column("day", "상담일", "Day", "date"),
        Column("at", "시각", "Time", "time"),
        Column("first_time", "첫 참가", "First time", "yes_no"),
        Column("fields", "분야", "Fields", "list", choices=FIELDS),
        Column("tags", "핵심어", "Keywords", "list", max_length=20),
        Column("note", "비고", "Note", max_length=2_000, help_ko="자유롭게 적습니다."),
    ),
    key=("supplier", "number"),
    keeps_identity=True,
    help_ko="누가 누구를 만나고 싶은지 적습니다.",
    help_en="Who wants to meet whom.",
)
