"""What disclosure lets other contexts hear: what happened, never what the material holds."""

from dataclasses import dataclass
from datetime import date, datetime

from sangsaeng.disclosure.models import Certificate, Demand, HolderChange
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization


@dataclass(frozen=True)
class DemandSent:
    """The owner is asked for technical material."""

    demand: Demand
    actor: Person
    at: datetime


@dataclass(frozen=True)
class DemandAnswered:
    """The owner granted or declined."""

    demand: Demand
    actor: Person
    at: datetime


@dataclass(frozen=True)
class DemandWithdrawn:
    """The asking side took a demand back that was sent."""

    demand: Demand
    actor: Person
    at: datetime


@dataclass(frozen=True)
class TextWritten:
    """One side wrote a new version of the agreement; the other reads it."""

    demand: Demand
    side: Organization
    number: int
    actor: Person
    at: datetime


@dataclass(frozen=True)
class TextAgreed:
    """Both sides agree on the text; it waits for signatures."""

    demand: Demand
    actor: Person
    at: datetime


@dataclass(frozen=True)
class AgreementSigned:
    """One side signed."""

    demand: Demand
    side: Organization
    is_whole: bool
    actor: Person
    at: datetime


@dataclass(frozen=True)
class AgreementCalledOff:
    """One side does not conclude the agreement."""

    demand: Demand
    actor: Person
    at: datetime


@dataclass(frozen=True)
class AgreementEnding:
    """The period of use ends soon."""

    demand: Demand
    days: int
    at: datetime


@dataclass(frozen=True)
class AgreementEnded:
    """The agreement ended; a certificate is due."""

    demand: Demand
    actor: Person
    at: datetime


@dataclass(frozen=True)
class HoldersChanging:
    """A change of the list of holders was proposed."""

    change: HolderChange
    actor: Person
    at: datetime


@dataclass(frozen=True)
class HoldersChanged:
    """The owner answered a proposed change."""

    change: HolderChange
    actor: Person
    at: datetime


@dataclass(frozen=True)
class CertificateOwed:
    """The certificate is still not there."""

    certificate: Certificate
    due_on: date
    at: datetime


@dataclass(frozen=True)
class CertificateHandedIn:
    """The receiving side certified return or destruction."""

    certificate: Certificate
    actor: Person
    at: datetime


@dataclass(frozen=True)
class CertificateAnswered:
    """The owner accepted the certificate or sent it back."""

    certificate: Certificate
    actor: Person
    at: datetime


@dataclass(frozen=True)
class SecrecyAsked:
    """The owner is asked whether the material is kept secret."""

    demand: Demand
    actor: Person
    at: datetime


@dataclass(frozen=True)
class SecrecyAnswered:
    """The owner said whether the material is kept secret."""

    demand: Demand
    actor: Person
    at: datetime
