"""Who stands before or after the words of a role, and may hold it.

X, the [R]      X is the [R]      X (Y), [R]      appointed X of Y as [R]
the [R], X      [R] X
"""

from pipelines.entities.lexicon import Lexicon
from pipelines.entities.role_duties import POSSESSIVES
from pipelines.entities.role_phrases import WORDS, Marks
from pipelines.entities.words import Words


class Ties:
    """The persons of one passage and what ties roles to them."""

    def __init__(self, words: Words, marks: Marks, lexicon: Lexicon) -> None:
        self._words, self._know, self._lexicon = words, lexicon.people, lexicon
        self.titles = {span: (marks.titles[span[0]], span[0]) for span in marks.people if span[0] in marks.titles}
        self.starts = {at: span for span in marks.people for at in (span[0], self.titles.get(span, span)[0])}
        self.ends = {end: (start, end) for start, end in marks.people}
        self._homes = {end: start for start, end in (*marks.places, *marks.organizations)}

    def beside(self, end: int) -> WORDS | None:
        """`R X`: the person right after word `end`, on the same line."""
        return None if self._words.opens_line(end) else self.starts.get(end)

    def given_to(self, start: int, end: int) -> WORDS | None:
        """`nombró ministra a la doctora X`: who gets the office `[start, end)` by the verb before it."""
        if start == 0 or self._words.lowers[start - 1] not in self._know.appoints:
            return None
        at, small = end, self._know.links | self._lexicon.organizations.articles
        while at < len(self._words) and self._words.lowers[at] in small:
            at += 1
        return self.starts.get(at)

    def after(self, end: int) -> WORDS | None:
        """`the R, X`, `R X`, and over a second role: `the R, Senator X`."""
        at = past_comma(self._words, end, self._lexicon)
        if at in self.starts or at >= len(self._words):
            return None if at == end and self._words.opens_line(at) else self.starts.get(at)
        return self.starts.get(self._know.role.end(self._words, at))

    def before(self, start: int) -> WORDS | None:
        """`X, the R`, `X (the R)`, `X is the R`, `X, who was R`, `appointed X R`."""
        at, bound = start, self._signs(start)
        for _ in range(_LONGEST_TIE):
            if at in self.ends:
                return self.ends[at] if bound or self._appointed(self.ends[at]) else None
            if at == 0:
                return None
            bound = bound or self._binds(at - 1)
            at = self._past(at, bound=bound)
            if at < 0:
                return None
        return None

    def _binds(self, at: int) -> bool:
        return self._words.forms[at] in {",", "("} or self._words.lowers[at] in self._know.ties

    def _past(self, at: int, *, bound: bool) -> int:
        """The index before what stands between a role and its holder and ends at word `at`; -1 if it parts them."""
        lower = self._words.lowers[at - 1]
        if bound and (home := self._home(at)) is not None:
            return home
        if at - 1 in self.ends and self._words.forms[at - 1] == ")":
            return at - 1
        if lower in POSSESSIVES and at > 1:
            return self._homes.get(at - 1, at - 2 if self._words.forms[at - 2].islower() else -1)
        small = lower in self._know.links or lower in self._know.between or self._neutral(at - 1)
        return at - 1 if small or self._binds(at - 1) else -1

    def _home(self, at: int) -> int | None:
        """`X (Iceland), the R`, `X of the Navy, the R`: where what says where a person is from begins."""
        if self._words.forms[at - 1] == ")":
            opening = self._homes.get(at - 1, at - 1) - 1
            return opening if opening > 0 and self._words.forms[opening] == "(" else None
        if at not in self._homes:
            return None
        begin = self._homes[at]
        while begin > 0 and self._words.lowers[begin - 1] in self._lexicon.organizations.articles:
            begin -= 1
        return begin - 1 if begin > 0 and self._words.lowers[begin - 1] in self._know.affiliations else None

    def _appointed(self, person: WORDS) -> bool:
        """Whether a verb of appointment has the person as its object (`nombró a X`), or `(Signed)` stands before."""
        at = self.titles.get(person, person)[0] - 1
        at -= at > 0 and self._words.forms[at] == ")"
        while at > 0 and self._words.lowers[at] in self._know.links | self._lexicon.organizations.articles:
            at -= 1
        return at >= 0 and self._words.lowers[at] in self._know.appoints

    def _signs(self, start: int) -> bool:
        """Whether a role begins the line below a name: a signature."""
        return start in self.ends and self._words.opens_line(start) and self._words.capital(start)

    def _neutral(self, at: int) -> bool:
        form = self._words.forms[at]
        return form.isdigit() or form in _QUOTES or self._words.lowers[at] in self._lexicon.demonyms


def past_comma(words: Words, at: int, lexicon: Lexicon) -> int:
    """The index after a nationality, a comma or a colon, and an article between a role and its holder."""
    kinds = (lexicon.demonyms, lexicon.organizations.adjectives)
    while at < len(words) and any(words.lowers[at] in kind for kind in kinds):
        at += 1
    if at >= len(words) or words.forms[at] not in {",", ":"}:
        return at
    return at + 2 if at + 1 < len(words) and words.lowers[at + 1] in lexicon.organizations.articles else at + 1


_QUOTES = frozenset('"“”«»')
_LONGEST_TIE = 8
"""Steps over words, or over a whole name in brackets or after `of`."""
