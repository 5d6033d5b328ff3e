"""Empty forms that explain themselves."""

from typing import Final

from sangsaeng.kernel.sheets.columns import Column, Kind, SheetKind
from sangsaeng.kernel.sheets.rows import EXAMPLE_MARKS
from sangsaeng.kernel.sheets.tables import Page, Table, heading_of
from sangsaeng.kernel.sheets.writing import write_xlsx

_FREE_ROWS: Final = 2_000
_EXAMPLES: Final[dict[Kind, tuple[str, str]]] = {
    "text": ("내용", "Text"),
    "integer": ("3", "3"),
    "number": ("12.5", "12.5"),
    "money": ("3억 6,000만 원", "360,000,000"),
    "date": ("2023-11-22", "2023-11-22"),
    "time": ("09:30", "09:30"),
    "yes_no": ("예", "Yes"),
    "business_number": ("124-81-00998", "124-81-00998"),
    "list": ("첫째, 둘째", "first, second"),
}
_MEANINGS: Final[dict[Kind, tuple[str, str]]] = {
    "text": ("글", "text"),
    "integer": ("정수", "a whole number"),
    "number": ("숫자", "a number"),
    "money": ("금액(원). 3억 6,000만 원처럼 적어도 됩니다", "an amount in won"),
    "date": ("날짜. 예: 2023-11-22", "a date such as 2023-11-22"),
    "time": ("시각. 예: 09:30", "a time such as 09:30"),
    "choice": ("다음 가운데 하나", "one of"),
    "yes_no": ("예 또는 아니오", "yes or no"),
    "business_number": ("사업자등록번호 10자리", "a business registration number of 10 digits"),
    "list": ("쉼표로 나눈 여러 값", "several values separated by commas"),
}


def template(kind: SheetKind, language: str = "ko") -> bytes:
    """Return an empty form: dropdowns, one row marked as an example, and a page of instructions.

    The example row is left out when the form is read, whether or not a person deletes it.
    """
    headings = tuple(heading_of(column, language, starred=True) for column in kind.all_columns)
    first, *others = (_example(column, language) for column in kind.columns)
    mark = EXAMPLE_MARKS[_index(language)]
    example = [f"{mark} {first}", *others, *([None] * kind.keeps_identity)]
    form = Table(kind.title(language), headings, [example], language, _FREE_ROWS)
    return write_xlsx([form, _instructions(kind, language)])


def _instructions(kind: SheetKind, language: str) -> Page:
    korean = (
        ("작성 방법", "첫 시트의 제목 행 아래에 한 줄에 하나씩 적습니다."),
        ("예시 행", "‘(예시)’로 시작하는 행은 읽지 않습니다. 지우지 않아도 됩니다."),
        ("별표(*)", "반드시 채워야 하는 열입니다."),
    )
    english = (
        ("How to fill it in", "Write one entry per row below the header of the first sheet."),
        ("Example row", "A row that begins with “(example)” is not read. It may stay."),
        ("Star (*)", "The column must be filled in."),
    )
    rules = (korean, english)[_index(language)]
    purpose = ((kind.title(language), kind.help(language)),) if kind.help(language) else ()
    columns = tuple(
        (_title(column, language), _meaning(column, language)) for column in kind.columns
    )
    return Page(
        ("작성 안내", "Instructions")[_index(language)],
        kind.title(language),
        (*purpose, *rules, *columns),
    )


def _title(column: Column, language: str) -> str:
    return column.title(language) + (" *" if column.required else "")


def _meaning(column: Column, language: str) -> str:
    meaning = _MEANINGS[column.kind][_index(language)]
    if column.choices:
        meaning += ": " + ", ".join(choice.title(language) for choice in column.choices)
    return f"{meaning}. {column.help(language)}".removesuffix(" ")


def _example(column: Column, language: str) -> str:
    if column.example:
        return column.example
    if column.choices:
        return column.choices[0].title(language)
    return _EXAMPLES[column.kind][_index(language)]


def _index(language: str) -> int:
    return int(language.startswith("en"))
