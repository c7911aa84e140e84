"""Which words of a text name places."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.entities.namesakes import is_instrument, ship_names
from pipelines.entities.places_knowledge import Knowledge
from pipelines.entities.places_lookup import candidates, is_name
from pipelines.entities.words import Words

LARGE, KNOWN = 5.5, 3.6
"""Weights, about decimal logarithms of people: what is a place wherever it stands, and what is one after a cue."""
ACRONYM = 5
PAIR = 2
LONGEST = 4
"""No name looked up without a table to find it is longer, in words."""

_DATELINE = re.compile(r"\s*([^\W\d_][^\d,;:()–—\n]{2,40}?)(?:, [^\W\d_][^\d,()–—\n]{2,30}?)?\s*(?:[,(/–—]|- |\.? \d)")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds places in one text; `titles` are the offsets at which a person's title ends.

    `cues` gives for the index after each cue where it begins.
    """

    words: Words
    know: Knowledge
    language: str
    titles: frozenset[int]
    cues: Mapping[int, int]

    def found(self) -> list[Range]:
        """The places that need no model, as word indices: listed names, datelines, names after a cue, large towns."""
        barred = ship_names(self.words, self.know)
        hits = (hit for hit in self.know.named.hits(self.words) if barred.isdisjoint(range(*hit)))
        listed = [
            self._proper(*hit)
            for hit in hits
            if not (self._is_person(*hit) or is_instrument(self.words, *hit, self.know))
        ]
        taken = {at for hit in listed for at in range(*hit)} | barred
        return [*listed, *(run for run in self._looked_up(listed) if taken.isdisjoint(range(*run)))]

    def _proper(self, start: int, end: int) -> Range:
        """Without the common word for its kind of place: `[Lipa] camp`, `río [Bravo]`."""
        first, last = start, end
        while first < last and not self.words.capital(first):
            first += 1
        while last > first and self.words.lowers[last - 1] in self.know.outside and not self.words.capital(last - 1):
            last -= 1
        kinds = self.words.lowers[start:first]
        outside = first < last and (not kinds or not self.know.outside.isdisjoint(kinds[:1]))
        return (first, last) if outside else (start, end)

    def corrected(self, start_char: int, end_char: int) -> Iterator[Range]:
        """What a model took for a place, cut at commas, without articles, and without what is none."""
        barred = ship_names(self.words, self.know)
        first, last = self.words.at_offset(start_char), self.words.at_offset(end_char - 1) + 1
        for start, end in self._parts(first, min(last, len(self.words.forms))):
            if start < end and barred.isdisjoint(range(start, end)) and self._plausible(start, end):
                yield self._proper(start, end)

    def _looked_up(self, listed: Sequence[Range]) -> Iterator[Range]:
        dateline, ends = self._dateline(), {end for _, end in listed}
        for start, end in self._runs():
            if (start, end) != dateline and self._is_acronym(start, end):
                continue
            cued = (start, end) == dateline or self._cued(start) or self._in_series(start, ends)
            known = self._weight(start, end) >= (KNOWN if cued else LARGE) or self.called_place(start)
            if known and not self._is_other(start, end, cued=cued):
                ends.add(end)
                yield start, end

    def _runs(self) -> Iterator[Range]:
        """Whole runs of up to `LONGEST` capitalised words that touch."""
        past = 0
        for capital in [at for at, form in enumerate(self.words.forms) if form[0].isupper()]:
            if capital >= past:
                at = self._past_opener(capital)
                past = max(self._run_end(at), capital + 1)
                if at < past <= at + LONGEST and self.words.capital(at):
                    yield at, past

    def _past_opener(self, at: int) -> int:
        """Past a cue or an article that has its capital from the sentence that it opens: `En Mérida`, `The Tripoli`."""
        if self.words.lowers[at] in self.know.articles and not is_name(
            self._text(at, self._run_end(at)), self.language
        ):
            return min(at + 1, len(self.words.forms) - 1)
        if self.words.lowers[at] not in self.know.cue or not self.words.opens_sentence(at):
            return at
        return min(self.know.cue.end(self.words, at), len(self.words.forms) - 1)

    def _run_end(self, at: int) -> int:
        end = at
        while end < len(self.words.forms) and self.words.capital(end) and (end == at or self.words.joined(end)):
            end += 1
        return end

    def _dateline(self) -> Range | None:
        """The name that a dateline opens with: `NAIROBI, 3 May – `, `Geneva (Reuters)`."""
        match = _DATELINE.match(self.words.text)
        if not match:
            return None
        return self.words.at_offset(match.start(1)), self.words.at_offset(match.end(1) - 1) + 1

    def _cued(self, at: int) -> bool:
        """Whether a cue, and at most an article after it, ends before word `at`."""
        if at and self.words.lowers[at - 1] in self.know.articles:
            at -= 1
        return at in self.cues

    def called_place(self, at: int) -> bool:
        """Whether the words before word `at` say that it names a place: `the village of`."""
        start = self.cues.get(at, at)
        return at - start >= PAIR and self.words.lowers[start] in self.know.kinds

    def _in_series(self, at: int, ends: Collection[int]) -> bool:
        """Whether a place stands before word `at`, and a comma or `and` between."""
        if at and self.words.lowers[at - 1] in self.know.articles:
            at -= 1
        return at - 1 in ends and self.words.lowers[at - 1] in self.know.series

    def _weight(self, start: int, end: int) -> float:
        text = self._text(start, end)
        found = candidates(text, self.language) if len(text) > 2 else ()  # noqa: PLR2004
        return found[0].weight if found else 0.0

    def _is_other(self, start: int, end: int, *, cued: bool) -> bool:
        """Whether the words are something else as a rule: a month, a nationality, a person."""
        lower = self._text(start, end).lower()
        given = end - start == 1 and lower in self.know.given and not cued
        if is_instrument(self.words, start, end, self.know):
            return True
        return given or lower in self.know.never or lower in self.know.demonyms or self._is_person(start, end)

    def _is_person(self, start: int, end: int) -> bool:
        """Whether a title, a given name or a surname stands next to a name that is also a person's."""
        words = self.words
        if words.starts[start] - 1 in self.titles or words.starts[start] in self.titles:
            return True
        if end - start > 1 or words.lowers[start] not in self.know.given:
            return False
        after = end < len(words.forms) and words.joined(end) and words.capital(end)
        before = start > 0 and words.joined(start) and words.lowers[start - 1] in self.know.given
        return (after and not self._cued(start)) or (before and words.capital(start - 1))

    def _parts(self, start: int, end: int) -> Iterator[Range]:
        first = start
        for at in range(start, end + 1):
            if at == end or self.words.forms[at] in {",", ";", "/", "(", ")"}:
                yield self._trimmed(first, at)
                first = at + 1

    def _trimmed(self, start: int, end: int) -> Range:
        """Without the small words and marks at both ends: `the`, `northern`, `'s`, `claimed`."""
        while start < end and not self.words.capital(start):
            start += 1
        while start < end and not self._ends_name(start, end):
            end -= 1
        if end - start > 1 and self._is_several(start, end):
            end -= 1
        article = end - start > 1 and self.words.lowers[start] in self.know.articles
        if article and not is_name(self._text(start, end), self.language):
            start += 1
        return start, end

    def _is_several(self, start: int, end: int) -> bool:
        """`Nasir and Ulang [Counties]`: whether the last word is of several places, the last of which is named."""
        several = self.words.lowers[end - 1] in self.know.plurals
        return several and not is_name(self._text(start, end), self.language)

    def _ends_name(self, start: int, end: int) -> bool:
        """Whether word `end - 1` may end a name: one with a capital, or one that the gazetteer knows at its end."""
        last = self.words.forms[end - 1]
        if not last[0].isalnum():
            return False
        return self.words.capital(end - 1) or bool(candidates(self._text(start, end), self.language))

    def _plausible(self, start: int, end: int) -> bool:
        lower = self._text(start, end).lower()
        if lower in self.know.never or lower in self.know.demonyms or self._is_person(start, end):
            return False
        if is_instrument(self.words, start, end, self.know) or self._is_state(start, end):
            return False
        if "\n" in lower or "\t" in lower or any(letter.isdigit() for letter in lower) or self._is_acronym(start, end):
            return False
        return bool(candidates(self._text(start, end), self.language)) or not self.words.opens_sentence(start)

    def _is_state(self, start: int, end: int) -> bool:
        """`the Lebanese State`: a nationality and a kind of place, which no table lists as a name."""
        adjective = end - start == PAIR and self.words.lowers[start] in self.know.demonyms
        return adjective and self.words.lowers[end - 1] in self.know.kinds

    def _is_acronym(self, start: int, end: int) -> bool:
        """Whether one short word is in capitals while the text is not: `HIV`; the tables list those that are places."""
        form = self.words.forms[start]
        return end - start == 1 and len(form) <= ACRONYM and form.isupper() and not self.words.text.isupper()

    def _text(self, start: int, end: int) -> str:
        return self.words.text[self.words.starts[start] : self.words.ends[end - 1]]
