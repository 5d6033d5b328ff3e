"""The owner's package: sealed originals, their digests, the papers and the receipt in one file."""

import json
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsaeng.disclosure.actions.handing_out import Package, Sealed
from sangsaeng.kernel.clock import SEOUL

# Files of a package carry no time of their own, so that the same content gives the same bytes.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def package_zip(package: Package) -> bytes:
    """Return the package as a zip."""
    entries: dict[str, bytes] = {"README.txt": _readme(package).encode("utf-8-sig")}
    for number, sealed in enumerate(package.originals, start=1):
        entries[f"originals/{number}-{sealed.version.file.name}"] = sealed.content
    entries["SHA256SUMS.txt"] = _sums(package).encode()
    entries |= {f"papers/{name}": content for name, content in package.papers.items()}
    receipt = json.dumps(package.receipt, ensure_ascii=False, indent=1)
    entries["receipt.json"] = receipt.encode()
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(ZipInfo(name, _NO_TIME), content, ZIP_DEFLATED)
    return out.getvalue()


def _sums(package: Package) -> str:
    """Return the digests in the form that `sha256sum --check` reads."""
    return "".join(
        f"{sealed.version.sha256}  originals/{number}-{sealed.version.file.name}\n"
        for number, sealed in enumerate(package.originals, start=1)
    )


def _readme(package: Package) -> str:
    """Say in Korean what is in the package and where to take what."""
    demand = package.demand
    with override("ko"):
        lines = [
            _("기술자료 제출 묶음 – %(number)s") % {"number": demand.number},
            "",
            _("제공한 쪽: %(owner)s") % {"owner": demand.owner},
            _("받은 쪽: %(receiver)s") % {"receiver": demand.receiver},
            "",
            _("들어 있는 것"),
            _("- originals/: 봉인한 원본. 한 바이트도 바꾸지 마십시오. 바꾸면 지문이 달라집니다."),
            _(
                "- SHA256SUMS.txt: 원본의 SHA-256 지문 목록 (확인: sha256sum --check SHA256SUMS.txt)"
            ),
            _("- papers/: 요구서, 비밀유지계약서, 서명 확인서, 반환·폐기 확인서"),
            _("- receipt.json: 원장 영수증 (확인: sangsaeng verify receipt.json)"),
            "",
            *[line for sealed in package.originals for line in _described(sealed)],
            _("어디에 내나"),
            _(
                "1. 영업비밀 원본증명: 원본은 내지 않고 SHA-256 지문만 등록합니다. 증명서를 받으면 "
                "등록한 때에 자료를 갖고 있던 것으로 추정됩니다(부정경쟁방지법 제9조의2). "
                "원본은 우리가 잃지 않게 보관해야 합니다."
            ),
            _(
                "2. 기술자료 임치: 대·중소기업·농어업협력재단이나 기술보증기금에 originals/의 파일을 "
                "맡깁니다. 명칭·종류·개발일·개요를 함께 등록하면 개발 사실이 추정됩니다"
                "(상생협력법 제24조의2, 제24조의3)."
            ),
            _(
                "3. 기술자료 거래기록 등록(기술보증기금 테크세이프): 요구받은 경위와 보낸 자료를 적을 때 papers/와 "
                "receipt.json을 붙입니다."
            ),
            "",
            _(
                "이 묶음은 나중에 바뀐 것을 알아낼 수 있게 할 뿐, 내용이 참임을 증명하지 않으며 "
                "법률 자문이 아닙니다."
            ),
            "",
        ]
    return "\r\n".join(lines)


def _described(sealed: Sealed) -> list[str]:
    version = sealed.version
    sealed_on = version.added_at.astimezone(SEOUL)
    return [
        _("자료: %(title)s (%(label)s)")
        % {"title": version.material.title, "label": version.label},
        _("  봉인한 때: %(moment)s (한국 시각)") % {"moment": f"{sealed_on:%Y-%m-%d %H:%M:%S}"},
        f"  SHA-256: {version.sha256}",
        "",
    ]
