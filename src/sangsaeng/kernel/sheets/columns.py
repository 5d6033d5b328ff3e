"""What the columns of one kind of sheet are called and what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "text",
    "integer",
    "number",
    "money",
    "date",
    "time",
    "choice",
    "yes_no",
    "business_number",
    "list",
]


@dataclass(frozen=True)
class Choice:
    """One value a cell may take: its key in code, its two titles, and other spellings."""

    key: str
    title_ko: str
    title_en: str
    aliases: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """Return the title in a language."""
        return self.title_en if language.startswith("en") else self.title_ko

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that is understood as this choice."""
        return (self.title_ko, self.title_en, self.key, *self.aliases)


@dataclass(frozen=True)
class Column:
    """One column of a kind of sheet.

    Attributes
    ----------
    key : str
        Name of the value in code.
    title_ko, title_en : str
        The heading as we write it.
    kind : Kind
        What the cells hold; a list is separated by commas, semicolons or line breaks.
    required : bool
        Whether the column must exist and every cell of it be filled.
    aliases : tuple of str
        Other headings under which people keep it.
    choices : tuple of Choice
        What a choice, or each member of a list, may be.
    max_length : int
        Longest text; for a list, of each member.
    minimum, maximum : float, optional
        Bounds of numbers and amounts.
    help_ko, help_en : str
        One sentence for the person who fills the column in.
    example : str
        A cell of the example row.
    """

    key: str
    title_ko: str
    title_en: str
    kind: Kind = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    max_length: int = 1_000
    minimum: float | None = None
    maximum: float | None = None
    help_ko: str = ""
    help_en: str = ""
    example: str = ""

    def title(self, language: str) -> str:
        """Return the heading in a language."""
        return self.title_en if language.startswith("en") else self.title_ko

    def help(self, language: str) -> str:
        """Return the explanation in a language."""
        return self.help_en if language.startswith("en") else self.help_ko

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every heading that is understood as this column."""
        return (self.title_ko, self.title_en, self.key, *self.aliases)


IDENTITY: Final = Column(
    "identity",
    "식별자 (ID)",
    "Identifier (ID)",
    aliases=("식별자", "ID"),
    max_length=100,
    help_ko="내보낸 자료를 고쳐 다시 올릴 때 같은 자료임을 알아보는 값입니다. 고치지 마십시오.",
    help_en="Tells which record a row is when the sheet is uploaded again. Do not change it.",
)


@dataclass(frozen=True)
class SheetKind:
    """One kind of sheet that people send and receive.

    Attributes
    ----------
    name : str
        Its name in code.
    title_ko, title_en : str
        The name of the worksheet.
    columns : tuple of Column
        Its own columns, in order.
    key : tuple of str
        Keys of the columns that together must not repeat from row to row.
    keeps_identity : bool
        Whether a hidden identity column travels with the rows.
    help_ko, help_en : str
        What the sheet is for, on the page of instructions.
    most_rows : int
        The longest sheet of the kind that is taken.
    """

    name: str
    title_ko: str
    title_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    keeps_identity: bool = False
    help_ko: str = ""
    help_en: str = ""
    most_rows: int = 5_000

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns, the identity last where the kind keeps it."""
        return (*self.columns, IDENTITY) if self.keeps_identity else self.columns

    def column(self, key: str) -> Column:
        """Return the column with a key."""
        return next(column for column in self.all_columns if column.key == key)

    def title(self, language: str) -> str:
        """Return the name of the worksheet in a language."""
        return self.title_en if language.startswith("en") else self.title_ko

    def help(self, language: str) -> str:
        """Return what the sheet is for in a language."""
        return self.help_en if language.startswith("en") else self.help_ko


def titles(columns: Sequence[Column], language: str) -> str:
    """Return the headings of several columns as one phrase."""
    return ", ".join(column.title(language) for column in columns)
