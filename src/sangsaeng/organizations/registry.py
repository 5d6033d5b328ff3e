"""Whether the tax office knows a business registration number: an adapter, off by default."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal
from sangsaeng.kernel.states import Text

Status = Literal["active", "suspended", "closed", "unregistered", "unknown"]

AT_ONCE: Final = 100
STATUSES: Final[dict[Status, Text]] = {
    "active": _("계속사업자"),
    "suspended": _("휴업자"),
    "closed": _("폐업자"),
    "unregistered": _("국세청에 등록되지 않은 번호"),
    "unknown": _("확인되지 않음"),
}
_SERVICE: Final = "https://api.odcloud.kr/api/nts-businessman/v1/status?serviceKey="
_SECONDS: Final = 5
_STATUSES: Final[dict[str, Status]] = {"01": "active", "02": "suspended", "03": "closed"}


class RegistryUnreachable(Refusal):
    """The tax office's service did not answer as it should."""

    code = "registry.unreachable"
    status = 409
    text = _("국세청 사업자등록 상태 조회가 되지 않습니다. 잠시 뒤에 다시 시도해 주십시오.")


class RegistryLookup(Protocol):
    """Somebody who knows the state of business registrations."""

    def statuses(self, numbers: Sequence[str]) -> dict[str, Status]:
        """Return the status of each number."""
        ...


class NoLookup:
    """Asks nobody; every number is «unknown»."""

    def statuses(self, numbers: Sequence[str]) -> dict[str, Status]:
        """Return «unknown» for each number."""
        return dict.fromkeys(numbers, "unknown")


Send = Callable[[str, bytes], bytes]


def _send(address: str, body: bytes) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    request = Request(address, body, headers)  # noqa: S310 - the address is our constant over https
    with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - the same
        content: bytes = answer.read()
    return content


@dataclass(frozen=True)
class TaxOfficeLookup:
    """Asks the status service of the National Tax Service, a hundred numbers at a time."""

    key: str
    send: Send = _send

    def statuses(self, numbers: Sequence[str]) -> dict[str, Status]:
        """Return the status of each number, or refuse when the service cannot be asked."""
        found: dict[str, Status] = {}
        for start in range(0, len(numbers), AT_ONCE):
            found |= self._ask(numbers[start : start + AT_ONCE])
        return found

    def _ask(self, numbers: Sequence[str]) -> dict[str, Status]:
        body = json.dumps({"b_no": list(numbers)}).encode()
        try:
            answer = json.loads(self.send(_SERVICE + quote(self.key, safe=""), body))
            rows: list[dict[str, Any]] = answer["data"]
            told = {row["b_no"]: _STATUSES.get(row["b_stt_cd"], "unregistered") for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise RegistryUnreachable from fault
        return {number: told.get(number, "unknown") for number in numbers}


def is_on() -> bool:
    """Tell whether somebody can be asked."""
    return bool(getattr(settings, "REGISTRY_KEY", ""))


def registry() -> RegistryLookup:
    """Return the configured look-up; without a key nobody is asked."""
    return TaxOfficeLookup(settings.REGISTRY_KEY) if is_on() else NoLookup()
