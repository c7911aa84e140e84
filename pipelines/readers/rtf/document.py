"""Reads RTF's tokens into stories: which groups are shown, in which code page, and where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pipelines.errors import LimitExceeded
from pipelines.readers.rtf import fonts
from pipelines.readers.rtf.control import AGAIN, ASKED, SIGNS, SILENT, SPOKEN, STORIES
from pipelines.readers.rtf.story import Shape, Story
from pipelines.readers.rtf.tokens import BYTES, CLOSE, OPEN, Token
from pipelines.record import BlockKind

_NO_LEVEL = 9
_DEEPEST = 1_000
_UNITS, _HIGH = 0x10000, range(0xD800, 0xDC00)
_STYLES = (("heading", BlockKind.HEADING), ("title", BlockKind.HEADING), ("caption", BlockKind.CAPTION))
"""Kinds by the beginning of a style's name, which Word writes in English."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a group takes from the one around it, and gives back at its end."""

    story: Story
    group: str = ""
    silent: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    fallback: int = 1


@dataclass(slots=True)
class _Paragraph:
    in_table: bool = False
    kind: BlockKind | None = None


@dataclass(slots=True)
class Document:
    """A document as it is read; `said` holds the words of groups that are not shown, by the group's name."""

    body: Story = field(default_factory=Story)
    stories: list[Story] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    has_hidden: bool = False
    _page: str = fonts.DEFAULT
    _fonts: dict[int, str] = field(default_factory=dict)
    _styles: dict[int, BlockKind] = field(default_factory=dict)
    _stack: list[_State] = field(default_factory=list)
    _now: _State = field(init=False)
    _paragraph: _Paragraph = field(default_factory=_Paragraph)
    _shapes: list[Shape] = field(default_factory=list)
    _next_shape: Shape = field(default_factory=Shape)
    _bytes: list[str] = field(default_factory=list)
    _asked: list[str] = field(default_factory=list)
    _skipped: int = 0
    _high: int = 0
    _starred: bool = False
    _begins: bool = False
    _style: int = 0

    def __post_init__(self) -> None:
        self._now = _State(self.body)

    def take(self, every: Iterator[Token]) -> None:
        """Reads the tokens to their end. Raises `LimitExceeded` for groups nested deeper than any document's."""
        for token in every:
            if token.kind == BYTES:
                self._take_bytes(token.text)
            elif token.kind == OPEN:
                self._open()
            elif token.kind == CLOSE:
                self._close()
            else:
                self._take_word(token.text, token.number)
        self._flush()

    def _open(self) -> None:
        self._flush()
        self._stack.append(self._now)
        self._skipped, self._begins, self._starred = 0, True, False
        if len(self._stack) > _DEEPEST:
            raise LimitExceeded(f"The document's groups are nested more than {_DEEPEST} deep.")

    def _close(self) -> None:
        self._flush()
        left, self._skipped = self._now, 0
        if left.group in ASKED and self._asked:
            self._keep(left.group, "".join(self._asked))
            self._asked.clear()
        if self._stack:
            self._now = self._stack.pop()
        if left.story is not self._now.story:
            left.story.end_paragraph(None, in_table=False)

    def _keep(self, group: str, words: str) -> None:
        if group != "stylesheet":
            self.said.append((group, words))
            return
        name = words.strip().lower()
        if kind := next((kind for start, kind in _STYLES if name.startswith(start)), None):
            self._styles[self._style] = kind

    def _take_bytes(self, text: str) -> None:
        text, self._skipped = text[self._skipped :], max(self._skipped - len(text), 0)
        if text:
            self._begins = False
            self._bytes.append(text)

    def _take_word(self, word: str, number: int | None) -> None:
        if self._skipped and word not in ("u", "uc"):
            self._skipped -= 1
            return
        if word == "*":
            self._starred = True
            return
        begins, self._begins = self._begins, False
        if begins and self._is_group(word):
            return
        if word == "u" and number is not None:
            self._take_unit(number % _UNITS)
        elif word in SIGNS:
            self._flush()
            self._say(SIGNS[word])
        elif action := _ACTIONS.get(word):
            self._flush()
            action(self, 1 if number is None else number)
        elif page := fonts.of_document(word, number):
            self._page = page

    def _is_group(self, word: str) -> bool:
        """Begins a group that is shown elsewhere or not at all."""
        if word in STORIES and not self._now.silent:
            story = Story(STORIES[word])
            self.stories.append(story)
            self._now = replace(self._now, story=story, group=word)
            return True
        is_unknown = self._starred and word not in SPOKEN
        if word in AGAIN:
            self._now = replace(self._now, silent=False, group=word)
            return True
        if word in SILENT or word in ASKED or is_unknown:
            self._asked.clear()
            self._now = replace(self._now, silent=True, group=word)
            return True
        return False

    def _take_unit(self, unit: int) -> None:
        """Takes a unit of UTF-16, and passes over what is written for programs that know none."""
        self._flush()
        if unit in _HIGH:
            self._high = unit
        elif self._high:
            pair = self._high.to_bytes(2, "little") + unit.to_bytes(2, "little")
            self._high = 0
            self._say(pair.decode("utf-16-le", "replace"))
        else:
            self._say(chr(unit))
        self._skipped = self._now.fallback

    def _flush(self) -> None:
        """Writes the bytes met so far in the code page of their font."""
        if self._bytes:
            page = self._fonts.get(self._now.font, self._page)
            data = "".join(self._bytes).encode("latin-1", "replace")
            self._bytes.clear()
            self._say(data.decode(page, "replace"))

    def _say(self, text: str) -> None:
        now = self._now
        if now.silent:
            if now.group in ASKED:
                self._asked.append(text)
        elif not now.deleted:
            self.has_hidden = self.has_hidden or (now.hidden and bool(text.strip()))
            now.story.write(text)

    def end_paragraph(self, _number: int) -> None:
        """`\\par`."""
        if not self._now.silent:
            self._now.story.end_paragraph(self._paragraph.kind, in_table=self._paragraph.in_table)

    def end_cell(self, _number: int) -> None:
        """`\\cell`."""
        if not self._now.silent:
            self._now.story.end_cell()

    def end_row(self, _number: int) -> None:
        """`\\row`."""
        if not self._now.silent:
            self._now.story.end_row(self._shapes)

    def end_page(self, _number: int) -> None:
        """`\\page` and `\\sect`."""
        if self._now.story is self.body and not self._now.silent:
            self.body.end_page()

    def begin_row(self, _number: int) -> None:
        """`\\trowd`."""
        self._shapes, self._next_shape = [], Shape()

    def merge(self, *, left: bool) -> None:
        """`\\clmrg` and `\\clvmrg`."""
        self._next_shape.from_left = self._next_shape.from_left or left
        self._next_shape.from_above = self._next_shape.from_above or not left

    def end_shape(self, edge: int) -> None:
        """`\\cellx`."""
        self._next_shape.edge = edge
        self._shapes.append(self._next_shape)
        self._next_shape = Shape()

    def set_kind(self, kind: BlockKind | None) -> None:
        """What the paragraph's settings say that it is."""
        self._paragraph.kind = kind or self._paragraph.kind

    def set_style(self, number: int) -> None:
        """`\\s`."""
        self._style = number
        self.set_kind(self._styles.get(number))

    def set_charset(self, number: int) -> None:
        """`\\fcharset`."""
        if page := fonts.of_charset(number):
            self._fonts[self._now.font] = page

    def set_date(self, name: str, number: int) -> None:
        """`\\yr`, `\\mo` and `\\dy`."""
        if self._now.group in ASKED:
            self._asked.append(f"{name}{number} ")

    def set_state(self, **changes: bool | int) -> None:
        """What holds until the group ends."""
        self._now = replace(self._now, **changes)  # type: ignore[arg-type]

    def new_paragraph(self, _number: int) -> None:
        """`\\pard`."""
        self._paragraph = _Paragraph()

    def into_table(self, number: int) -> None:
        """`\\intbl`."""
        self._paragraph.in_table = number != 0


