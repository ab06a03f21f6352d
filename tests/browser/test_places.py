"""A record without a page is found, and the place it has on a sheet stands out."""

from __future__ import annotations

import threading
from functools import partial
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Quiet, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
FOUND = [  # asked, where it leads
    ("测壬壬", "martyrs/430121/list_123.html#n-430121-12345"),
    ("测癸癸", "martyrs/430121/list_x.html#n-430121-a7"),
    ("测子子", "martyrs/list_id/ce.html#n-ce-zi"),
    ("测丑丑", "martyrs/list_id/0-.html#n-0-chou"),
    ("张三", "martyrs/zhang-san.html"),
    ("为测试而设", "facilities/list_id/ce.html#n-ceshi"),  # of which more is told, found in its text
]


@pytest.fixture(scope="module", params=["http", "file"])
def top(request: pytest.FixtureRequest, placed: Path) -> Iterator[str]:
    """Return where the site stands."""
    if request.param == "file":
        yield f"{placed.as_uri()}/"
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(placed))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_hit_leads_to_the_place_which_stands_out(top: str, browser: Browser) -> None:
    page = browser.new_page()
    watch = Watch(page)
    for asked, address in FOUND:
        page.goto(f"{top}find.html?{urlencode({'q': asked})}")
        page.locator(f'main a[href="{address}"]').first.click()
        page.wait_for_url(f"{top}{address}")
        if "#" in address:
            place = page.locator(".entry:target")
            expect(place).to_contain_text(asked)
            expect(place).to_be_in_viewport()
    assert watch.said == []
    page.close()
