"""A picture file becomes pixels: looked at before it is opened, upright, in sRGB, without anything else it carried."""

from __future__ import annotations

import io
import warnings
from pathlib import PurePath
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps

if TYPE_CHECKING:
    from pathlib import Path

MOST_PIXELS = 40_000_000  # Pillow itself only warns below 179 million
MOST_BYTES = 20_000_000
GROUND = (255, 255, 255)  # what shows through where a picture is transparent
ORIENTATION = 0x0112  # Exif tag: how the camera was held
SIDEWAYS = range(5, 9)  # its values for which width and height change places
SUFFIXES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}
FOREIGN = (  # how other files begin, and what to do with them
    (b"%PDF", " PDF 文件", "请把其中的图片另存为 JPEG"),
    (b"GIF8", " GIF 图片", "请另存为 PNG"),
    (b"II*\0", " TIFF 图片", "请另存为 JPEG 或 PNG"),
    (b"MM\0*", " TIFF 图片", "请另存为 JPEG 或 PNG"),
    (b"BM", " BMP 图片", "请另存为 PNG"),
    (b"<", " SVG 或网页文件", "请另存为 PNG"),
)
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
BROKEN = "不是完好的 JPEG、PNG 或 WebP 图片"
FAULTS = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError)  # of Pillow's


class PictureError(ValueError):
    """A picture that may not be published; the message says why, and what to do."""


def kind_of(name: str, data: bytes) -> str:
    """Return JPEG, PNG or WEBP by how the file begins. PictureError if it is none, or its name says another."""
    if not data:
        raise PictureError("文件是空的")
    if data[:3] == b"\xff\xd8\xff":
        kind = "JPEG"
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        kind = "PNG"
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "WEBP"
    else:
        raise PictureError(stranger(data))
    if PurePath(name).suffix.lower() not in SUFFIXES[kind]:
        raise PictureError(
            f"内容是 {kind}，文件名却不是这样结尾；请把文件改名为 {PurePath(name).stem}{SUFFIXES[kind][0]}"
        )
    return kind


def stranger(data: bytes) -> str:
    """Return what to say of a file that is no picture we read."""
    if data[4:8] == b"ftyp":
        name = "手机拍的 HEIC 照片" if data[8:12] in HEIC else "视频或 AVIF 文件"
        return f"这是{name}，不能直接用；请在手机或电脑上另存为 JPEG"
    for beginning, name, advice in FOREIGN:
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(beginning):
            return f"这是{name}，不能直接用；{advice}"
    return BROKEN


def opened(name: str, data: bytes) -> Image.Image:
    """Return a picture of which only the header was read. PictureError if it is none, or has too many pixels."""
    kind = kind_of(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=(kind,))
    except Image.DecompressionBombError:
        raise PictureError(too_many()) from None
    except FAULTS:
        raise PictureError(BROKEN) from None
    if picture.width * picture.height > MOST_PIXELS:
        raise PictureError(too_many())
    return picture


def too_many() -> str:
    """Return what to say of a picture that is too large."""
    return f"超过 {MOST_PIXELS // 1_000_000} 百万像素；请缩小后再用"


def loaded(path: Path, widest: int, highest: int) -> tuple[Image.Image, tuple[int, int]]:
    """Return the file's pixels, upright RGB, at most so wide and high, and how large the picture was. PictureError."""
    picture = opened(path.name, path.read_bytes())
    try:
        turn = picture.getexif().get(ORIENTATION, 1)
        size = picture.size[::-1] if turn in SIDEWAYS else picture.size
        fitted = fit(size, widest, highest)
        flat = fitted[::-1] if turn in SIDEWAYS else fitted
        picture.draft(None, flat)  # a JPEG is decoded at 1/2, 1/4 or 1/8, as far as that is still larger
        picture.load()
        profile = picture.info.get("icc_profile")
        small = plain(picture)
        if small.size != flat:
            small = small.resize(flat, Image.Resampling.LANCZOS, reducing_gap=3.0)
        upright = ImageOps.exif_transpose(marked(small, turn))
        return clean(standard(upright, profile)), size
    except FAULTS:
        raise PictureError(BROKEN) from None


def fit(size: tuple[int, int], widest: int, highest: int) -> tuple[int, int]:
    """Return a size of the same shape that is not larger than allowed, and not smaller than a pixel."""
    scale = min(1.0, widest / size[0], highest / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def plain(picture: Image.Image) -> Image.Image:
    """Return a picture of grey, RGB or CMYK: palettes, transparency and 16-bit greys are resolved."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if picture.mode in ("P", "PA", "LA", "La", "RGBa", "RGBA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGB", seen.size, GROUND)
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def marked(picture: Image.Image, turn: int) -> Image.Image:
    """Return the picture with the camera's position noted again, which resizing forgets."""
    picture.getexif()[ORIENTATION] = turn
    return picture


def standard(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB; a colour profile that cannot be read counts as none."""
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return turned or picture.convert("RGB")
        except (ImageCms.PyCMSError, *FAULTS):
            pass
    return picture.convert("RGB")


def clean(picture: Image.Image) -> Image.Image:
    """Return a new picture made of nothing but the pixels."""
    return Image.frombytes("RGB", picture.size, picture.tobytes())
