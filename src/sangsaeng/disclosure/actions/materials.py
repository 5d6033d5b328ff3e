"""Materials: the owner enters, describes and seals technical material, and tells its title."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from sangsaeng.disclosure.actions.recording import change_quietly
from sangsaeng.disclosure.kinds import MATERIALS, Classification, MaterialKind
from sangsaeng.disclosure.models import ListedTitle, Material, MaterialVersion
from sangsaeng.disclosure.rules import may_keep_material, may_list_title, may_take_original
from sangsaeng.exchange.models import Listing
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.files import store
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.organizations.models import Organization


@dataclass(frozen=True)
class MaterialFacts:
    """What the owner says about a material."""

    title: str
    kind: str
    classification: str = Classification.SECRET
    secret: str = ""
    listing: Listing | None = None


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in, and how this version is called."""

    label: str
    name: str
    content: bytes


@action
def enter_material(
    owner: Organization,
    facts: MaterialFacts,
    upload: Upload,
    *,
    actor: Person,
    at: datetime,
    is_sample: bool = False,
) -> Material:
    """Enter a material with its first sealed version."""
    require(may_keep_material(actor, owner), actor)
    _require_own(facts, owner)
    material = Material.objects.create(
        owner=owner, entered_by=actor, entered_at=at, is_sample=is_sample, **_fields(facts)
    )
    record(material, entered=True)
    _seal(material, upload, actor, at)
    return material


@action
def describe_material(
    material: Material, facts: MaterialFacts, *, actor: Person, at: datetime
) -> None:
    """Change what is said about a material; what was sealed stays as it is."""
    require(may_keep_material(actor, material.owner), actor)
    _require_own(facts, material.owner)
    change_quietly(material, **_fields(facts))


@action
def seal_version(
    material: Material, upload: Upload, *, actor: Person, at: datetime
) -> MaterialVersion:
    """Add a new version; versions that are there are never altered."""
    require(may_keep_material(actor, material.owner), actor)
    return _seal(material, upload, actor, at)


@action
def take_original(version: MaterialVersion, *, actor: Person, at: datetime) -> MaterialVersion:
    """Let the owner's people take the sealed original."""
    require(may_take_original(actor, version.material), actor)
    record(version, taken=True)
    return version


@action
def list_title(
    material: Material, organization: Organization, *, actor: Person, at: datetime
) -> ListedTitle:
    """Tell one counterpart the title, so that it can be asked for by name."""
    require(may_list_title(actor, material), actor)
    if organization.pk == material.owner_id:
        raise Invalid({"organization": _("우리 기업이 아닌 상대를 골라 주십시오.")})
    listed, is_new = ListedTitle.objects.get_or_create(
        material=material,
        organization=organization,
        ended_at=None,
        defaults={"listed_by": actor, "listed_at": at},
    )
    record(listed, is_new=is_new)
    return listed


@action
def stop_listing(listed: ListedTitle, *, actor: Person, at: datetime) -> None:
    """No longer tell the counterpart the title."""
    require(may_list_title(actor, listed.material), actor)
    change(listed, ended_at=listed.ended_at or at)


def _fields(facts: MaterialFacts) -> dict[str, object]:
    if not facts.title.strip():
        raise Invalid({"title": _("자료 이름을 적어 주십시오.")})
    if facts.kind not in MaterialKind.values:
        raise Invalid({"kind": _("자료의 종류를 골라 주십시오.")})
    return vars(facts) | {"title": " ".join(facts.title.split())}


def _require_own(facts: MaterialFacts, owner: Organization) -> None:
    if facts.listing is not None and facts.listing.owner_id != owner.pk:
        raise Invalid({"listing": _("우리 기업의 수요나 제안을 골라 주십시오.")})


def _seal(material: Material, upload: Upload, actor: Person, at: datetime) -> MaterialVersion:
    # Two who add at once wait for each other, and their versions are numbered one after the other.
    Material.objects.select_for_update().get(pk=material.pk)
    last = material.versions.aggregate(last=Max("number"))["last"] or 0
    file = store(upload.name, upload.content, MATERIALS, actor=actor, at=at)
    version = MaterialVersion.objects.create(
        material=material,
        number=last + 1,
        label=upload.label,
        file=file,
        sha256=file.sha256,
        added_by=actor,
        added_at=at,
    )
    record(version, number=version.number)
    return version
