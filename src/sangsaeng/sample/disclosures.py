"""Sample disclosures: one in force about a drawing that exists nowhere else, one that waits."""

from datetime import datetime, timedelta
from typing import Final

from sangsaeng.disclosure.actions.demanding import Asked, grant_demand, send_demand, write_demand
from sangsaeng.disclosure.actions.drafting import Draft, agree_on_text, write_text
from sangsaeng.disclosure.actions.materials import MaterialFacts, Upload, enter_material, list_title
from sangsaeng.disclosure.actions.signing import Confirmation, sign
from sangsaeng.disclosure.kinds import Classification, MaterialKind
from sangsaeng.disclosure.models import Agreement, Demand, Material
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.press import typeset
from sangsaeng.organizations.models import Organization

TITLE: Final = "예시 밸브 조립 도면 v1.2"
PERIOD: Final = timedelta(days=90)


def load_disclosures(
    owner: Organization, receiver: Organization, people: dict[str, Person], *, at: datetime
) -> None:
    """Enter a drawing of the sample's supplier, an agreement in force about it, and a new demand."""
    supplier, buyer = people["supplier"], people["buyer"]
    drawing = _drawing(owner, supplier, at)
    list_title(drawing, receiver, actor=supplier, at=at)
    demand = _demand(owner, receiver, TITLE, drawing, buyer, at)
    demand = send_demand(demand, actor=buyer, at=at)
    versions = list(drawing.versions.select_related("material"))
    grant_demand(demand, versions, actor=supplier, at=at)
    _agree(demand, supplier, buyer, at)
    _sign(demand, supplier, buyer, at)
    waiting = _demand(owner, receiver, "예시 밸브 시험 성적서", None, buyer, at)
    send_demand(waiting, actor=buyer, at=at)


def _drawing(owner: Organization, supplier: Person, at: datetime) -> Material:
    """Enter a small drawing, made here and marked as a sample."""
    data = {"title": TITLE, "organizer": owner.name, "language": "ko", "mark": "예시 자료"}
    upload = Upload("v1.2", "sample-valve.pdf", typeset("sample_drawing", data, at))
    unknown_so_far = "예시로 만든 도면이며 실제 기술이 아닙니다."
    facts = MaterialFacts(TITLE, MaterialKind.DRAWING, Classification.SECRET, unknown_so_far)
    return enter_material(owner, facts, upload, actor=supplier, at=at, is_sample=True)


def _demand(
    owner: Organization,
    receiver: Organization,
    name: str,
    material: Material | None,
    buyer: Person,
    at: datetime,
) -> Demand:
    asked = Asked(
        purpose="예시: 조립 간섭과 유지보수 공간을 확인",
        justification="예시: 외형도만으로는 내부 간섭을 확인할 수 없음",
        name=name,
        scope="예시: 조립도 1쪽",
        ownership="자료의 모든 권리는 제공하는 쪽에 있음",
        price="없음(검토 단계)",
        payment="해당 없음",
        provide_on=day_of(at),
        method="상생 사이트에서 지정한 임직원만 열람",
        titles=(material,) if material else (),
    )
    return write_demand(owner, receiver, asked, actor=buyer, at=at, is_sample=True)


def _agree(demand: Demand, supplier: Person, buyer: Person, at: datetime) -> None:
    text = Agreement.objects.get(demand=demand).texts.get()
    today = day_of(at)
    days = {
        "period_from": today,
        "period_until": today + PERIOD,
        "return_by": today + PERIOD + timedelta(days=14),
    }
    holder = {"name": buyer.name, "email": buyer.email, "title": "구매 담당"}
    draft = Draft({**text.terms, **days}, [holder])
    write_text(demand, demand.receiver, draft, seen=1, actor=buyer, at=at)
    agree_on_text(demand, demand.owner, seen=2, actor=supplier, at=at)


def _sign(demand: Demand, supplier: Person, buyer: Person, at: datetime) -> None:
    document = Agreement.objects.get(demand=demand).document
    digest = document.sha256 if document else ""
    for side, person in ((demand.owner, supplier), (demand.receiver, buyer)):
        confirmation = Confirmation(person.name, "대표(예시)", digest)
        sign(demand, side, confirmation, actor=person, at=at)