_ACTIONS: dict[str, Callable[[Document, int], None]] = {
    "par": Document.end_paragraph,
    "cell": Document.end_cell,
    "row": Document.end_row,
    **dict.fromkeys(("page", "sect"), Document.end_page),
    "trowd": Document.begin_row,
    "cellx": Document.end_shape,
    "clmrg": lambda document, _: document.merge(left=True),
    "clvmrg": lambda document, _: document.merge(left=False),
    "pard": Document.new_paragraph,
    "intbl": Document.into_table,
    "s": Document.set_style,
    "ls": lambda document, number: document.set_kind(BlockKind.LIST_ITEM if number else None),
    "outlinelevel": lambda document, number: document.set_kind(BlockKind.HEADING if number < _NO_LEVEL else None),
    "f": lambda document, number: document.set_state(font=number),
    "uc": lambda document, number: document.set_state(fallback=max(number, 0)),
    "v": lambda document, number: document.set_state(hidden=bool(number)),
    "deleted": lambda document, number: document.set_state(deleted=bool(number)),
    "plain": lambda document, _: document.set_state(hidden=False, deleted=False),
    "fcharset": Document.set_charset,
    "yr": lambda document, number: document.set_date("yr", number),
    "mo": lambda document, number: document.set_date("mo", number),
    "dy": lambda document, number: document.set_date("dy", number),
}
"""What control words do; the number is 1 where none is written."""
