"""How far a person's name reaches: capitalised words, initials, particles, a nickname in quotation marks."""

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.words import Words

LONGEST = 7
_QUOTES = frozenset("\"“”«»‘’'")


def name_end(words: Words, at: int, lexicon: Lexicon, *, titled: bool = False) -> int:
    """The index after the name that begins at word `at`; `at` if no name begins there.

    Behind a title, a given name may look like another word: `Gen. Said Hassan`.
    """
    sure = (
        titled and words.capital(at) and (words.lowers[at] in lexicon.people.given or named_as_date(words, at, lexicon))
    )
    end = next_ = at + 1 if sure else at
    while next_ < len(words) and next_ - at < LONGEST and (next_ == at or words.joined(next_) or _quoted(words, next_)):
        step = _step(words, next_, lexicon, first=next_ == at)
        if not step or (next_ > at and _signs(words, next_, lexicon)):
            break
        end = next_ = next_ + step
    return _suffixed(words, end, lexicon) if end > at else at


def _signs(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a line begins at word `at` with an office, as under a signature."""
    return words.opens_line(at) and (
        lexicon.people.role.starts(words, at) or lexicon.organizations.known.starts(words, at)
    )


def named_as_date(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a month's or weekday's name may be a given name: `May Sullivan`, but neither `3 May` nor `in May`."""
    if words.lowers[at] not in lexicon.dates or not words.capital(at):
        return False
    before = words.lowers[at - 1] if at else ""
    follows = at + 1 < len(words) and words.joined(at + 1) and name_word(words, at + 1, lexicon)
    return follows and not before.isdigit() and before not in lexicon.function_words


def name_word(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether word `at` can be a given name or a surname: capitalised, and no word that never is one."""
    form, lower = words.forms[at], words.lowers[at]
    if not form[0].isupper() or any(letter.isdigit() for letter in form):
        return False
    if lower in lexicon.people.surnames and _follows_given(words, at, lexicon):
        return True
    if lower in lexicon.people.never or lower in lexicon.organizations.events:
        return False
    if lexicon.bare(words, at) and (lower not in lexicon.people.given or words.opens_sentence(at)):
        return False
    head = lower in lexicon.organizations.head and lexicon.organizations.head.starts(words, at)
    return not head and not _dotted(form)


def _follows_given(words: Words, at: int, lexicon: Lexicon) -> bool:
    """`Luis Paz`, `Luis del Río`: whether a given name, and particles at most, stand before word `at`."""
    while at > 0 and words.joined(at) and words.lowers[at - 1] in lexicon.people.particles:
        at -= 1
    return at > 0 and words.joined(at) and words.capital(at - 1) and words.lowers[at - 1] in lexicon.people.given


def initial(words: Words, at: int) -> int:
    """How many words the initial at word `at` takes: `J.` two, `J.F.` one, else 0."""
    form = words.forms[at]
    if _dotted(form):
        return 1
    stopped = at + 1 < len(words) and words.forms[at + 1] == "." and words.ends[at] == words.starts[at + 1]
    return 2 if len(form) == 1 and form.isupper() and stopped else 0


def _dotted(form: str) -> bool:
    return "." in form and form[0].isalpha() and form.upper() == form


def _step(words: Words, at: int, lexicon: Lexicon, *, first: bool) -> int:
    taken = initial(words, at)
    if taken:
        follows = at + taken < len(words)
        ends = follows and not first and (words.forms[at + taken].islower() or words.forms[at + taken] == ",")
        return taken if follows and (words.capital(at + taken) or ends) else 0
    if name_word(words, at, lexicon):
        return 1
    if words.lowers[at] in lexicon.people.particles and not (first and words.lowers[at] in lexicon.function_words):
        return _particles(words, at, lexicon)
    return 0 if first else _nickname(words, at, lexicon)


def _particles(words: Words, at: int, lexicon: Lexicon) -> int:
    end = at
    while end < len(words) and words.lowers[end] in lexicon.people.particles and (end == at or words.joined(end)):
        end += 1
    named = end < len(words) and words.joined(end) and name_word(words, end, lexicon)
    return end - at + 1 if named and not lexicon.organizations.known.starts(words, end) else 0


def _nickname(words: Words, at: int, lexicon: Lexicon) -> int:
    """`“El Chapo” Guzmán`: a quotation of up to four words that a surname follows."""
    if words.forms[at] not in _QUOTES:
        return 0
    for end in range(at + 2, min(at + _LONGEST_NICKNAME, len(words) - 1)):
        if words.forms[end] in _QUOTES:
            return end + 1 - at if name_word(words, end + 1, lexicon) else 0
    return 0


_LONGEST_NICKNAME = 6


def _quoted(words: Words, at: int) -> bool:
    return words.forms[at - 1] in _QUOTES or words.forms[at] in _QUOTES


def _suffixed(words: Words, end: int, lexicon: Lexicon) -> int:
    at = end + 1 if end + 1 < len(words) and words.forms[end] == "," else end
    if at < len(words) and words.lowers[at] in lexicon.people.suffixes:
        stopped = at + 1 < len(words) and words.forms[at + 1] == "." and words.lowers[at] in {"jr", "sr"}
        return at + 2 if stopped else at + 1
    return end
