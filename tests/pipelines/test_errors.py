import pickle

import pytest

from pipelines.errors import EncryptedFile, TallyError


def every(kind: type[TallyError]) -> list[type[TallyError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in every(child))]


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in every(TallyError)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", every(TallyError))
def test_survives_the_way_between_processes(kind: type[TallyError]) -> None:
    error = kind("Found this.", expected="that", advice="Do so.", page=3)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(again), again.found, again.page, str(again)) == (kind, "Found this.", 3, str(error))


def test_says_what_was_found_expected_and_to_do() -> None:
    error = EncryptedFile("The PDF asks for a password.", expected="a PDF without one", advice="Save it unlocked.")
    assert str(error) == "The PDF asks for a password. Expected a PDF without one. Save it unlocked."
