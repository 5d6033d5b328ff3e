"""The guests of a ceremony as a spreadsheet."""

from sangsaeng.kernel.sheets.columns import Column, SheetKind

GUESTS = SheetKind(
    "ceremony_guests",
    "시상식 명단",
    "Ceremony guests",
    (
        Column(
            "name",
            "이름",
            "Name",
            required=True,
            max_length=60,
            aliases=("성명",),
            example="홍길동",
        ),
        Column("title", "직함", "Title", max_length=80, aliases=("직위",), example="대표이사"),
        Column(
            "organization",
            "기업·기관",
            "Organization",
            max_length=120,
            aliases=("소속",),
            help_ko="등록된 이름이어야 합니다. 없으면 비워 두십시오.",
            help_en="A name that is registered here; leave empty if there is none.",
        ),
    ),
    key=("organization", "name"),
)
