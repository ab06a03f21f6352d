"""The field types a kind is declared with, and what they read from and write to."""

from fengbei.fields.base import Desk, Dimension, Field, Ref, Schema, Step
from fengbei.fields.bonds import Entry, Link, Many, Parts
from fengbei.fields.facts import Count, Dated, Day, Number, Stated
from fengbei.fields.nodes import Block, Items, Leaf, Node, Pair, Pairs, is_empty, shape
from fengbei.fields.pictures import Picture
from fengbei.fields.places import Place, Where, unit_step
from fengbei.fields.words import Choice, Flag, Id, Name, Prose, Text

__all__ = [
    "Block", "Choice", "Count", "Dated", "Day", "Desk", "Dimension", "Entry", "Field", "Flag", "Id",
    "Items", "Leaf", "Link", "Many", "Name", "Node", "Number", "Pair", "Pairs", "Parts", "Picture",
    "Place", "Prose", "Ref", "Schema", "Stated", "Step", "Text", "Where", "is_empty", "shape",
    "unit_step",
]  # fmt: skip
