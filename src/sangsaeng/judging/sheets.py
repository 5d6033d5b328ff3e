"""The spreadsheet of decisions, which goes out with the ranking and comes back with verdicts."""

from typing import Final

from sangsaeng.kernel.sheets.columns import Choice, Column, SheetKind

VERDICTS: Final = (
    Choice("pass", "통과", "Pass", ("합격",)),
    Choice("fail", "통과하지 못함", "Fail", ("탈락", "불합격")),
    Choice("select", "선정", "Select", ("최종 선정",)),
    Choice("reserve", "예비", "Reserve", ("예비 선정",)),
    Choice("pass_over", "선정하지 않음", "Not selected", ("미선정",)),
)

DECISIONS: Final = SheetKind(
    name="judging_decisions",
    title_ko="결정",
    title_en="Decisions",
    columns=(
        Column(
            "code",
            "신청 번호",
            "Entry",
            required=True,
            max_length=40,
            aliases=("번호", "접수번호"),
            help_ko="내려받은 그대로 둡니다.",
            help_en="Leave as downloaded.",
        ),
        Column("title", "제목", "Title", max_length=160),
        Column("lead", "대표 신청", "Lead", max_length=120),
        Column("rank", "순위", "Rank", kind="integer", minimum=1),
        Column("verdict", "결정", "Decision", kind="choice", choices=VERDICTS),
        Column(
            "reason",
            "까닭",
            "Reason",
            max_length=1_000,
            aliases=("이유", "사유"),
            help_ko="결과를 발표하면 신청한 기업이 읽습니다.",
            help_en="The team reads it once results are announced.",
        ),
    ),
    key=("code",),
    help_ko="결정과 까닭을 적어 다시 올립니다. 둘 다 비운 행은 그대로 둡니다.",
    help_en="Fill in decision and reason and upload again. Rows without both stay as they are.",
    most_rows=20_000,
)
