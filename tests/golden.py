"""Texts that tests compare with; `make golden` renews them."""

import os


def same_as(golden, text):
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
