#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""The German texts fit the code: lupdate finds no new ones, understands all contexts, and overlooks nothing.

Takes lupdate, the folder of <Tbs/...> and the texts of the server profiles from the environment; CMake gives them.
"""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "resources/translations"
# What is translated where: the file, the folder of its code, and what its contexts begin with.
PARTS = {"libtbs_de.ts": ("libtbs", "Tbs"), "tbs-gui_de.ts": ("gui", "Tbs::Gui")}
LITERAL = r'"(?:[^"\\]|\\.)*"'
TEXT = re.compile(r'(?:\btr\(|\btranslate\(\s*"[\w:]+",|\bQT_TRANSLATE_NOOP\(\s*"[\w:]+",|\bQT_TR_NOOP\()\s*'
                  rf"((?:{LITERAL}\s*)+)[,)]")
TR_FUNCTION = re.compile(r"^(?:static )?QString tr\(", re.MULTILINE)


def code_of(folder):
    for path in sorted((ROOT / folder).rglob("*")):
        if path.suffix in {".cpp", ".h"}:
            yield path, re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def joined(literals):
    parts = [literal[1:-1] for literal in re.findall(LITERAL, literals)]
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), "".join(parts))


def messages(path):
    """(context, text) -> whether it is translated"""
    return {(context.findtext("name"), message.findtext("source")):
            message.find("translation").get("type") is None
            for context in ElementTree.parse(path).getroot().iter("context") for message in context.iter("message")}


@unittest.skipUnless(os.environ.get("TBS_LUPDATE"), "Qt's linguist tools are not there")
class Translations(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.remarks, cls.found = {}, {}
        for name, (folder, _) in PARTS.items():
            updated = Path(cls.folder.name) / name
            shutil.copy(TRANSLATIONS / name, updated)
            sources = [ROOT / folder] + ([os.environ["TBS_PROFILE_TEXTS"]] if folder == "libtbs" else [])
            done = subprocess.run([os.environ["TBS_LUPDATE"], *sources, f"-I{os.environ['TBS_INCLUDES']}", f"-I{ROOT}",
                                   "-no-obsolete", "-locations", "none", "-ts", updated],
                                  check=True, capture_output=True, text=True)
            cls.remarks[name] = done.stderr
            cls.found[name] = messages(updated)

    def test_lupdate_understands_the_code(self):
        for name, (_, prefix) in PARTS.items():
            with self.subTest(file=name):
                self.assertEqual(self.remarks[name], "")
                strangers = {context for context, _ in self.found[name] if not context.startswith(prefix)}
                self.assertFalse(strangers, "contexts that are none at run time")

    def test_translations_are_of_the_code(self):
        for name, found in self.found.items():
            with self.subTest(file=name):
                untranslated = {text for (_, text), translated in found.items() if not translated}
                self.assertFalse(untranslated, "cmake --build --preset dev --target update_translations, and translate")
                known = messages(TRANSLATIONS / name)
                self.assertFalse(known.keys() - found.keys(), "texts that nobody says any more")

    def test_lupdate_overlooks_nothing(self):
        for name, (folder, _) in PARTS.items():
            with self.subTest(file=name):
                texts = {text for _, text in self.found[name]}
                marked = {joined(match[1]): path for path, code in code_of(folder) for match in TEXT.finditer(code)}
                self.assertGreater(len(marked), 100)
                self.assertFalse({f"{path}: {text}" for text, path in marked.items() if text not in texts})

    def test_no_function_is_called_tr(self):
        """lupdate files what it translates under the class that calls it. Use Text::tr() instead."""
        found = [str(path) for path, code in code_of("libtbs") if TR_FUNCTION.search(code)]
        self.assertFalse(found)


if __name__ == "__main__":
    unittest.main()
