"""Which words of a text are persons' names: after a title, after a given name, and where a model has guessed."""

from collections.abc import Iterator

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.person_names import initial, name_end, name_word, named_as_date
from pipelines.entities.words import Words

_FULL = 2


def titled(words: Words, lexicon: Lexicon) -> Iterator[tuple[int, int, int]]:
    """Titles with a name after them, as word indices: where the title, the name and what follows begin."""
    past = 0
    inside = _inside(words, lexicon)
    for at, end in lexicon.people.title.hits(words):
        if at < past or at in inside or _is_relative(words, at, end, lexicon) or _is_given(words, at, end, lexicon):
            continue
        begin = last_title(words, _graded(words, end, lexicon), lexicon)
        named = begin < len(words) and not (_is_office(words, at, begin, lexicon) or _is_body(words, at, lexicon))
        past = name_end(words, begin, lexicon, titled=True) if named else begin
        if past > begin and words.joined(begin):
            yield _grades_before(words, at, lexicon), begin, past
        else:
            past = end


def _is_relative(words: Words, at: int, end: int, lexicon: Lexicon) -> bool:
    """`son frère Karim`: somebody's brother, not a monk."""
    return end - at == 1 and at > 0 and words.lowers[at - 1] in lexicon.people.possessives and words.forms[at].islower()


def _inside(words: Words, lexicon: Lexicon) -> frozenset[int]:
    """`Mayor` in `jefe del Estado Mayor`: where longer offices and heads of organisations go on."""
    if lexicon.organizations.head_last:
        return frozenset()
    longer = (*_offices(words, lexicon), *lexicon.organizations.head.hits(words))
    return frozenset(at for begin, end in longer for at in range(begin + 1, end))


def _is_body(words: Words, at: int, lexicon: Lexicon) -> bool:
    """`la Policía Metropolitana`: a title whose capital makes an organisation's name of it."""
    headed = words.capital(at) and not words.opens_sentence(at) and not lexicon.organizations.head_last
    return headed and lexicon.organizations.head.starts(words, at)


def _is_given(words: Words, at: int, end: int, lexicon: Lexicon) -> bool:
    """`liaison officer Dean Crombie`, `l'ambassadeur, Cheikh Niang`: a given name that is also a title.

    Where titles are written in small letters, its capital tells; elsewhere that it stands behind an office.
    """
    given = end - at == 1 and words.capital(at) and words.lowers[at] in lexicon.people.given
    if given and not lexicon.organizations.head_last:
        return not words.opens_sentence(at)
    return (
        given and at > 0 and words.forms[at - 1].islower() and any(at == past for _, past in _offices(words, lexicon))
    )


