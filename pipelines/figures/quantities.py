"""What a number counts: the noun phrase after it, and the unit that the noun or the number itself gives."""

from dataclasses import replace

from pipelines.figures.counted import Quantity, Sentence
from pipelines.figures.draft import Range
from pipelines.figures.lexicon import Entry, Lexicon, longest
from pipelines.figures.numbers import Number
from pipelines.figures.tokens import Token

_MOST_WORDS = 5
_MOST_NAMES = 6
_MASS_WORDS = 2
_MOST_OWNER = 4
_APOSTROPHES = frozenset("'’")
_NAME_MARKS = "/'’&"
_GROUP = "group"
PEOPLE = "people"
_ONE = frozenset("PRSC")
_DESCRIBED = frozenset({"", "n", "o"})
_IN_PHRASE = frozenset({"adjective", "other"})


def quantity(sentence: Sentence, number: Number) -> Quantity | None:
    """The number with its noun; None for an article before something that is not counted."""
    index = _after_set(sentence, number)
    alone = number.form == "article" and not number.unit and not _stands_alone(sentence, number)
    if not alone and (found := _partitive(sentence, index, number)):
        return found
    found = _noun(sentence, index, number)
    if number.form != "article" or number.unit:
        return found
    if alone and _is_one(sentence, index):
        return Quantity(number, number.end, article=True)
    inner = _inner(sentence, found)
    if found.unit == _GROUP or (alone and not found.article) or (inner and not _one_person(sentence, found)):
        return None
    whole = replace(found, end=inner.end) if inner else found
    return whole if number.best == 1 else replace(whole, article=True)


def _after_set(sentence: Sentence, number: Number) -> int:
    """Where its noun begins: after the number of the set if there was none of it (`aucun des 46 passagers`)."""
    index = sentence.after(number.end)
    whole = sentence.numbers.get(index) if number.form == "none" else None
    return sentence.after(whole.end) if whole and not whole.trap else index


def _is_one(sentence: Sentence, index: int) -> bool:
    """Whether what follows the article is a trigger that is a noun here (`un mort`), for no other noun follows."""
    lexicon = sentence.lexicon
    entries = longest(lexicon.triggers, sentence.tokens, index) if index < len(sentence.tokens) else ()
    if not any(entry.tag in _ONE for entry in entries):
        return False
    after = index + len(entries[0].words)
    ends = after == len(sentence.tokens) or not sentence.tokens[after].word or after in sentence.numbers
    return ends or sentence.tag(after) not in _DESCRIBED


def _inner(sentence: Sentence, found: Quantity) -> Number | None:
    """A number of its own that follows: the size of a group (`a family of five`), or what one person has for
    an age or a family (`a boy of 15`, `a mother of two`).
    """
    after = sentence.after(found.end)
    inner = sentence.numbers.get(after + 1)
    counts = sentence.tag(after) == "o" and inner is not None and inner.form != "article" and not inner.trap
    return inner if counts else None


def _one_person(sentence: Sentence, found: Quantity) -> bool:
    """Whether its noun is for one person (`boy`), not for several (`crew`)."""
    last = sentence.after(found.end) - 1
    return any(
        entry.unit == PEOPLE and not entry.plural for entry in longest(sentence.lexicon.nouns, sentence.tokens, last)
    )


def _stands_alone(sentence: Sentence, number: Number) -> bool:
    """Whether the article may count without a noun: `one`, `another`."""
    return any(entry.name == "single" for entry in _entries(sentence, sentence.after(number.number_start)))


def _entries(sentence: Sentence, index: int) -> tuple[Entry, ...]:
    return longest(sentence.lexicon.words, sentence.tokens, index) if index < len(sentence.tokens) else ()


