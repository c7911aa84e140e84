"""The whole way from a file to its record, on one screen."""

from pipelines import entities, figures, language, nlp, sandbox
from pipelines.assemble import assemble
from pipelines.attachments import Unpacked, readable
from pipelines.options import DEFAULT, Options
from pipelines.parsed import Source
from pipelines.publication import dated
from pipelines.record import Document


def extract(source: Source, *, options: Options = DEFAULT) -> Document:
    """The record of one report. Raises `InputError` or `ParseFailure` if it cannot be read."""
    return unpack(source, options=options).document


def unpack(source: Source, *, options: Options = DEFAULT) -> Unpacked:
    """The record, and the files that came in the report. Raises as `extract` does; `family` reads those too."""
    parsed = readable(dated(sandbox.read(source, limits=options.limits)), limits=options.limits)
    identified = language.identify(parsed)
    with nlp.analysed(parsed.text, identified.blocks, profile=options.profile) as passages:
        naming = entities.resolve(passages)
        found = figures.resolve(passages, naming, parsed)
    return Unpacked(assemble(source, parsed, identified, naming, found, options=options), parsed.attachments)
