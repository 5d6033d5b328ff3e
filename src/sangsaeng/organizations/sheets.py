"""Organizations and what they earned, as spreadsheets."""

from collections.abc import Iterable

from sangsaeng.kernel.sheets.columns import Choice, Column, SheetKind
from sangsaeng.organizations.models import Credential, Organization, OrganizationName

KINDS = (
    Choice("company", "기업", "Company", ("회사", "민간기업")),
    Choice("public_institution", "공공기관", "Public institution", ("공기업", "공공")),
    Choice("local_government", "지방자치단체", "Local government", ("지자체",)),
    Choice("association", "협회·단체", "Association", ("협회", "단체", "재단", "조합")),
    Choice("ministry", "정부부처", "Ministry", ("정부", "중앙부처")),
)
SIZE_CLASSES = (
    Choice("large", "대기업", "Large company", ("대",)),
    Choice("midsize", "중견기업", "Midsize company", ("중견",)),
    Choice("sme", "중소기업", "SME", ("중소", "중기업", "소기업")),
    Choice("startup", "창업기업", "Startup", ("스타트업", "벤처")),
    Choice("micro", "소상공인", "Micro firm", ("소공인",)),
)
REGIONS = (
    Choice("seoul", "서울", "Seoul", ("서울특별시", "서울시")),
    Choice("busan", "부산", "Busan", ("부산광역시",)),
    Choice("daegu", "대구", "Daegu", ("대구광역시",)),
    Choice("incheon", "인천", "Incheon", ("인천광역시",)),
    Choice("gwangju", "광주", "Gwangju", ("광주광역시",)),
    Choice("daejeon", "대전", "Daejeon", ("대전광역시",)),
    Choice("ulsan", "울산", "Ulsan", ("울산광역시",)),
    Choice("sejong", "세종", "Sejong", ("세종특별자치시", "세종시")),
    Choice("gyeonggi", "경기", "Gyeonggi", ("경기도",)),
    Choice("gangwon", "강원", "Gangwon", ("강원도", "강원특별자치도")),
    Choice("chungbuk", "충북", "Chungbuk", ("충청북도",)),
    Choice("chungnam", "충남", "Chungnam", ("충청남도",)),
    Choice("jeonbuk", "전북", "Jeonbuk", ("전라북도", "전북특별자치도")),
    Choice("jeonnam", "전남", "Jeonnam", ("전라남도",)),
    Choice("gyeongbuk", "경북", "Gyeongbuk", ("경상북도",)),
    Choice("gyeongnam", "경남", "Gyeongnam", ("경상남도",)),
    Choice("jeju", "제주", "Jeju", ("제주도", "제주특별자치도")),
)
CREDENTIAL_KINDS = (
    Choice("index_grade", "동반성장지수 등급", "Win-win index grade", ("동반성장지수",)),
    Choice("index_honor", "동반성장지수 최우수 명예기업", "Index honor company", ("명예기업",)),
    Choice("public_grade", "공공기관 동반성장평가 등급", "Public institution grade", ()),
    Choice("win_win_honors", "윈윈 아너스", "Win-Win Honors", ("윈윈아너스",)),
    Choice("voluntary_partner", "자상한기업", "Voluntary win-win company", ()),
    Choice("award", "표창·선정", "Award", ("표창", "선정", "포상")),
    Choice("program", "사업 참여", "Program participation", ("참여 사업",)),
    Choice("certificate", "인증·확인", "Certificate", ("인증", "확인서")),
)

