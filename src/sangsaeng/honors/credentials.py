"""What a plaque's credential says: an Open Badges 3.0 achievement on W3C VC 2.0.

All holders of an honor share one achievement, each has a credential of its own.
"""

from datetime import UTC, date, datetime, time
from typing import Any, Final

from sangsaeng.honors.addresses import (
    honor_address,
    issuer,
    organization_address,
    plaque_address,
    program_address,
    site,
    status_address,
)
from sangsaeng.honors.bitstring import encoded
from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.honors.proving import moment_text
from sangsaeng.kernel.clock import SEOUL

VC: Final = "https://www.w3.org/ns/credentials/v2"
BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
SCHEMA: Final = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
ISSUER_NAME: Final = "상생"

Said = dict[str, Any]


def plaque_credential(plaque: Plaque) -> Said:
    """Return what is signed for one holder."""
    honor, address = plaque.holder.honor, plaque_address(plaque)
    achievement = achievement_of(honor)
    return {
        "@context": [VC, BADGES],
        "id": address,
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": achievement["name"],
        "issuer": {
            "id": issuer(),
            "type": ["Profile"],
            "name": ISSUER_NAME,
            "url": site(),
        },
        "validFrom": _midnight(honor.awarded_on),
        "awardedDate": _midnight(honor.awarded_on),
        "credentialSubject": _subject(plaque) | {"achievement": achievement},
        "evidence": [
            {"id": honor_address(honor), "type": ["Evidence"], "name": honor.name},
        ],
        "credentialStatus": {
            "id": f"{status_address(plaque.status_list)}#{plaque.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(plaque.status_index),
            "statusListCredential": status_address(plaque.status_list),
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        **_claims(address, plaque.issued_at),
        "sub": organization_address(plaque.holder.organization),
    }


def achievement_of(honor: Honor) -> Said:
    """Return what was achieved: the same for every holder."""
    program = honor.program
    host = program.host
    tags = [text for text in (honor.round, honor.part) if text]
    return {
        "id": f"{honor_address(honor)}#achievement",
        "type": ["Achievement"],
        "achievementType": "Award",
        "name": f"{program.name} {honor.round}",
        "description": honor.summary or honor.name,
        "criteria": {"id": program_address(program.slug)},
        "creator": {
            "id": organization_address(host),
            "type": ["Profile"],
            "name": host.name,
        },
        "tag": tags,
    }


def status_list_credential(number: int, places: list[int], at: datetime) -> Said:
    """Return the list that says which places were revoked, as of a moment."""
    address = status_address(number)
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer(),
        "validFrom": moment_text(at.astimezone(UTC)),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(places),
        },
        **_claims(address, at),
    }


def _subject(plaque: Plaque) -> Said:
    holder = plaque.holder
    honor = holder.honor
    named = [_named(holder.name, "ext:organizationName")]
    if honor.person_name:
        named.append(_named(honor.person_name, "ext:personName"))
    said = {
        "id": organization_address(holder.organization),
        "type": ["AchievementSubject"],
        "identifier": named,
        "licenseNumber": plaque.number,
        "narrative": ", ".join(one.name for one in honor.holders.all()),
    }
    return said | ({"role": holder.part} if holder.part else {})


def _named(name: str, kind: str) -> Said:
    return {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": kind}


def _claims(address: str, at: datetime) -> Said:
    """Return the same in the words of JSON Web Tokens, for libraries that know only those."""
    moment = int(at.timestamp())
    return {"iss": issuer(), "jti": address, "iat": moment, "nbf": moment}


def _midnight(day: date) -> str:
    """Return the moment at which a day begins in Seoul."""
    return moment_text(datetime.combine(day, time.min, SEOUL).astimezone(UTC))
