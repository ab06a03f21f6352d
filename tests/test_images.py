"""A picture is published as its pixels alone; what cannot be one is refused with its place."""

from __future__ import annotations

import csv
import io
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from fengbei import images
from fengbei.images import guard
from fengbei.images.making import make
from tests.small import picture
from tests.support import MARTYR, PERSON, problems, put, read

if TYPE_CHECKING:
    from tests.conftest import Sites


HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
HELD = {  # what undoes each way of holding the camera
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def portrait(name: str) -> str:
    """Return a record with a portrait in a file of that name."""
    return f"{PERSON}portrait: {{file: '{name}', alt: 像, source: 测试}}\n"


def made(site: Path, jobs: int = 0) -> tuple[list[str], list[str]]:
    """Return the addresses of the derived pictures, and what was wrong."""
    derived, wrong = images.images(read(site)[0], site, jobs)
    return [picture.largest.jpeg for picture in derived.values()], [str(problem) for problem in wrong]


def jpeg(*, orientation: int = 1, size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    """Return a JPEG of a black quarter, a red quarter and white, with data that must not be published."""
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    image.paste((0, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, "SECRET-PLACE"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB", b"SECR")
    xmp = b"http://ns.adobe.com/xap/1.0/ SECRET-XMP"
    out = io.BytesIO()
    image.convert(mode).save(
        out, "JPEG", exif=exif, comment=b"SECRET-WORDS", quality=95, xmp=xmp,
        icc_profile=profile if mode == "RGB" else None,
    )  # fmt: skip
    return out.getvalue() + b"SECRET-TAIL"


def files_of(data: bytes, tmp_path: Path, name: str = "a.jpg") -> dict[str, bytes]:
    return make(put(tmp_path, {name: data}) / name).files


def derived(data: bytes, tmp_path: Path, name: str = "a.jpg") -> Image.Image:
    """Return the widest JPEG made of a picture."""
    result = make(put(tmp_path, {name: data}) / name)
    return Image.open(io.BytesIO(result.files[result.sizes[-1].jpeg])).convert("RGB")


def colour(seen: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Return the colour of a pixel."""
    said = seen.getpixel((x, y))
    assert isinstance(said, tuple)
    return said


def test_a_picture_beside_its_record_is_published(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": picture()})
    (href,), wrong = made(site)
    assert href.startswith("pictures/")
    assert wrong == []


def test_the_same_picture_has_the_same_address(tmp_path: Path) -> None:
    path = put(tmp_path, {"a.png": picture()}) / "a.png"
    assert make(path) == make(path)


def test_nothing_of_the_file_but_its_pixels_is_published(tmp_path: Path) -> None:
    for data in files_of(jpeg(size=(600, 400)), tmp_path).values():
        for word in (b"SECR", b"Exif", b"ICC_PROFILE", b"acsp", b"ns.adobe", b"xmp", b"\xff\xfe\x00", b"Photoshop"):
            assert word not in data


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("size", [(40, 20), (4000, 2000)], ids=["small", "shrunk"])
def test_a_picture_is_turned_upright_however_the_camera_was_held(
    turn: int, size: tuple[int, int], tmp_path: Path
) -> None:
    upright = Image.new("RGB", size, "white")
    upright.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    upright.paste((0, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0112] = turn
    out = io.BytesIO()
    held = upright.transpose(HELD[turn]) if turn in HELD else upright
    held.save(out, "JPEG", exif=exif, quality=95)
    seen = derived(out.getvalue(), tmp_path)
    corners = [
        seen.getpixel((round(x * (seen.width - 1)), round(y * (seen.height - 1))))
        for x in (0.2, 0.8)
        for y in (0.2, 0.8)
    ]
    assert seen.width == 2 * seen.height
    assert [sum(c) // 100 for c in corners] == [0, 2, 7, 7]  # type: ignore[arg-type] # black over red, white beside


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_grey_or_printed_picture_stays_readable(mode: str, tmp_path: Path) -> None:
    seen = derived(jpeg(mode=mode, size=(600, 300)), tmp_path)
    assert min(colour(seen, 500, 150)) > 240
    assert max(colour(seen, 100, 50)) < 40


@pytest.mark.parametrize("mode", ["LA", "P", "RGBA", "I;16"])
def test_transparency_shows_white_and_deep_greys_keep_their_tone(mode: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    if mode == "I;16":
        Image.new("I;16", (60, 60), 0x8000).save(out, "PNG")
        wanted = 128
    elif mode == "P":
        Image.new("P", (60, 60), 0).save(out, "PNG", transparency=0)
        wanted = 255
    else:
        Image.new(mode, (60, 60), 0).save(out, "PNG")
        wanted = 255
    seen = derived(out.getvalue(), tmp_path, "a.png").getpixel((30, 30))
    assert abs(seen[0] - wanted) <= 2  # type: ignore[index]


@pytest.mark.parametrize(
    ("width", "made_in"),
    [(100, [100]), (480, [240, 480]), (700, [240, 480, 700]), (3000, [240, 480, 960, 1600])],
)
def test_a_picture_is_made_in_several_widths_and_never_enlarged(width: int, made_in: list[int], tmp_path: Path) -> None:
    result = make(put(tmp_path, {"a.jpg": jpeg(size=(width, width // 2))}) / "a.jpg")
    assert [size.width for size in result.sizes] == made_in
    for size in result.sizes:
        for href in (size.jpeg, size.avif):
            assert Image.open(io.BytesIO(result.files[href])).size == (size.width, size.height)


def test_a_thin_picture_keeps_at_least_a_pixel_and_is_questioned(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": picture(4000, 1)})
    assert made(site)[1] == [f"{MARTYR}:4:11: 提醒：「遗像」图片“a.png”：只有 4000×1 像素；请换一张看得清的"]


def test_a_picture_that_was_made_is_not_made_again(temporary_site: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": picture()})
    first = made(site)
    monkeypatch.setattr("fengbei.images.kept.make", lambda _: pytest.fail("made again"))
    assert made(site) == first


def test_a_picture_whose_bytes_changed_is_made_again(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": picture()})
    first, _ = made(site)
    put(site, {"profiles/martyrs/a.png": picture(50, 50)})
    assert made(site)[0] != first


def test_several_processes_make_the_same_files_as_one(temporary_site: Sites) -> None:
    names = [f"{n}.png" for n in range(5)]
    said = "\n".join(f"  - {{file: {n}, alt: 像, source: 测试}}" for n in names)
    files: dict[str, str | bytes] = {f"profiles/martyrs/{n}": picture(40 + i, 40) for i, n in enumerate(names)}
    both = [temporary_site({MARTYR: f"{PERSON}pictures:\n{said}\n", **files}) for _ in range(2)]
    assert made(both[0], jobs=0) == made(both[1], jobs=2)


def kill_itself(number: int) -> int:
    """Do what a broken library may do at one of the things."""
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 3:
        time.sleep(60)
    if number == 4:
        bytearray(2 * guard.MEMORY)
    return number


def test_a_process_that_dies_hangs_or_swells_costs_one_thing() -> None:
    done = dict(guard.guarded(kill_itself, range(7), 2, seconds=1.0))
    assert {number for number, said in done.items() if isinstance(said, guard.Failed)} == {2, 3, 4}
    assert [done[number] for number in (0, 1, 5, 6)] == [0, 1, 5, 6]


def hostile() -> list[tuple[str, str]]:
    """Return the pictures of the corpus: name, and what must become of them."""
    try:
        with (HOSTILE / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError:
        return []
    return [(row[0].removeprefix("images/"), row[2]) for row in rows if row[1] == "image"]


@pytest.mark.parametrize(("name", "must"), hostile())
def test_a_hostile_picture_becomes_what_the_corpus_asks(name: str, must: str, temporary_site: Sites) -> None:
    data = (HOSTILE / "images" / name).read_bytes()
    site = temporary_site({MARTYR: portrait(name), f"profiles/martyrs/{name}": data})
    records, refused = read(site)
    begun = time.process_time()
    got, faults = images.images(records, site)
    assert time.process_time() - begun < 2
    wrong = [*refused, *faults]
    assert [p.level for p in wrong] == {"REJECT": ["error"], "WARN": ["warning"], "DERIVE": []}[must]
    assert all(p.spot[:2] == (MARTYR, 4) for p in wrong)
    leaks = [
        w
        for one in got.values()
        for _, made_of in one.files()
        for w in (b"TEXTLEAK", b"Exif", b"xmp", b"GPS")
        if w in made_of
    ]
    assert leaks == []


@pytest.mark.parametrize(
    "name",
    [
        "../../../x.jpg",
        "/etc/passwd",
        "a/../../../../x.jpg",
        "a\\b.jpg",
        "C:\\x.jpg",
        "//example.org/a.jpg",
        "https://a.org/a.jpg",
    ],
)
def test_a_picture_outside_the_records_is_refused(name: str, temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait(name)})
    put(site.parent, {"x.jpg": picture()})
    (wrong,) = problems(site)
    assert wrong.startswith(f"{MARTYR}:4:18: 「文件」“{name}”不能作图片的文件名；")


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
    assert made(site)[1] == [f"{MARTYR}:4:11: 「遗像」图片“a.png”：超过 40 百万像素；请缩小后再用"]


def test_the_picture_of_a_draft_is_not_even_opened(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: f"{portrait('a.png')}status: 草稿"})
    assert made(site) == ([], [])
