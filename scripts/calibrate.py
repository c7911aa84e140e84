"""`python -m scripts.calibrate`: measures how often the figures' links are right on the gold's development part.

Writes `models/figures/calibration.tsv`.
"""

from collections.abc import Iterator
from pathlib import Path

from pipelines.evaluate.gold import GoldItem, load
from pipelines.figures.calibration import FILE, fit
from pipelines.figures.draft import Draft
from pipelines.figures.passages import drafts
from pipelines.packs import Pack, packs

GOLD = Path(__file__).resolve().parent.parent / "corpus" / "gold" / "figures"
HEAD = """# How often figures of a score are right, on the gold's development part; made by scripts/calibrate.py.
# columns: mean score, share that is right (smoothed), figures
"""


def main() -> None:
    """Reads every gold file and writes the table."""
    bands = fit(outcome for pack in packs() for outcome in _outcomes(pack))
    rows = (f"{band.mean:.3f}\t{band.share:.3f}\t{band.weight:.0f}\n" for band in bands)
    FILE.write_text(HEAD + "".join(rows), encoding="utf-8")


def _outcomes(pack: Pack) -> Iterator[tuple[float, bool]]:
    path = GOLD / f"{pack.code}.txt"
    for item in load(path) if path.exists() else ():
        if item.split == "dev":
            yield from ((draft.score, _right(draft, item)) for draft in drafts(item.text, pack))


def _right(draft: Draft, item: GoldItem) -> bool:
    number = draft.number
    return any(
        gold.start < number.number_end
        and number.number_start < gold.end
        and gold.kind == draft.kind
        and (number.best is None or gold.best in {number.low, number.best, number.high} or gold.best is None)
        for gold in item.figures
    )


if __name__ == "__main__":
    main()
