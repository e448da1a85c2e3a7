"""Issued bulletins: kept as they went out, made again, opened by who sees as much."""

import hashlib
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_bulletins import MONTH_SHOWN, read_back
from tests.pages.test_pages import texts
from zhiping import clock, serving
from zhiping.access.issuing import may_issue, may_open_bulletin
from zhiping.access.permissions import DEMO_USER, LEADER, PEOPLE, Access, User
from zhiping.contracts.admin import Act
from zhiping.store.errors import StoreDamaged
from zhiping.ui.bulletins import archive
from zhiping.ui.bulletins.forms import FORMS
from zhiping.ui.kit.view import View


def pressed(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def test_an_issued_bulletin_is_kept_as_it_went_out(opened: Opened) -> None:
    app = pressed(opened("bulletins/make", **MONTH_SHOWN, systems="tickets"), "生成通报")
    assert "签发过的通报列在这里" in texts(app)
    app = pressed(app, "签发并存档")
    number = f"{clock.now().year}-0001"
    assert f"已签发，编号 {number}" in app.success[0].value.replace("\\", "")
    store, version = serving.store(), serving.store().versions.number()
    assert f"bulletin {number}" in store.pins.all()[version]
    view = View("bulletins/make", Access(DEMO_USER), version, MONTH_SHOWN, MONTH_SHOWN)
    (issued,) = archive.seen_by(view)
    for form in FORMS:
        content = archive.content_of(view, issued, form.ending)
        assert hashlib.sha256(content).hexdigest() == issued.files[form.ending]
    assert f"编号 {number}" in read_back(archive.content_of(view, issued, "docx"))[0]
    assert archive.derived(view, issued, clock.now(), lambda _s, _w: None).digest == issued.digest
    assert [row["act"] for row in serving.audit().found(most=9)].count(Act.ISSUED) == 1
    kept = store.settings.bulletins / issued.files["docx"]
    kept.write_bytes(kept.read_bytes() + b"x")
    with pytest.raises(StoreDamaged, match="缺失或被改动"):
        archive.content_of(view, issued, "docx")
    store.unpin(version, issued.pinned_by)


ISSUER = User("签发人", frozenset({LEADER, PEOPLE}), "150105")


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        (Access(ISSUER), True),
        (Access(replace(ISSUER, name="同事")), True),
        (Access(replace(ISSUER, scope="15")), True),
        (Access(replace(ISSUER, scope="150105001")), False),
        (Access(replace(ISSUER, scope="150102")), False),
        (Access(replace(ISSUER, roles=frozenset({LEADER}))), False),
        (Access(replace(ISSUER, unit="住建局")), False),
        (Access(replace(ISSUER, company="甲平台")), False),
        (Access(ISSUER, {"area": "150105"}, "link"), False),
    ],
)
def test_who_sees_less_than_its_issuer_does_not_open_a_bulletin(reader: Access, sees: bool) -> None:
    assert may_open_bulletin(reader, ISSUER) == sees


def test_a_guest_and_who_looks_as_another_issue_nothing() -> None:
    assert may_issue(Access(ISSUER))
    assert not may_issue(Access(ISSUER, {}, "link"))
    assert not may_issue(Access(replace(ISSUER, viewed_by="管理员")))
