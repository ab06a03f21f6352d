"""Long lists are narrowed on the page itself, by words and by columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_offers_are_narrowed_by_what_they_are_and_for_whom(browser: Browser, address: str) -> None:
    page = browser.new_page()
    watch = Watch(page)
    page.goto(address + "offers/index.html")
    rows = page.locator(".rows tbody tr:visible")
    whole = rows.count()
    page.get_by_label("优待对象").select_option("烈士遗属")
    families = rows.count()
    assert 0 < families < whole
    assert all("烈士遗属" in text for text in rows.all_inner_texts())
    page.get_by_label("类别").select_option("医疗健康")
    assert 0 < rows.count() < families
    assert page.get_by_role("status").inner_text() == f"本页{whole}条中有{rows.count()}条"
    page.get_by_label("在本页筛选").last.fill("没有这样的话")
    assert rows.count() == 0
    assert "查找" in page.get_by_role("status").inner_text()
    assert watch.said == []
    page.close()


def test_without_script_every_row_is_there_and_no_filter_pretends(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "offers/index.html")
    assert page.locator(".rows tbody tr:visible").count() > 20
    assert page.locator(".narrow").count() == 0
    context.close()
