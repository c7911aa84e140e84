"""The whole way from a file to its record, on one screen."""

from pipelines import entities, figures, language, nlp, sandbox
from pipelines.assemble import assemble
from pipelines.options import DEFAULT, Options
from pipelines.parsed import Source
from pipelines.record import Document


def extract(source: Source, *, options: Options = DEFAULT) -> Document:
    """The record of one report. Raises `InputError` or `ParseFailure` if it cannot be read."""
    parsed = sandbox.read(source, limits=options.limits)
    blocks = language.identify(parsed)
    passages = nlp.analyse(parsed.text, blocks, profile=options.profile)
    naming = entities.resolve(passages)
    found = figures.resolve(passages, naming, parsed)
    return assemble(source, parsed, blocks, naming, found, options=options)
