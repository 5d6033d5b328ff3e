"""What disclosure does when two organizations turn out to be one."""

from sangsaeng.disclosure.models import AgreementText, Demand, Hold, ListedTitle, Material
from sangsaeng.disclosure.refusals import BothAreSides
from sangsaeng.kernel.actions import change
from sangsaeng.kernel.events import listen
from sangsaeng.organizations.events import OrganizationsMerged


@listen(OrganizationsMerged)
def move_disclosures(merged: OrganizationsMerged) -> None:
    """Move material and both sides' papers; signatures stay as they were given."""
    pair = {merged.into.pk, merged.duplicate.pk}
    if Demand.objects.filter(owner__in=pair, receiver__in=pair).exists():
        raise BothAreSides
    for material in Material.objects.filter(owner=merged.duplicate):
        change(material, owner=merged.into)
    for demand in Demand.objects.filter(owner=merged.duplicate):
        change(demand, owner=merged.into)
    for demand in Demand.objects.filter(receiver=merged.duplicate):
        change(demand, receiver=merged.into)
    for text in AgreementText.objects.filter(side=merged.duplicate):
        change(text, side=merged.into)


@listen(OrganizationsMerged)
def move_titles_and_holds(merged: OrganizationsMerged) -> None:
    """Move what was listed for the duplicate and what it holds back; what both have stays once."""
    for listed in ListedTitle.objects.filter(organization=merged.duplicate, ended_at=None):
        twins = ListedTitle.objects.filter(material=listed.material_id, ended_at=None)
        if twins.filter(organization=merged.into).exists():
            change(listed, ended_at=merged.at)
        else:
            change(listed, organization=merged.into)
    for hold in Hold.objects.filter(organization=merged.duplicate, lifted_at=None):
        change(hold, organization=merged.into)