ORGANIZATIONS = SheetKind(
    "organizations",
    "기업·기관",
    "Organizations",
    (
        Column(
            "name",
            "이름",
            "Name",
            required=True,
            aliases=("기업명", "회사명", "업체명", "기관명", "상호", "법인명", "company"),
            max_length=120,
            help_ko="㈜, 띄어쓰기, 한글·영문 표기가 달라도 같은 이름으로 알아봅니다.",
            help_en="Legal forms, spacing, and Korean or Latin spelling do not matter.",
            example="예시정밀",
        ),
        Column(
            "kind",
            "종류",
            "Kind",
            "choice",
            aliases=("구분", "기관 구분"),
            choices=KINDS,
            help_ko="비워 두면 기업으로 봅니다.",
            help_en="Left empty it is a company.",
        ),
        Column(
            "size_class",
            "기업 규모",
            "Size class",
            "choice",
            aliases=("규모", "기업규모", "기업 구분"),
            choices=SIZE_CLASSES,
            example="중소기업",
        ),
        Column(
            "business_number",
            "사업자등록번호",
            "Business registration number",
            "business_number",
            aliases=("사업자번호", "사업자 번호"),
            help_ko="이름이 같은 다른 곳과 구분하는 데 씁니다.",
            help_en="Tells organizations of the same name apart.",
        ),
        Column(
            "sector",
            "업종(KSIC)",
            "Sector (KSIC)",
            aliases=("업종", "업종코드", "표준산업분류"),
            max_length=5,
            help_ko="한국표준산업분류 코드입니다.",
            help_en="A code of the Korean standard industrial classification.",
            example="C29",
        ),
        Column(
            "region",
            "지역",
            "Region",
            "choice",
            aliases=("소재지", "시도", "광역시도"),
            choices=REGIONS,
            example="경기",
        ),
        Column(
            "homepage",
            "누리집",
            "Website",
            aliases=("홈페이지", "URL", "웹사이트"),
            max_length=200,
            example="https://example.org",
        ),
        Column(
            "name_en", "영문 이름", "English name", aliases=("영문명", "영문기업명"), max_length=160
        ),
        Column(
            "other_names",
            "다른 이름",
            "Other names",
            "list",
            aliases=("별칭", "옛 이름", "약칭"),
            max_length=160,
            help_ko="쉼표로 나누어 적습니다. 적은 이름을 더할 뿐, 있던 이름을 지우지 않습니다.",
            help_en="Separated by commas. They are added; none is removed.",
        ),
        Column(
            "profile",
            "소개",
            "Profile",
            aliases=("기업 소개", "주요 사업", "설명"),
            max_length=2000,
        ),
        Column("source", "출처", "Source", aliases=("자료 출처",), max_length=300),
    ),
    keeps_identity=True,
    help_ko="기업·기관을 등록하거나 내보낸 자료를 고쳐 다시 올립니다.",
    help_en="Enters organizations, or takes back an exported sheet with corrections.",
)

CREDENTIALS = SheetKind(
    "credentials",
    "이력·인증",
    "Credentials",
    (
        Column(
            "organization",
            "기업·기관",
            "Organization",
            required=True,
            aliases=("기업명", "기관명", "회사명", "업체명", "이름"),
            max_length=160,
            example="예시정밀",
        ),
        Column(
            "business_number",
            "사업자등록번호",
            "Business registration number",
            "business_number",
            aliases=("사업자번호",),
        ),
        Column(
            "kind",
            "종류",
            "Kind",
            "choice",
            required=True,
            aliases=("구분",),
            choices=CREDENTIAL_KINDS,
        ),
        Column(
            "year",
            "기준 연도",
            "Year",
            "integer",
            required=True,
            aliases=("연도", "년도", "평가연도"),
            minimum=1990,
            maximum=2100,
            example="2024",
        ),
        Column(
            "value",
            "내용",
            "Value",
            required=True,
            aliases=("등급", "결과", "수상 내용"),
            max_length=120,
            example="최우수",
        ),
        Column("awarded_on", "수여일", "Awarded on", "date", aliases=("수상일", "발표일")),
        Column("valid_until", "유효 기한", "Valid until", "date", aliases=("만료일", "유효기간")),
        Column("note", "비고", "Note", max_length=300),
        Column(
            "source",
            "출처",
            "Source",
            required=True,
            aliases=("근거", "자료 출처"),
            max_length=300,
            help_ko="누가 발표했는지 알 수 있는 주소나 문서 이름입니다.",
            help_en="An address or a document that shows who says so.",
            example="https://example.org/press/1",
        ),
    ),
    key=("organization", "business_number", "kind", "year", "value"),
    help_ko="등급, 포상, 인증을 출처와 함께 기록합니다.",
    help_en="Records grades, awards and certificates with their source.",
)


def organization_records(organizations: Iterable[Organization]) -> list[dict[str, object]]:
    """Return organizations as records of their sheet; their names are expected prefetched."""
    plain = [column.key for column in ORGANIZATIONS.columns if column.key != "other_names"]
    return [
        {
            **{key: getattr(each, key) or None for key in plain},
            "other_names": tuple(_other_names(each)),
            "identity": each.code,
        }
        for each in organizations
    ]


def credential_records(credentials: Iterable[Credential]) -> list[dict[str, object]]:
    """Return credentials as records of their sheet; their organizations are expected selected."""
    plain = ("kind", "year", "value", "awarded_on", "valid_until", "note", "source")
    return [
        {
            **{key: getattr(each, key) or None for key in plain},
            "organization": each.organization.name,
            "business_number": each.organization.business_number,
        }
        for each in credentials
    ]


def _other_names(organization: Organization) -> list[str]:
    own = {OrganizationName.Use.OFFICIAL.value, OrganizationName.Use.ENGLISH.value}
    return sorted(name.name for name in organization.names.all() if name.use not in own)
