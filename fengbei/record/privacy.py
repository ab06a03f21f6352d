"""Which data may be published, and which may not even be kept: the privacy classes, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fengbei.record.record import Record


# Class P3: what must not be in the repository at all, by key or by label
# (PIPL art. 28; the statutes name the certificate holder and the living relatives).
FORBIDDEN = {
    "id_card": "身份证号", "身份证": "身份证号", "身份证号": "身份证号", "身份证号码": "身份证号",
    "mobile": "私人电话", "手机": "私人电话", "手机号": "私人电话", "电话号码": "私人电话",
    "bank_card": "银行账号", "银行卡": "银行账号", "银行账号": "银行账号",
    "home_address": "家庭住址", "住址": "家庭住址", "家庭住址": "家庭住址",
    "relatives_living": "在世亲属", "在世亲属": "在世亲属", "亲属电话": "在世亲属",
    "cert_holder": "持证人", "持证人": "持证人", "烈士证书持证人": "持证人",
    "dna": "遗骸鉴定信息", "DNA": "遗骸鉴定信息", "applicant": "申请人信息", "申请人": "申请人信息",
}  # fmt: skip


def keep_public(record: Record) -> None:
    """Drop what may not be published: class P2 always, class P1 until the record is reviewed.

    This is the one place that decides it: what is dropped here exists nowhere afterwards.
    """
    review = record.reviewed
    passed = review is not None and review.status == "已审"  # type: ignore[attr-defined]
    hidden = {key for key, privacy in record.guarded if privacy == "P2" or (privacy == "P1" and not passed)}
    said: tuple[dict[str, Any], ...] = (record.__dict__, record.witnesses, record.at)
    for known in said:
        if not hidden.isdisjoint(known):
            for key in hidden:
                known.pop(key, None)
