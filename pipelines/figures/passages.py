"""The figures of one passage: sentence by sentence, from letters to drafts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipelines.figures.chunks import Clauses, chunk
from pipelines.figures.citing import Cited, cited
from pipelines.figures.coordination import merge
from pipelines.figures.cues import cues
from pipelines.figures.definites import known
from pipelines.figures.draft import Draft, Range
from pipelines.figures.drafting import NOBODY, Named, draft, is_no_event, reading
from pipelines.figures.grammar import OPTIONAL, PATTERNS, candidates
from pipelines.figures.guesses import NONE, Guesses
from pipelines.figures.judge import judge
from pipelines.figures.leads import members
from pipelines.figures.lexicon import Lexicon, lexicon
from pipelines.figures.numbers import Number
from pipelines.figures.numbers import find as find_numbers
from pipelines.figures.parts import Link, linked
from pipelines.figures.quotations import around, introduces, quotations
from pipelines.figures.regions import regions
from pipelines.figures.sentences import sentences
from pipelines.figures.sharing import over_period, shared
from pipelines.figures.tokens import Token, tokenize
from pipelines.packs import Pack
from pipelines.record import Kind

CASE = "case"


@dataclass(frozen=True, slots=True)
class _Split:
    """A sentence of the passage and its words."""

    span: Range
    tokens: tuple[Token, ...]


def drafts(
    text: str, pack: Pack, *, named: Named = NOBODY, guesses: Guesses = NONE, lead: tuple[Kind, ...] = ()
) -> tuple[Draft, ...]:
    """Every figure of a passage in order; offsets, those of `guesses` too, are code points into `text`.

    `lead` is what befell the members of the list that the passage is one of, the usual kind first.
    """
    found: list[Draft] = []
    wholes: tuple[int, ...] = ()
    over: Draft | None = None
    split = tuple(_split(text, pack))
    for sentence in split:
        triggered = lexicon(pack).starts(sentence.tokens)
        led = lead if sentence is split[0] else ()
        if not triggered and not wholes and not led and not guesses.speaks(sentence.span):
            continue
        if wholes and (old := _recalled(text, sentence, pack)) is not None:
            found[wholes[0]] = replace(found[wholes[0]], supersedes=old)
            continue
        before = tuple(found[whole].kind for whole in wholes)
        made = _drafts(text, sentence, pack, named, guesses, before, over, led)
        new = tuple(pair for pair in made if pair[0].frame != CASE or any(_of_disease(each, pack) for each in split))
        placed = tuple(_placed(new, found, wholes))
        over = over_period(placed) if placed else over
        wholes = _next_wholes(new, wholes, len(found), triggered=triggered)
        found.extend(placed)
    return tuple(_quoted(found, text, split, lexicon(pack), named))


def _recalled(text: str, sentence: _Split, pack: Pack) -> float | None:
    """The value of a sentence that only tells what the toll was before (`The previous count was 39`)."""
    if not any(cue.name == "previous" for cue in cues(lexicon(pack).cues, sentence.tokens)):
        return None
    written = find_numbers(text[sentence.span.start : sentence.span.end], pack)
    values = [number.best for number in written if not number.trap and number.form != "article"]
    return values[0] if len(values) == 1 else None


def _of_disease(sentence: _Split, pack: Pack) -> bool:
    """Whether the sentence speaks of illness, so that `cases` are of one and not of a court."""
    return any(cue.name == "disease" for cue in cues(lexicon(pack).cues, sentence.tokens))


def _split(text: str, pack: Pack) -> Iterator[_Split]:
    for span in sentences(text, lexicon(pack).abbreviations):
        yield _Split(span, tokenize(text, pack, span.start, span.end))


def _drafts(
    text: str,
    sentence: _Split,
    pack: Pack,
    named: Named,
    guesses: Guesses,
    before: tuple[Kind, ...],
    over: Draft | None,
    lead: tuple[Kind, ...],
) -> Iterator[tuple[Link, Draft]]:
    words = lexicon(pack)
    clauses = _clauses(text, sentence, pack, words, named.parties)
    if not any(piece.quantity for piece in clauses.chunks):
        return
    links = _links(clauses, pack, guesses, before, lead)
    if links:
        read = reading(text, clauses, sentence.tokens, pack, named, links)
        own = zip(links, regions(clauses, links), strict=True)
        made = [(link, draft(link, read, clause)) for link, clause in own if not is_no_event(read, clause)]
        yield from shared(read, made, over)


def _clauses(text: str, sentence: _Split, pack: Pack, words: Lexicon, parties: tuple[Range, ...]) -> Clauses:
    span = sentence.span
    numbers = tuple(_moved(number, span.start) for number in find_numbers(text[span.start : span.end], pack))
    return known(merge(chunk(span, sentence.tokens, numbers, words), text), text, parties)


def _moved(number: Number, by: int) -> Number:
    places = {name: getattr(number, name) + by for name in ("start", "end", "number_start", "number_end")}
    return replace(number, **places)


def _links(
    clauses: Clauses, pack: Pack, guesses: Guesses, before: tuple[Kind, ...], lead: tuple[Kind, ...]
) -> tuple[Link, ...]:
    ruled = (found for found in candidates(clauses, rules(pack)) if not guesses.denies(clauses, found))
    return linked(clauses, judge(clauses, (*ruled, *guesses.candidates(clauses), *members(clauses, lead))), before)


@cache
def rules(pack: Pack) -> tuple[str, ...]:
    """The grammar's rules for a language: the common ones and those that its `figures/grammar.txt` names."""
    chosen = pack.lines("figures/grammar.txt")
    return tuple(name for name in PATTERNS if name not in OPTIONAL or name in chosen)


