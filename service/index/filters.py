"""What the values of filters mean, for every engine alike."""

import re

_COUNTRY = re.compile("[A-Z]{2}")


def is_country(place: str) -> bool:
    """Whether a place is asked for by its ISO 3166-1 alpha-2 code, in capitals, rather than by its name."""
    return bool(_COUNTRY.fullmatch(place))
