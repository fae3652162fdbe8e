"""What holds for all tests."""

import pytest


@pytest.fixture(autouse=True)
def own_printers(tmp_path_factory, monkeypatch):
    """A person's folder of printers, with none in it yet; never that of whoever runs the tests."""
    config = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    return config / "cardgen" / "printers"
