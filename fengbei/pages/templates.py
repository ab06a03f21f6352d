"""The templates records and lists are set in: autoescaped, strict, ours alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound

if TYPE_CHECKING:
    from jinja2 import Template

    from fengbei.site import Site

WORLDS = ("records", "lists", "parts")  # theme/ beside them belongs to MkDocs


class Templates:
    """The templates of a site; a kind without its own face takes the default one."""

    def __init__(self, site: Site) -> None:
        """Open the site's theme folder."""
        self.environment = Environment(
            loader=FileSystemLoader(site.own("theme")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self.faces: dict[str, Template] = {}

    def record(self, kind: str) -> Template:
        """Return the template of a kind's pages."""
        if kind not in self.faces:
            try:
                face = self.environment.get_template(f"records/{kind}.html")
            except TemplateNotFound:
                face = self.environment.get_template("records/record.html")
            self.faces[kind] = face
        return self.faces[kind]

    def list(self, name: str) -> Template:
        """Return the template of a list."""
        return self.environment.get_template(f"lists/{name}.html")
