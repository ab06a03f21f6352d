"""丰碑: YAML records of remembrance become a public site that needs no server."""

from datetime import date

VERSION = "0.1.0"
RELEASED = date(2026, 11, 24)  # no event of a record lies after the day its software was made,
# unless the records themselves are newer: the clock is never asked
