"""A picture is published as its pixels alone; what cannot be one is refused with its place."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from fengbei import images
from tests.small import picture
from tests.support import MARTYR, PERSON, put, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Sites


def portrait(name: str) -> str:
    """Return a record with a portrait in a file of that name."""
    return f"{PERSON}portrait: {{file: '{name}', alt: 像, source: 测试}}\n"


def made(site: Path) -> tuple[list[str], list[str]]:
    """Return the addresses of the derived pictures, and what was wrong."""
    derived, wrong = images.images(read(site)[0], site)
    return [picture.href for picture in derived.values()], [str(problem) for problem in wrong]


def jpeg(*, orientation: int = 1, size: tuple[int, int] = (40, 20)) -> bytes:
    """Return a JPEG whose left half is red, with Exif data that must not be published."""
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, "SECRET-PLACE"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"SECRET-WORDS", quality=95)
    return out.getvalue()


def derived(data: bytes, tmp_path: Path) -> Image.Image:
    return Image.open(io.BytesIO(images.derive(put(tmp_path, {"a.jpg": data}) / "a.jpg").data))


def test_a_picture_beside_its_record_is_published(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": picture()})
    (href,), wrong = made(site)
    assert href.startswith("pictures/")
    assert wrong == []


def test_the_same_picture_has_the_same_address(tmp_path: Path) -> None:
    path = put(tmp_path, {"a.png": picture()}) / "a.png"
    assert images.derive(path) == images.derive(path)


def test_nothing_of_the_file_but_its_pixels_is_published(tmp_path: Path) -> None:
    data = images.derive(put(tmp_path, {"a.jpg": jpeg()}) / "a.jpg").data
    assert b"SECRET" not in data
    assert b"Exif" not in data


def test_a_picture_taken_sideways_is_turned_upright(tmp_path: Path) -> None:
    turned = derived(jpeg(orientation=6), tmp_path)
    assert turned.size == (20, 40)
    red, green, _ = turned.convert("RGB").getpixel((10, 5))  # type: ignore[misc]
    assert red > 150 > green


def test_a_wide_picture_is_made_as_wide_as_a_page(tmp_path: Path) -> None:
    assert derived(jpeg(size=(3000, 1500)), tmp_path).size == (960, 480)


def test_a_thin_picture_keeps_at_least_a_pixel(tmp_path: Path) -> None:
    assert min(derived(picture(4000, 1), tmp_path).size) == 1


@pytest.mark.parametrize(
    "name",
    ["../../../x.jpg", "/etc/passwd", "a\\b.jpg", "C:\\x.jpg", "//example.org/a.jpg", "https://example.org/a.jpg"],
)
def test_a_picture_outside_the_records_is_refused(name: str, temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait(name)})
    put(site.parent, {"x.jpg": picture()})
    _, (wrong,) = made(site)
    assert wrong.startswith(f"{MARTYR}:4:11: 「遗像」图片“{name}”：")


def test_a_picture_may_stand_in_another_folder_of_the_records(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("../../pictures/a.png"), "pictures/a.png": picture()})
    assert made(site)[1] == []


def test_a_picture_that_is_not_there_is_named_with_its_place(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("a.png")})
    assert made(site)[1] == [f"{MARTYR}:4:11: 「遗像」图片“a.png”：没有这个文件"]


def test_a_symbolic_link_is_no_picture(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "b.png": picture()})
    (site / "profiles/martyrs/a.png").symlink_to(site / "b.png")
    assert made(site)[1] == [f"{MARTYR}:4:11: 「遗像」图片“a.png”：不能用符号链接"]


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", picture()[:60], b"%PDF-1.7"], ids=range(5))
def test_what_is_no_whole_picture_is_refused(data: bytes, temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": data})
    assert len(made(site)[1]) == 1


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_opened(temporary_site: Sites) -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": out.getvalue()})
    assert made(site)[1] == [f"{MARTYR}:4:11: 「遗像」图片“a.png”：超过 40 百万像素"]


def test_the_picture_of_a_draft_is_not_even_opened(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{portrait('a.png')}status: 草稿"})
    assert made(site) == ([], [])
