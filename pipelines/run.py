"""The whole way from a file to its record, on one screen."""

from pipelines import entities, figures, language, nlp, sandbox
from pipelines.assemble import assemble
from pipelines.attachments import Room, Unpacked, within
from pipelines.options import DEFAULT, Options
from pipelines.parsed import Source
from pipelines.publication import dated
from pipelines.record import Document


def extract(source: Source, *, options: Options = DEFAULT) -> Document:
    """The record of one report. Raises `InputError` or `ParseFailure` if it cannot be read."""
    limits = options.limits
    return within(unpack(source, options=options), Room.of(limits), limits=limits)[0].document


def unpack(source: Source, *, options: Options = DEFAULT) -> Unpacked:
    """The record, and all files that came in the report, which `family` reads too. Raises as `extract` does."""
    parsed = dated(sandbox.read(source, limits=options.limits))
    identified = language.identify(parsed)
    with nlp.analysed(parsed.text, identified.blocks, profile=options.profile) as passages:
        naming = entities.resolve(passages)
        found = figures.resolve(passages, naming, parsed)
    return Unpacked(assemble(source, parsed, identified, naming, found, options=options), parsed.attachments)