def _begins_with_of(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` alone is an "of", whatever phrase it opens (`of whom`)."""
    family = sentence.lexicon.words.get(sentence.tokens[index].lower)
    return family is not None and any(entry.tag == "o" for entry in family.alone)


def _partitive(sentence: Sentence, index: int, number: Number) -> Quantity | None:
    """`three of them`, `two of whom`, `21 of the 276 girls`, `2.5 kg of cocaine`; None if no "of" follows."""
    entry = sentence.word(index)
    if entry is not None and entry.tag in {"i", "u"} and _begins_with_of(sentence, index):
        return Quantity(number, sentence.tokens[index + len(entry.words) - 1].end, partitive=True)
    if entry is None or entry.tag != "o":
        return None
    after = index + len(entry.words)
    if sentence.tag(after) in {"u", "r"}:
        return Quantity(number, sentence.tokens[after].end, partitive=True)
    if after in sentence.numbers or sentence.tag(after) in {"d", "o"}:
        return _of_the(sentence, after, number)
    found = _mass(sentence, after, number) if number.unit else _noun(sentence, _past_owner(sentence, after), number)
    return found if found.noun else replace(found, end=sentence.tokens[after - 1].end)


def _of_the(sentence: Sentence, index: int, number: Number) -> Quantity:
    first = index
    known = (index in sentence.numbers or sentence.tag(index) == "d") and not _possessive(sentence, index)
    while index < len(sentence.tokens) and (sentence.tag(index) in {"d", "o"} or index in sentence.numbers):
        inner = sentence.numbers.get(index)
        index = sentence.after(inner.end) if inner else index + 1
    owned = _past_owner(sentence, index)
    if owned > index:
        return _noun(sentence, owned, number, partitive=True)
    if _is_trigger(sentence, index):
        return Quantity(number, sentence.tokens[first - 1].end, partitive=known)
    found = _noun(sentence, index, number, partitive=True)
    if not found.noun and _begins_trigger(sentence, index):
        return Quantity(number, sentence.tokens[first - 1].end, partitive=known)
    end = found.end if found.noun else sentence.tokens[max(first, index - 1)].end
    return Quantity(number, end, found.noun, found.unit, partitive=known)


def _past_owner(sentence: Sentence, index: int) -> int:
    """Where what someone owns begins (`five of the school's teachers`, `three of the town's 12 policemen`)."""
    for at in range(index, min(index + _MOST_OWNER, len(sentence.tokens))):
        if sentence.tokens[at].text[0] in _APOSTROPHES and sentence.tag(at) in _DESCRIBED:
            counted = sentence.numbers.get(at + 1)
            return sentence.after(counted.end) if counted else at + 1
        if at in sentence.numbers or not sentence.tokens[at].word or sentence.tag(at) not in _DESCRIBED - {"o"}:
            break
    return index


def _is_trigger(sentence: Sentence, index: int) -> bool:
    """Whether a trigger begins here that is not itself a noun for people."""
    return _begins_trigger(sentence, index) and not longest(sentence.lexicon.nouns, sentence.tokens, index)


def _begins_trigger(sentence: Sentence, index: int) -> bool:
    return index < len(sentence.tokens) and bool(longest(sentence.lexicon.triggers, sentence.tokens, index))


def _possessive(sentence: Sentence, index: int) -> bool:
    """Whether the set belongs to someone (`three of her pupils`) and so was not counted before."""
    return any(entry.name == "possessive" for entry in _entries(sentence, index))


def _mass(sentence: Sentence, index: int, number: Number) -> Quantity:
    """What is weighed or measured: the words up to the next little word."""
    last = index - 1
    while last + 1 < len(sentence.tokens) and last - index + 1 < _MASS_WORDS:
        step = _step(sentence, last + 1, partitive=True)
        if step is None:
            break
        last += step[0]
    if last < index:
        return Quantity(number, number.end, unit=number.unit)
    return Quantity(number, sentence.tokens[last].end, _range(sentence, index, last), number.unit)


def _noun(sentence: Sentence, index: int, number: Number, *, partitive: bool = False) -> Quantity:
    first, article = index, number.form == "article"
    head: tuple[int, Entry] | None = None
    guess: int | None = None
    aged, names = False, 0
    while index < len(sentence.tokens) and index - first - min(names, _MOST_NAMES) <= _MOST_WORDS:
        age = _age_end(sentence, index)
        step = (age - index, None) if age else _step(sentence, index, partitive=partitive)
        if step is None and article and _described(sentence, index):
            step = (1, None)
        if step is None or (head and not _compounds(head[1], step[1])):
            break
        width, entry = step
        names += not sentence.tokens[index].text[0].islower()
        aged = aged or bool(age)
        if entry is not None and entry.unit:
            head = (index + width - 1, entry)
        elif entry is None and guess is None and not age and _plural(sentence.tokens[index]):
            guess = index
        index += width
    if head:
        return _made(sentence, first, head[0], number, number.unit or head[1].unit)
    if guess is not None and not article:
        return _made(sentence, first, guess, number, number.unit)
    last = index if aged else first + _others(sentence, first)
    return Quantity(number, max(number.end, sentence.tokens[last - 1].end), unit=number.unit, article=aged)


def _described(sentence: Sentence, index: int) -> bool:
    """Whether a participle stands before the noun (`a missing diver`)."""
    entries = longest(sentence.lexicon.triggers, sentence.tokens, index)
    return bool(entries) and len(entries[0].words) == 1 and entries[0].tag in "PS" and _before_noun(sentence, index + 1)


def _compounds(head: Entry, following: Entry | None) -> bool:
    """Whether the noun after the head found so far is the true head (`fishing boat`, but not `sent 40 men home`)."""
    return following is not None and bool(following.unit) and (following.plural or not head.plural)


def _others(sentence: Sentence, index: int) -> int:
    """How many words such as `others` follow; they belong to the number, not to a noun."""
    entries = [entry for entry in _entries(sentence, index) if entry.name == "other"]
    return len(entries[0].words) if entries else 0


def _made(sentence: Sentence, first: int, last: int, number: Number, unit: str | None) -> Quantity:
    while first < last and any(entry.name == "other" for entry in _entries(sentence, first)):
        first += 1
    while age := _age_end(sentence, first):
        first = age
    noun = _range(sentence, first, last)
    return Quantity(number, sentence.tokens[last].end, noun, unit, article=number.form == "article")


def _range(sentence: Sentence, first: int, last: int) -> Range:
    return Range(sentence.tokens[first].start, sentence.tokens[last].end)


def _age_end(sentence: Sentence, index: int) -> int | None:
    """Where an age inside the phrase ends (`a 34-year-old man`), as a word's index; None if none begins here."""
    inner = sentence.numbers.get(index)
    if inner is None or inner.trap != "age":
        return None
    end = sentence.after(inner.end)
    while end < len(sentence.tokens) and sentence.tokens[end].start == sentence.tokens[end - 1].end:
        end += 1
    return end


def _step(sentence: Sentence, index: int, *, partitive: bool) -> tuple[int, Entry | None] | None:
    """How many words the next piece of a noun phrase takes and what it is; None where the phrase is over."""
    token = sentence.tokens[index]
    if _inside_name(sentence, index):
        return 1, None
    if not token.word or index in sentence.numbers:
        return None
    noun = longest(sentence.lexicon.nouns, sentence.tokens, index)
    word = longest(sentence.lexicon.words, sentence.tokens, index)
    trigger = longest(sentence.lexicon.triggers, sentence.tokens, index)
    carries_kind = trigger and not (noun and partitive and trigger[0].tag == "C")
    if noun and not (carries_kind and len(trigger[0].words) >= len(noun[0].words)):
        return len(noun[0].words), noun[0]
    if trigger or (word and word[0].name not in _IN_PHRASE):
        return None
    if word:
        return len(word[0].words), word[0]
    return None if _verbal(token, sentence.lexicon) and not _before_noun(sentence, index + 1) else (1, None)


def _before_noun(sentence: Sentence, index: int) -> bool:
    """Whether a known noun begins here, so that the word before it may describe it (`armoured vehicles`)."""
    return index < len(sentence.tokens) and bool(longest(sentence.lexicon.nouns, sentence.tokens, index))


def _inside_name(sentence: Sentence, index: int) -> bool:
    """Whether a mark stands inside a name: the slash of `SPLM/A-IO`, the ending of `People's Forces`."""
    around = sentence.tokens[index - 1 : index] + sentence.tokens[index + 1 : index + 2]
    mark = sentence.tokens[index].text
    return mark[0] in _NAME_MARKS and len(around) == 2 and all(token.text[0].isupper() for token in around)  # noqa: PLR2004


def _verbal(token: Token, lexicon: Lexicon) -> bool:
    return token.text[0].islower() and any(token.lower.endswith(ending) for ending, _ in lexicon.endings)


def _plural(token: Token) -> bool:
    return token.lower.endswith(("s", "x"))
