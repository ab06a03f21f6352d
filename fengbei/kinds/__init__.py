"""The kinds of records: one class in one file each; adding the file adds the kind."""

from importlib import import_module
from pkgutil import iter_modules

from fengbei.record import Record


def all_kinds() -> tuple[type[Record], ...]:
    """Return every kind, in the order of the site's tabs."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return tuple(sorted(Record.kinds.values(), key=lambda kind: (kind.tab, kind.kind_id)))
