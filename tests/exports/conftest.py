"""Both languages, and every kind of debt, for tests of what is printed."""

import pytest
from tests.helpers.summaries import NAMES


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Both languages."""
    return str(request.param)


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Every example."""
    return str(request.param)
