"""A picture is published as its pixels alone; what cannot be one is refused with its place."""

from __future__ import annotations

import base64
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


def more_than_pixels(data: bytes) -> list[str]:
    """Return what a published file holds besides pixels and what is needed to read them."""
    words = (
        b"SECR",
        b"TEXTLEAK",
        b"Exif",
        b"ICC_PROFILE",
        b"acsp",
        b"adobe",
        b"xmp",
        b"XMP",
        b"GPS",
        b"Photoshop",
        b"http",
    )
    found = [word.decode() for word in words if word in data]
    if data[:2] != b"\xff\xd8":
        assert data[4:12] == b"ftypavif"
        return found + [box for box in ("mime", "uri ", "prof", "rICC", "infe\2\0\0\1Exif") if box.encode() in data]
    at = 2
    while data[at + 1] != 0xD9:
        kind, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if kind not in {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA} or (kind == 0xE0 and size != 16):
            found.append(f"segment {kind:02X}")
        at += 2 + size
        while kind == 0xDA and (data[at] != 0xFF or data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7):
            at += 1  # the pixels themselves
    return found + (["something behind the end"] if at + 2 != len(data) else [])


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_nothing_of_the_file_but_its_pixels_is_published(mode: str, tmp_path: Path) -> None:
    made_of = make(put(tmp_path, {"a.jpg": jpeg(size=(600, 400), mode=mode)}) / "a.jpg")
    assert len(made_of.files) == 6
    assert [said for data in made_of.files.values() for said in more_than_pixels(data)] == []
    veil = base64.b64decode(made_of.veil.partition(",")[2])
    assert (veil[12:16], len(veil)) == (b"VP8 ", 8 + int.from_bytes(veil[4:8], "little"))


def test_the_look_for_more_than_pixels_finds_it() -> None:
    assert len(more_than_pixels(jpeg(size=(60, 40)))) > 4


def lying(width: int, height: int) -> bytes:
    """Return a JPEG whose header gives another size than it has."""
    out = io.BytesIO()
    Image.new("RGB", (16, 16)).save(out, "JPEG")
    data = bytearray(out.getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = height.to_bytes(2) + width.to_bytes(2)
    return bytes(data)


def saved(kind: str, **options: object) -> bytes:
    """Return a small picture in a format."""
    out = io.BytesIO()
    Image.effect_noise((60, 60), 50).convert("RGB").save(out, kind, **options)
    return out.getvalue()


MOVING = {"save_all": True, "append_images": [Image.new("RGB", (60, 60))] * 3}
BAD = {  # classes beside those of the corpus: name of the file, its bytes, what must become of it
    "a header that says 65,500 by 65,500": ("a.jpg", lying(65500, 65500), "error"),
    "a cut WebP": ("a.webp", saved("WEBP")[:-200], "error"),
    "a WebP named as PNG": ("a.png", saved("WEBP"), "error"),
    "a GIF named as PNG": ("a.png", saved("GIF"), "error"),
    "a BMP named as JPEG": ("a.jpg", saved("BMP"), "error"),
    "a page with script named as JPEG": ("a.jpg", b"<html><script>alert(1)</script>", "error"),
    "a video named as JPEG": ("a.jpg", b"\0\0\0\x18ftypmp42" + bytes(100), "error"),
    "a PNG that moves": ("a.png", saved("PNG", **MOVING), ""),
    "a WebP that moves": ("a.webp", saved("WEBP", **MOVING), ""),
    "a picture with an archive behind it": ("a.jpg", saved("JPEG") + b"PK\3\4SECRET", ""),
    "a picture with a page in its comment": ("a.jpg", saved("JPEG", comment=b"<script>SECRET"), ""),
    "a picture with a colour profile of noise": ("a.jpg", saved("JPEG", icc_profile=b"SECRET" * 99), ""),
    "no room for the palette": ("a.png", saved("PNG").replace(b"IHDR", b"PLTE", 1), "error"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_strange_picture_is_refused_or_brings_its_pixels_alone(what: str, temporary_site: Sites) -> None:
    name, data, level = BAD[what]
    site = temporary_site({MARTYR: portrait(name), f"profiles/martyrs/{name}": data})
    records, _ = read(site)
    checked = [str(p) for p in images.faults(records, site)]
    got, wrong = images.images(records, site)
    assert [p.level for p in wrong] == ([level] if level else [])
    assert checked == [str(p) for p in wrong]
    assert [said for one in got.values() for _, made_of in one.files() for said in more_than_pixels(made_of)] == []


def test_a_check_makes_no_files(temporary_site: Sites) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": picture(4000, 1)})
    assert len(images.faults(read(site)[0], site)) == 1
    assert not (site / ".work").exists()


@pytest.mark.parametrize(("days", "stays"), [(29, 1), (31, 0)])
def test_what_no_record_names_is_removed_after_a_month_and_what_one_names_never(
    days: int,
    stays: int,
    temporary_site: Sites,
) -> None:
    files: dict[str, str | bytes] = {MARTYR: portrait("a.png"), "profiles/martyrs/a.png": picture()}
    files["profiles/martyrs/b.png"] = picture(50, 50)
    site = temporary_site(files)
    before = made(site)
    put(site, {MARTYR: portrait("b.png")})
    assert made(site) != before
    long_ago = time.time() - days * 86400
    for path in sorted((site / ".work/pictures").rglob("*")):
        os.utime(path, (long_ago, long_ago))
    assert made(site)[1] == []
    assert len(list((site / ".work/pictures").glob("??/*"))) == 1 + stays
    put(site, {MARTYR: portrait("a.png")})
    assert made(site) == before


def test_of_what_no_record_names_no_more_is_kept_than_there_is_room_for(
    temporary_site: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = temporary_site({MARTYR: portrait("a.png"), "profiles/martyrs/a.png": picture()})
    made(site)
    put(site, {MARTYR: PERSON})
    monkeypatch.setattr("fengbei.images.kept.ROOM", 10)
    for days, left in ((0, 1), (2, 0)):
        for path in sorted((site / ".work/pictures").rglob("*")):
            os.utime(path, (time.time() - days * 86400,) * 2)
        made(site)
        assert len(list((site / ".work/pictures").glob("??/*"))) == left


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
    assert [
        str(p)
        for p in images.faults(records, temporary_site({MARTYR: portrait(name), f"profiles/martyrs/{name}": data}))
    ] == [str(p) for p in faults]
    assert [said for one in got.values() for _, made_of in one.files() for said in more_than_pixels(made_of)] == []


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
