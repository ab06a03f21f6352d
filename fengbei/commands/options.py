"""What the words of the command line mean: a day, stages, a shard."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime

import click

from fengbei.commands.order import STAGES


def day_of(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Return the day the site is built for: the argument, else SOURCE_DATE_EPOCH, else None."""
    del context
    if value:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter("日期写作 2026-04-05", param=parameter) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else None


def stages_of(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str]:
    """Return the stages named, separated by commas."""
    del context
    names = frozenset((value or "").split(",")) - {""}
    if names - set(STAGES):
        raise click.BadParameter(f"可写：{','.join(STAGES)}", param=parameter)
    return names


def shard_of(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Return which of how many shards is meant."""
    del context
    if value is None:
        return None
    said = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", value)
    if said is None or int(said[1]) > int(said[2]):
        raise click.BadParameter("写第几份、共几份，如 3/8", param=parameter)
    return int(said[1]), int(said[2])
