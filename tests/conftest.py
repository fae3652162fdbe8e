"""What holds for all tests."""

import pytest
from hypothesis import settings

# Machines that do several things at once are slow now and then; that is no failure.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def own_printers(tmp_path_factory, monkeypatch):
    """A person's folder of printers, with none in it yet; never that of whoever runs the tests."""
    config = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    return config / "cardgen" / "printers"
