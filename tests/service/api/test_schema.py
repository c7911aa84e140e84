"""Requests made up from the API's own description: whatever is sent, the answer is one that is described.

A cursor is a string to the description, but only those that were given out are good: that a well-formed request with
one may be refused is no failure. `TALLY_TEST_SCHEMA_CASES=5000` makes up so many requests in all, others each time.
"""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import positive_data_acceptance

from service.api.app import create_app
from service.settings import Settings
from tests.service.api.conftest import Service

CASES = int(os.environ.get("TALLY_TEST_SCHEMA_CASES", "0"))
FEW = 10
OPERATIONS = [
    (method, path)
    for path, operations in create_app(Settings(), work=False).openapi()["paths"].items()
    for method in operations
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_any_request_is_answered_as_described(service: Service, method: str, path: str) -> None:
    operation = schemathesis.openapi.from_asgi("/openapi.json", service.app)[path][method]

    @settings(
        max_examples=CASES // len(OPERATIONS) + 1 if CASES else FEW,
        deadline=None,
        derandomize=not CASES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def check(case: Case[Any]) -> None:
        given_out = "cursor" in (case.query or {})
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if given_out else [])

    check()
