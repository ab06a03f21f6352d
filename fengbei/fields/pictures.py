"""A picture named by a record: the file beside it, its words, source and permission."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from fengbei import files
from fengbei.fields.bonds import Parts
from fengbei.fields.words import Text
from fengbei.problems import excerpt

if TYPE_CHECKING:
    from fengbei.fields.base import Desk
    from fengbei.fields.nodes import Node

LONGEST_PATH = 200  # characters: Windows allows 260 for the whole path


class PictureFile(Text):
    """The name of a picture file, from the folder of the record; it can lead nowhere else."""

    suffixes = (".jpg", ".jpeg", ".png", ".webp")

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the name, or None after saying why it is not taken."""
        said = super().read(node, desk)
        if said is None:
            return None
        way = posixpath.normpath(posixpath.join(posixpath.dirname(desk.file), said))
        unfit = any(files.unfit(part) for part in said.split("/") if part != "..")
        if unfit or len(said) > LONGEST_PATH or way.startswith(("/", "..")) or "//" in said:
            hint = "写相对本记录所在文件夹的文件名，如 zhang-san.jpg"
            desk.refuse(node, self.label, f"{excerpt(said)}不能作图片的文件名", hint)
        elif not said.lower().endswith(self.suffixes):
            desk.refuse(node, self.label, f"{excerpt(said)}不是能用的图片", "图片用 jpg、png 或 webp 格式")
        else:
            return said
        return None


class Picture(Parts):
    """A picture file beside the record, with its words, source and permission."""

    fact = False

    def __init__(self, label: str, **options: Any) -> None:
        """Declare a picture."""
        super().__init__(
            label,
            file=PictureFile("文件", required=True, help="相对本记录所在文件夹的图片文件"),
            alt=Text("说明文字", required=True, help="给看不见图片的人读的话"),
            source=Text("图片来源", required=True),
            permission=Text("使用许可"),
            focal=Text("焦点", help="裁切时保留的点，如 50% 30%"),
            year=Text("拍摄年份"),
            **options,
        )
