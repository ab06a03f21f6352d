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
from tests.support import build, put
from tests.test_places import FEW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
OTHERS = "".join(
    f"- {{id: {record}, name: {name}, died: 1934, sources: [{{title: 测试县志}}]}}\n"
    for record, name in [("430121-12345", "测壬壬"), ("430121-a7", "测癸癸"), ("ce-zi", "测子子")]
)
FOUND = [  # asked, where it leads
    ("测壬壬", "martyrs/430121/list_123.html#430121-12345"),
    ("测癸癸", "martyrs/430121/list_x.html#430121-a7"),
    ("测子子", "martyrs/list_id/ce.html#ce-zi"),
    ("张三", "martyrs/zhang-san.html"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site of a few people, most of them without pages."""
    root = put(tmp_path_factory.mktemp("places"), {**FEW, "profiles/martyrs/others.yml": OTHERS})
    done = build(root, "build", "--date", "2026-04-05")
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module", params=["http", "file"])
def top(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """Return where the site stands."""
    if request.param == "file":
        yield f"{site.as_uri()}/"
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
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


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_sheet_fits_the_screen(width: int, site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site.as_uri()}/martyrs/430121/list_00.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
