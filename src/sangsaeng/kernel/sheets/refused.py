"""Why a spreadsheet as a whole was not taken."""

from sangsaeng.kernel.sheets.messages import sentence


class SheetRefused(Exception):
    """A spreadsheet that is not read or written, with the stable code of the reason."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return self.text("ko")

    def text(self, language: str = "ko") -> str:
        """Return the reason, and what to do next, in one or two sentences."""
        return sentence(self.code, self.params, language)
