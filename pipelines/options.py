"""What a caller may choose for one extraction."""

from typing import Literal

from pipelines.limits import Limits
from pipelines.record import Frozen

Profile = Literal["accurate", "fast"]


class Options(Frozen):
    """`accurate` uses Tally's own named-entity model, `fast` spaCy's; `boxes` False leaves geometry out."""

    profile: Profile = "accurate"
    limits: Limits = Limits()
    boxes: bool = True


DEFAULT = Options()
