"""An input file becomes a digest: all that the rest of the site needs of it, and the pages that need nothing else.

Most records stand on a roll in one line. Their pages are made as soon as the record is read, in whatever process reads
it, and nothing of the record is kept but its card, its rows in the search and its sources; so a nation's rolls need no
more memory than a county's. Records that say more are kept, packed: their pages need the whole catalogue.

What was made is remembered (`store`) together with the names (`stamps`) of all it was made from. The next build makes
again only what has a new name; first build and next go the same way.
"""

from fengbei.intake import stamps
from fengbei.intake.digests import Digest, Source
from fengbei.intake.finding import closing, find
from fengbei.intake.gathering import Read, recall
from fengbei.intake.laying import lay_all
from fengbei.intake.making import Making, every_file, gather, too_few
from fengbei.intake.printing import Batch, Printer, every_page, sort_out
from fengbei.intake.rare import add_fonts
from fengbei.intake.reading import Intake, pieces
from fengbei.intake.ready import make_ready
from fengbei.intake.shards import join_shards, keep_shard
from fengbei.intake.sharing import drawn_of, leading, promised, share
from fengbei.intake.stamps import base_of
from fengbei.intake.store import Store
from fengbei.kinds import all_kinds

__all__ = [
    "Batch", "Digest", "Intake", "Making", "Printer", "Read", "Source", "Store", "add_fonts", "base_of",
    "closing", "drawn_of", "every_file", "every_page", "find", "gather", "join_shards", "keep_shard", "lay_all",
    "leading", "make_ready", "pieces", "promised", "recall", "share", "sort_out", "stamps", "too_few",
]  # fmt: skip

all_kinds()  # a worker of a cluster comes in here, and nobody else has loaded them