def _offices(words: Words, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    return lexicon.people.role.hits(words)


def _is_office(words: Words, at: int, begin: int, lexicon: Lexicon) -> bool:
    """`Deputy` in `Deputy Chairman Doe`, `Deputy Speakers`: a title that is a modifier of the office that follows."""
    plural = words.lowers[begin].endswith("s") and words.lowers[begin][:-1] in lexicon.people.role
    return lexicon.people.modifier.starts(words, at) and (plural or lexicon.people.role.starts(words, begin))


def _grades_before(words: Words, at: int, lexicon: Lexicon) -> int:
    """`Acting Commissioner`: over the capitalised words that grade a title, where modifiers stand before."""
    while lexicon.organizations.head_last and words.joined(at) and _is_grade(words, at - 1, lexicon):
        if any(past == at and past - begin > 1 for begin, past in _offices(words, lexicon)):
            break
        at -= 1
    return at


def _is_grade(words: Words, at: int, lexicon: Lexicon) -> bool:
    return words.capital(at) and lexicon.people.grade.end(words, at) == at + 1


def _graded(words: Words, end: int, lexicon: Lexicon) -> int:
    """`commissaire divisionnaire`: over the words that grade a title, where modifiers stand behind."""
    graded = not lexicon.organizations.head_last and end < len(words) and words.joined(end) and not words.capital(end)
    return lexicon.people.grade.end(words, end) if graded else end


def last_title(words: Words, at: int, lexicon: Lexicon) -> int:
    """The index after all titles that follow word `at` without a break."""
    while at < len(words) and words.joined(at) and (end := lexicon.people.title.end(words, at)) > at:
        if words.capital(at) and words.lowers[at] in lexicon.people.given and _capital(words, end):
            break
        at = end
    return at


def _capital(words: Words, at: int) -> bool:
    return at < len(words) and words.capital(at)


def given_names(words: Words, busy: frozenset[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Names that begin with a well-known given name and have at least one word more."""
    past = 0
    given = lexicon.people.given.intersection(words.places)
    for at in sorted(at for name in given for at in words.places[name]):
        if at >= past and words.capital(at) and at not in busy:
            end = _unbusy(at, name_end(words, at, lexicon), busy)
            if end - at >= _FULL:
                past = end
                yield at, end


def _unbusy(start: int, end: int, busy: frozenset[int]) -> int:
    return next((at for at in range(start, end) if at in busy), end)


class Corrector:
    """Takes a model's persons one by one and says what they really span."""

    def __init__(self, words: Words, busy: frozenset[int], lexicon: Lexicon) -> None:
        self._words, self._busy, self._lexicon = words, busy, lexicon

    def person(self, start: int, end: int) -> tuple[int, int] | None:
        """The whole name and nothing else, as word indices; None if it is no person."""
        if start == 0 and self._is_lettered():
            return None
        start = self._trimmed(start, end)
        end = (
            _unbusy(start, max(name_end(self._words, start, self._lexicon), start), self._busy) if start < end else end
        )
        start = self._widened(start) if start < end else start
        thing = start > 0 and self._words.lowers[start - 1] in self._lexicon.people.named_things
        return (start, end) if start < end and not thing and self._plausible(start, end) else None

    def _is_lettered(self) -> bool:
        """`C. Mostar`: a heading's letter and its first word, which is no given name."""
        past = initial(self._words, 0)
        return 0 < past < len(self._words) and self._words.lowers[past] not in self._lexicon.people.given

    def _trimmed(self, start: int, end: int) -> int:
        start = last_title(self._words, start, self._lexicon)
        while start < end and not (self._begins(start) and not self._office(start)):
            start += 1
        return start

    def _office(self, at: int) -> bool:
        know = self._lexicon.people
        return know.role.starts(self._words, at) or know.title.starts(self._words, at)

    def _begins(self, at: int) -> bool:
        follows = at + 1 < len(self._words) and name_word(self._words, at + 1, self._lexicon)
        if self._words.lowers[at] in self._lexicon.demonyms and follows:
            return False
        return bool(initial(self._words, at)) or name_word(self._words, at, self._lexicon)

    def _widened(self, start: int) -> int:
        words = self._words
        while words.joined(start) and start - 1 not in self._busy and self._names(start - 1):
            opening = words.opens_sentence(start - 1) and words.lowers[start - 1] not in self._lexicon.people.given
            if opening or self._office(start - 1):
                break
            start -= 1
        return start

    def _names(self, at: int) -> bool:
        return name_word(self._words, at, self._lexicon) or named_as_date(self._words, at, self._lexicon)

    def _plausible(self, start: int, end: int) -> bool:
        return (end - start > 1 and self._words.forms[end - 1] != ".") or self._alone(start)

    def _alone(self, at: int) -> bool:
        """Whether one word that a model takes for a person may be one: a given name, or the subject of its verb."""
        words, know = self._words, self._lexicon.people
        if words.forms[at].isupper():
            return False
        subject = at + 1 < len(words) and words.lowers[at + 1] in know.speech
        after = at > 0 and words.lowers[at - 1] in know.links and words.joined(at)
        return words.lowers[at] in know.given or subject or not (after or words.opens_sentence(at))
