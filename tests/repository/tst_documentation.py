#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""Every test that libtbs/doc names, as `tst_class` or `tst_class::function`, is there."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED_TEST = re.compile(r"`(tst_\w+)(?:::(\w+))?`")


def missing_tests(text, sources):
    """The names in text that no file of sources ({stem: content}) has."""
    for name, function in NAMED_TEST.findall(text):
        if name not in sources or (function and f"void {function}()" not in sources[name]):
            yield f"{name}::{function}" if function else name


class Documentation(unittest.TestCase):
    def test_named_tests_exist(self):
        sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("tst_*.cpp")}
        for document in sorted((ROOT / "libtbs/doc").glob("*.md")):
            with self.subTest(document=document.name):
                self.assertEqual([], list(missing_tests(document.read_text(encoding="utf-8"), sources)))

    def test_finds_what_is_missing(self):
        sources = {"tst_a": "void works();"}
        self.assertEqual(["tst_b", "tst_a::fails"], list(missing_tests("`tst_a::works` `tst_b` `tst_a::fails`", sources)))


if __name__ == "__main__":
    unittest.main()
