"""One text's language, by langdetect, made repeatable and held back where there is too little to go by."""

from collections.abc import Mapping
from functools import cache

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from pipelines.packs import packs

UNKNOWN = "und"
MIN_LETTERS = 20
SAMPLE = 1_500
SEED = 0


def letters(text: str) -> int:
    """How many letters of any script `text` has."""
    return sum(map(str.isalpha, text))


def probabilities(text: str) -> Mapping[str, float]:
    """ISO 639-1 codes with their probability, likeliest first; empty under `MIN_LETTERS` letters.

    Capitals are lower-cased first where nearly all letters are: langdetect reads all-caps text as German.
    """
    sample = text[:SAMPLE]
    if letters(sample) < MIN_LETTERS:
        return {}
    detector = _factory().create()
    detector.set_prior_map(_priors())
    detector.append(sample.lower() if _shouts(sample) else sample)
    try:
        return {found.lang.split("-")[0]: found.prob for found in detector.get_probabilities()}
    except LangDetectException:
        return {}


def detect(text: str) -> str:
    """The likeliest language of `text`, or `UNKNOWN` if there is too little of it."""
    return next(iter(probabilities(text)), UNKNOWN)


def _shouts(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return capitals > 0.6 * letters(text)


@cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.seed = SEED
    factory.set_seed(SEED)
    return factory


@cache
def _priors() -> dict[str, float]:
    """Three times the weight for a language that has a pack: archives are mostly in those."""
    codes = {pack.code for pack in packs()}
    return {code: 3.0 if code in codes else 1.0 for code in _factory().get_lang_list()}
