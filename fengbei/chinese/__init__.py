"""All that is special about Chinese: names and how they sound, strokes, dates and the lunar calendar."""

from fengbei.chinese.almanac import MemorialDay, lunar_to_solar, memorial_days, qingming
from fengbei.chinese.days import Day, DayError, Lunar, age, certainly_before, order, unknown_day
from fengbei.chinese.folding import fold, folding
from fengbei.chinese.lasting import Learned, known, learn, learned, recall
from fengbei.chinese.names import initial, name_pinyin, name_syllables, pinyin, readings, slug, sort_key
from fengbei.chinese.parsing import parse_day
from fengbei.chinese.shapes import half_alike, halves, lookalikes
from fengbei.chinese.sounds import UNKNOWN, fine, loose, merged, near
from fengbei.chinese.strokes import stroke_key, strokes
from fengbei.chinese.surnames import COMPOUND, is_han, surname, surname_readings

__all__ = [
    "COMPOUND",
    "UNKNOWN",
    "Day",
    "DayError",
    "Learned",
    "Lunar",
    "MemorialDay",
    "age",
    "certainly_before",
    "fine",
    "fold",
    "folding",
    "half_alike",
    "halves",
    "initial",
    "is_han",
    "known",
    "learn",
    "learned",
    "lookalikes",
    "loose",
    "lunar_to_solar",
    "memorial_days",
    "merged",
    "name_pinyin",
    "name_syllables",
    "near",
    "order",
    "parse_day",
    "pinyin",
    "qingming",
    "readings",
    "recall",
    "slug",
    "sort_key",
    "stroke_key",
    "strokes",
    "surname",
    "surname_readings",
    "unknown_day",
]
