"""Why a figure came out: its sentence with number, trigger and counted words marked, and the rules beneath."""

from collections.abc import Iterator

from pipelines.record import Document, Figure

_WIDTH = 100


def explain(figure: Figure, document: Document) -> str:
    """Lines of text: the sentence, cut to `_WIDTH` columns, marks under it, and what was read with the rule that did.

    `^` marks the number, `~` the other words of the figure: its trigger and what is counted.
    """
    return "\n".join([*_drawn(figure, document.text), *_facts(figure, document)])


def _drawn(figure: Figure, text: str) -> Iterator[str]:
    start = text.rfind(figure.sentence, 0, figure.start + len(figure.sentence))
    for line in range(start, start + len(figure.sentence), _WIDTH):
        end = min(line + _WIDTH, start + len(figure.sentence))
        yield text[line:end].replace("\n", " ").replace("\t", " ")
        marks = "".join(_mark(figure, offset) for offset in range(line, end)).rstrip()
        if marks:
            yield marks


def _mark(figure: Figure, offset: int) -> str:
    if figure.number_start <= offset < figure.number_end:
        return "^"
    return "~" if figure.start <= offset < figure.end else " "


def _facts(figure: Figure, document: Document) -> Iterator[str]:
    names = {entity.id: entity.name for entity in document.entities}
    yield f"kind         {figure.kind}"
    yield f"number       {_number(figure)} {figure.unit}, from {figure.raw!r}" + _counted(figure)
    yield f"aggregation  {figure.aggregation}"
    yield f"rule         {figure.rule}"
    yield f"status       {figure.status}"
    if figure.part_of:
        yield f"part of      {_whole(figure, document)}"
    if figure.supersedes is not None:
        yield f"supersedes   {figure.supersedes:g}"
    if figure.period:
        yield f"period       {figure.period.start or '…'} to {figure.period.end or '…'}"
    if figure.places:
        yield f"places       {', '.join(names.get(place, place) for place in figure.places)}"
    if figure.source:
        yield f"source       {names.get(figure.source.entity or '', figure.source.text)}"
    yield f"confidence   {figure.confidence:.2f}"


def _number(figure: Figure) -> str:
    bounds = [figure.low, figure.best, figure.high]
    shown = ["…" if bound is None else f"{bound:g}" for bound in bounds]
    return f"{figure.qualifier} " + (shown[1] if len(set(shown)) == 1 else " / ".join(shown))


def _counted(figure: Figure) -> str:
    return f", counting {figure.counted!r}" if figure.counted else ""


def _whole(figure: Figure, document: Document) -> str:
    whole = next((other for other in document.figures if other.id == figure.part_of), None)
    return f"{whole.kind} {_number(whole)}" if whole else str(figure.part_of)
