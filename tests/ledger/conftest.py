"""Every test of the ledger has keys and a public list of its own."""

import pytest


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.LEDGER_KEY = settings.KEYS_ROOT / "ledger-ed25519.pem"
    settings.TRANSPARENCY_ROOT = tmp_path / "transparency"