def _quoted(found: list[Draft], text: str, split: tuple[_Split, ...], words: Lexicon, named: Named) -> Iterator[Draft]:
    """The drafts, each that cites nobody itself with the speaker of the quotation that it stands in."""
    quotes = quotations(text) if any(made.source is None for made in found) else ()
    read: dict[Range, tuple[Cited, ...]] = {}
    for made in found:
        quote = around(quotes, made.start, made.end) if made.source is None else None
        speaker = _speaker(quote, split, words, named, read) if quote else None
        yield replace(made, source=speaker.words, pronoun=speaker.pronoun) if speaker else made


def _speaker(
    quote: Range, split: tuple[_Split, ...], words: Lexicon, named: Named, read: dict[Range, tuple[Cited, ...]]
) -> Cited | None:
    """Whoever is cited, outside the quotation, where it begins or ends; else in the sentence that it follows.

    `read` keeps what was read in a sentence for the next quotation in it.
    """
    for sentence in (*(each for each in split if introduces(quote, each.span)), *_before(quote, split)):
        if sentence.span not in read:
            clauses = chunk(sentence.span, sentence.tokens, (), words)
            read[sentence.span] = cited(clauses, sentence.tokens, words, named.parties)
        outside = (cite for cite in read[sentence.span] if not quote.start < cite.words.start < quote.end)
        if cite := next(outside, None):
            return cite
    return None


def _before(quote: Range, split: tuple[_Split, ...]) -> tuple[_Split, ...]:
    """The sentence right before a quotation that begins one itself."""
    index = next((index for index, each in enumerate(split) if each.span.start == quote.start), 0)
    return split[index - 1 : index] if index else ()


def _placed(new: tuple[tuple[Link, Draft], ...], before: list[Draft], wholes: tuple[int, ...]) -> Iterator[Draft]:
    first = len(before)
    indices = {link.quantity: first + offset for offset, (link, _) in enumerate(new)}
    everything = [*before, *(made for _, made in new)]
    for link, made in new:
        part = _whole(link.part_of, indices, wholes)
        yield made if part is None else _part(made, part, everything[part])


def _whole(part_of: int | None, indices: dict[int, int], wholes: tuple[int, ...]) -> int | None:
    """The index of the draft that a link's `part_of` names."""
    if part_of is None:
        return None
    return wholes[-1 - part_of] if part_of < 0 else indices.get(part_of)


def _part(made: Draft, index: int, whole: Draft) -> Draft:
    """The draft as a part of `whole`; what has no words of its own stands as the whole does."""
    if made.trigger is not None:
        return replace(made, part_of=index)
    return replace(
        made,
        part_of=index,
        aggregation=whole.aggregation,
        aggregation_rule=whole.aggregation_rule,
        status=whole.status,
        source=made.source or whole.source,
        pronoun=made.pronoun if made.source else whole.pronoun,
    )


def _next_wholes(
    new: tuple[tuple[Link, Draft], ...], before: tuple[int, ...], first: int, *, triggered: bool
) -> tuple[int, ...]:
    """The drafts that a following sentence's parts belong to: the whole figures of the last sentence with any."""
    wholes = tuple(first + offset for offset, (link, _) in enumerate(new) if link.part_of is None)
    return wholes or (before if new or not triggered else ())
