"""The templates records and lists are set in: autoescaped, strict, ours alone."""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)

from fengbei import files

if TYPE_CHECKING:
    from collections.abc import Hashable, MutableMapping
    from pathlib import Path

    from jinja2 import Template
    from jinja2.bccache import Bucket
    from markupsafe import Markup

    from fengbei.site import Site

OURS = ("records/", "lists/", "parts/")  # theme/ beside them belongs to MkDocs
SETTINGS: dict[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": False,
}


class Compiled(FileSystemBytecodeCache):
    """Templates as they were compiled, from one build to the next; each knows the text it was made from."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a folder, apart from those that other settings gave."""
        name = blake2b(repr(sorted(SETTINGS.items())).encode(), digest_size=8).hexdigest()
        super().__init__(str(folder), f"{name}-%s")
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one. That it cannot be written (a full disk) costs time, not a build."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class World(Environment):
    """What all templates know is one table: Jinja's own chain of two is looked through at every import of a macro."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows besides what it is given."""
        return super().make_globals(d) if d else self.globals


class Templates:
    """The templates of a site; a kind without its own face takes the default one."""

    def __init__(self, site: Site, *, watch: bool = False) -> None:
        """Open the site's theme folder; `watch` it where templates may change while the program runs."""
        self.site, self.watch = site, watch
        self.environment = World(
            loader=FileSystemLoader(site.own("theme")),
            bytecode_cache=Compiled(site.work / "templates"),
            auto_reload=watch,  # otherwise every page would ask whether its template has changed
            autoescape=True,
            **SETTINGS,
        )
        self.faces: dict[str, Template] = {}
        self.line = self.environment.get_template("records/line.html")

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as the folder that is opened again: what was compiled stays behind."""
        return Templates, (self.site,)

    def compile(self) -> None:
        """Compile every template; each process that is forked later takes it from the folder of the compiled ones."""
        theme = self.site.own("theme")
        for name in (path.relative_to(theme).as_posix() for path in files.walk(theme, ".html")):
            if name.startswith(OURS):
                with suppress(TemplateSyntaxError):  # it is told of where it is used
                    self.environment.get_template(name)

    def record(self, kind: str) -> Template:
        """Return the template of a kind's pages."""
        if kind not in self.faces:
            try:
                face = self.environment.get_template(f"records/{kind}.html")
            except TemplateNotFound:
                face = self.environment.get_template("records/record.html")
            self.faces[kind] = face
        return self.faces[kind]

    def part(self, name: str, *values: Hashable) -> Markup:
        """Return what a macro of parts/ makes of its values; `facts.row` is the macro `row` of parts/facts.html."""
        file, macro = name.split(".")
        module = self.environment.get_template(f"parts/{file}.html").module
        said: Markup = getattr(module, macro)(*values)
        return said

    def list(self, name: str) -> Template:
        """Return the template of a list."""
        return self.environment.get_template(f"lists/{name}.html")
