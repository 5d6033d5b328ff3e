"""Material, demands and agreements for tests, made by the real actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import typst
from tests.factories import MOMENT, make_member, make_organization

from sangsaeng.disclosure.actions.demanding import Asked, grant_demand, send_demand, write_demand
from sangsaeng.disclosure.actions.drafting import Draft, agree_on_text, write_text
from sangsaeng.disclosure.actions.materials import MaterialFacts, Upload, enter_material
from sangsaeng.disclosure.actions.signing import Confirmation, sign
from sangsaeng.disclosure.actions.viewing import Way, show_material
from sangsaeng.disclosure.models import Agreement, Demand, Granted
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.organizations.models import OrganizationName, Role
from sangsaeng.organizations.names import name_key

SEOUL = ZoneInfo("Asia/Seoul")
FIRST_DAY, LAST_DAY = date(2026, 11, 10), date(2027, 3, 31)
BACK_BY = date(2027, 4, 14)
WITHIN = datetime(2026, 12, 1, 10, 0, tzinfo=SEOUL)
DRAWING = "#set page(width: 300pt, height: 200pt)\nCircuit of model X"
PDF = typst.compile({"main": DRAWING.encode()}, format="pdf") + b"\n% CANARYCONTENT"
PICTURE = typst.compile({"main": b"#set page(width: 9pt, height: 9pt)"}, format="png")
SECRET, FILE_NAME = "CANARYSECRET", "CANARYFILE-x-circuit.pdf"
ASKED = Asked(
    purpose="양산 적용 여부를 검토",
    justification="실물 도면이 없으면 조립 간섭을 확인할 수 없음",
    name="모델 X 회로도 v1.2",
    scope="전원부 회로도 1~4쪽",
    ownership="제공하는 쪽에 있음",
    price="없음(검토 단계)",
    payment="해당 없음",
    provide_on=FIRST_DAY,
    method="상생 사이트에서 지정한 임직원만 열람",
)


def as_it_is(content):
    """Pages without a mark, as the watermark has its own tests."""
    return content


@dataclass
class World:
    """A supplier with material, a buyer who wants to see it, and everybody around them."""

    owner: Any
    receiver: Any
    supplier: Any
    supplier_staff: Any
    buyer: Any
    holder: Any
    colleague: Any
    outsider: Any
    material: Any
    demand: Any = None

    @property
    def agreement(self):
        """The agreement as it stands."""
        return Agreement.objects.get(demand=self.demand)

    @property
    def granted(self):
        """The first version that was granted."""
        return Granted.objects.get(demand=self.demand, number=1)

    def fresh(self):
        """The demand as it stands."""
        return Demand.objects.get(pk=self.demand.pk)

    def look(self, person=None, at=WITHIN, way=None):
        """Try to see the material."""
        who = person or self.holder
        return show_material(self.granted, self.agreement, way or Way(), as_it_is, actor=who, at=at)

    def kinds(self):
        """What the ledger tells, in order."""
        events = LedgerEvent.objects.of(f"disclosure:{self.demand.code}")
        return [one.kind.partition(".")[2] for one in events]


def make_material(owner, person, title="모델 X 회로도", content=PDF, **fields):
    """A sealed drawing."""
    fields.setdefault("secret", SECRET)
    facts = MaterialFacts(title, fields.pop("kind", "drawing"), **fields)
    upload = Upload("v1.2", FILE_NAME, content)
    return enter_material(owner, facts, upload, actor=person, at=MOMENT)


def known_by_name(organization):
    """The organization can be found by its name, as those that are entered by the action."""
    OrganizationName.objects.create(
        organization=organization,
        name=organization.name,
        key=name_key(organization.name),
        use=OrganizationName.Use.OFFICIAL,
    )
    return organization


def make_world():
    """Both sides and the material; nothing was asked for yet."""
    owner = make_organization("한빛정밀")
    receiver = make_organization("가전자", size_class="large")
    supplier = make_member(owner, Role.OWNER, name="박기술")
    return World(
        owner,
        receiver,
        supplier,
        make_member(owner, Role.STAFF, name="박사원"),
        make_member(receiver, Role.OWNER, name="이구매"),
        make_member(receiver, Role.STAFF, name="김설계"),
        make_member(receiver, Role.STAFF, name="최동료"),
        make_member(make_organization("다른전자"), Role.OWNER, name="정타인"),
        make_material(owner, supplier),
    )


def drafted(world, asked=ASKED, at=MOMENT):
    """The buyer wrote a demand."""
    world.demand = write_demand(world.owner, world.receiver, asked, actor=world.buyer, at=at)
    return world


def sent(world, at=MOMENT):
    """The demand was sent."""
    world = drafted(world, at=at)
    world.demand = send_demand(world.demand, actor=world.buyer, at=at)
    return world


def granted(world, at=MOMENT):
    """The supplier chose what to provide."""
    world = sent(world, at=at)
    versions = list(world.material.versions.all())
    world.demand = grant_demand(world.demand, versions, actor=world.supplier, at=at)
    return world


def holders_of(*people):
    """A list of holders as a text names them."""
    return [{"name": one.name, "email": one.email, "title": "책임"} for one in people]


def written(world, at=MOMENT, holders=None, **terms):
    """The buyer named the holders and the period."""
    world = granted(world, at=at)
    text = world.agreement.texts.get()
    days = {"period_from": FIRST_DAY, "period_until": LAST_DAY, "return_by": BACK_BY}
    draft = Draft({**text.terms, **days, **terms}, holders or holders_of(world.holder))
    write_text(world.demand, world.receiver, draft, seen=1, actor=world.buyer, at=at)
    return world


def agreed(world, at=MOMENT, **fields):
    """The supplier agreed to the text."""
    world = written(world, at=at, **fields)
    agree_on_text(world.demand, world.owner, seen=2, actor=world.supplier, at=at)
    return world


def sign_for(world, side, person, at=MOMENT, **fields):
    """One signature, of the paper as it is."""
    fields.setdefault("name", person.name)
    fields.setdefault("title", "대표")
    fields.setdefault("sha256", world.agreement.document.sha256)
    return sign(world.demand, side, Confirmation(**fields), actor=person, at=at)


def signed(world, at=MOMENT, **fields):
    """Both signed."""
    world = agreed(world, at=at, **fields)
    sign_for(world, world.owner, world.supplier, at)
    sign_for(world, world.receiver, world.buyer, at)
    return world


def seoul(day, hour=0, minute=0, second=0):
    """A moment on the clock of Seoul."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SEOUL)


def day_after(day):
    """The next day."""
    return day + timedelta(days=1)
