"""Reads the public data, its labels changed to the record's habits.

Re-DocRED (Tan et al. 2022, MIT; after DocRED, Yao et al. 2019) marks `the` inside some names and nationalities as
places; Universal NER (Mayhew et al. 2024, CC BY-SA 4.0) is used as it is.
"""

import json
import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import models
from models.train import grammar
from models.train.samples import Sample, Span, join, tags

LABEL = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
HABITS = models.ROOT / "en" / "train" / "cleaning.txt"


def redocred(path: Path) -> Iterator[list[Sample]]:
    """The passages of `re-docred.jsonl`, each a list of sentences."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            passage = json.loads(line)
            found: list[list[Span]] = [[] for _ in passage["sents"]]
            for sentence, start, end, kind in (mention for entity in passage["entities"] for mention in entity):
                span = cleaned(passage["sents"][sentence], start, end, kind)
                if span:
                    found[sentence].append(span)
            pairs = zip(passage["sents"], found, strict=True)
            yield [Sample(tuple(words), tags(len(words), spans)) for words, spans in pairs if words]


def cleaned(words: list[str], start: int, end: int, kind: str) -> Span | None:
    """A mention as the record would have it: no article, title or possessive; None if it is no name at all."""
    habits = _habits()
    while end - start > 1 and (words[start].lower() in habits["inner_article"] or _is_title(words[start], kind)):
        start += 1
    if end - start > 1 and words[end - 1] in habits["possessive"]:
        end -= 1
    if kind not in LABEL or (end - start == 1 and kind == "LOC" and _nationality().fullmatch(words[start])):
        return None
    return start, end, LABEL[kind]


def _is_title(word: str, kind: str) -> bool:
    return kind == "PER" and word.lower().rstrip(".") in _habits()["personal_title"]


@cache
def _habits() -> grammar.Grammar:
    return grammar.read([HABITS])


@cache
def _nationality() -> re.Pattern[str]:
    """A word that is the adjective or name of a people."""
    endings = "|".join(_habits()["nationality_ending"])
    return re.compile("|".join([*_habits()["nationality"], rf"\w*(?:{endings})"]))


def iob(path: Path) -> Iterator[Sample]:
    """The sentences of a file in columns: number, word, tag; a blank line between sentences."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if rows:
            yield Sample(tuple(row[1] for row in rows), tuple(_renamed(row[2]) for row in rows))


def _renamed(tag: str) -> str:
    return tag if tag == "O" else tag[:2] + LABEL[tag[2:]]


def windows(passage: list[Sample], chance: random.Random, *, limit: int = 110, alone: float = 0.35) -> Iterator[Sample]:
    """Whole sentences joined up to `limit` words, and a share of them alone, so that short inputs work too."""
    yield from packed(passage, limit=limit)
    yield from (sentence for sentence in passage if chance.random() < alone)


def packed(sentences: Iterable[Sample], *, limit: int) -> Iterator[Sample]:
    """Neighbouring sentences joined while they stay within `limit` words."""
    waiting: list[Sample] = []
    for sentence in sentences:
        if waiting and sum(len(part.words) for part in waiting) + len(sentence.words) > limit:
            yield join(waiting)
            waiting = []
        waiting.append(sentence)
    if waiting:
        yield join(waiting)
