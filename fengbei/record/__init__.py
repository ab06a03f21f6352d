"""A record: what every kind has, how one is read, and what of it may ever be published."""

from fengbei.record.meaning import node_of
from fengbei.record.privacy import FORBIDDEN
from fengbei.record.reading import read_record
from fengbei.record.record import Record, Witness, is_event, links_of

__all__ = ["FORBIDDEN", "Record", "Witness", "is_event", "links_of", "node_of", "read_record"]
