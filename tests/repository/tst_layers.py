#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""Holds the rules of layers.py on this repository, and shows on small bad trees that each rule can fail."""

import tempfile
import unittest
from pathlib import Path

import layers

ROOT = Path(__file__).resolve().parents[2]
# Split, so that reuse does not take them for this file's own.
SPDX = "// SPDX-" + "FileCopyrightText: 2026 Someone\n// SPDX-" + "License-Identifier: MIT\n"
HEADER = SPDX + "#pragma once\n"
CMAKE = SPDX.replace("//", "#")

GOOD_TREE = {
    "libtbs/codec/CMakeLists.txt": CMAKE + "tbs_sources(TbsCore\n PUBLIC_HEADERS codec.h # all\n SOURCES codec.cpp)\n",
    "libtbs/codec/codec.h": HEADER + "#include <Tbs/support/error.h>\n",
    "libtbs/codec/codec.cpp": SPDX + '#include "codec.h"\n#include "json_p.h"\nif (version == FhirVersion::R5) {}\n',
    "libtbs/codec/json_p.h": HEADER,
    "libtbs/support/CMakeLists.txt": CMAKE + "tbs_sources(TbsCore PUBLIC_HEADERS error.h)\n",
    "libtbs/support/error.h": HEADER,
    "libtbs/webhook/CMakeLists.txt": CMAKE + "tbs_sources(TbsWebhook SOURCES listener.cpp)\n",
    "libtbs/webhook/listener.cpp": SPDX + "#include <QHttpServer>\n#include <Tbs/codec/codec.h>\n"
                                   "// never: if (version == FhirVersion::R5)\nlog(\"case R5:\");\n",
    "cli/main.cpp": SPDX + '#include <Tbs/codec/codec.h>\n#include "commands/listen.h"\n',
    "cli/commands/listen.h": HEADER,
    "check": "#!/usr/bin/env bash\n" + CMAKE,
    "tests/data/definitions/broken.yaml": "a: [1\n",
}

# rule, path, text, what the finding says. Each is the good tree with one file put in or replaced.
BAD_FILES = [
    (layers.includes_point_one_way, "libtbs/support/x.h", HEADER + "#include <Tbs/codec/codec.h>\n",
     "libtbs/support/x.h:4: Tbs/codec/codec.h: support stands below codec"),
    (layers.includes_point_one_way, "libtbs/support/x.h", HEADER + '#include "../codec/codec.h"\n',
     "support stands below codec"),
    (layers.includes_point_one_way, "libtbs/codec/x.cpp", SPDX + "#  include <Tbs/sandbox/server.h>\n",
     "codec stands below sandbox"),
    (layers.includes_point_one_way, "libtbs/codec/x.cpp", SPDX + "#include <Tbs/oddities/x.h>\n",
     "there is no layer oddities"),
    (layers.includes_point_one_way, "libtbs/codec/x.cpp", SPDX + "#include <Tbs/codec.h>\n", "there is no layer ?"),
    (layers.includes_point_one_way, "libtbs/oddities/x.h", HEADER, "libtbs/oddities is no layer"),
    (layers.includes_point_one_way, "libtbs/service/x.cpp", SPDX + '#include "../../cli/commands/listen.h"\n',
     "nothing includes an application"),
    (layers.includes_point_one_way, "gui/x.cpp", SPDX + '#include "../cli/commands/listen.h"\n',
     "nothing includes an application"),
    (layers.own_includes_exist, "cli/x.cpp", SPDX + "#include <Tbs/codec/gone.h>\n", "Tbs/codec/gone.h does not exist"),
    (layers.http_server_stays_in_webhook, "libtbs/sandbox/x.cpp", SPDX + "#include <QHttpServerRequest>\n",
     "libtbs/sandbox/x.cpp:3: QHttpServerRequest: only"),
    (layers.http_server_stays_in_webhook, "cli/x.cpp", SPDX + "#include <QtHttpServer/QHttpServer>\n", "only"),
    (layers.http_server_stays_in_webhook, "libtbs/codec/x.cpp", SPDX + "#include <QAbstractHttpServer>\n", "only"),
    (layers.versions_are_not_compared, "libtbs/client/x.cpp", SPDX + "if (version == other) {}\n",
     "libtbs/client/x.cpp:3: 'if (version =='"),
    (layers.versions_are_not_compared, "libtbs/client/x.cpp", SPDX + "x = a.v != Tbs::FhirVersion::R4B;\n", "R4B"),
    (layers.versions_are_not_compared, "libtbs/client/x.cpp", SPDX + "x = FhirVersion::R4 == v;\n", "R4"),
    (layers.versions_are_not_compared, "cli/x.cpp", SPDX + "switch (v) {\ncase FhirVersion::R5:\n}\n", "cli/x.cpp:4:"),
    (layers.versions_are_not_compared, "cli/x.cpp", SPDX + "return a.fhirVersion() == b;\n", "fhirVersion() =="),
    (layers.files_are_short, "cli/x.cpp", SPDX + "\n" * 599, "cli/x.cpp:601: more than 600 lines"),
    (layers.files_are_short, "tests/x.cpp", SPDX + "\n" * 899, "tests/x.cpp:901: more than 900 lines"),
    (layers.files_name_their_licence, "libtbs/codec/codec.cpp", "#include <a>\n", "no SPDX-FileCopyrightText:"),
    (layers.files_name_their_licence, "x/CMakeLists.txt", "#\n#\n#\n#\n" + CMAKE, "no SPDX-License-Identifier:"),
    (layers.files_name_their_licence, "script", "#!/bin/sh\n", "script:1: no SPDX"),
    (layers.headers_are_public_or_private, "libtbs/codec/forgotten.h", HEADER,
     "libtbs/codec/forgotten.h:1: a header is in PUBLIC_HEADERS"),
    (layers.headers_are_public_or_private, "libtbs/codec/forgotten.cpp", SPDX, "forgotten.cpp:1: not in SOURCES"),
    (layers.headers_are_public_or_private, "libtbs/support/CMakeLists.txt",
     CMAKE + "tbs_sources(TbsCore PUBLIC_HEADERS error.h gone.h)\n", "gone.h does not exist"),
    (layers.headers_are_public_or_private, "libtbs/codec/CMakeLists.txt",
     CMAKE + "tbs_sources(TbsCore PUBLIC_HEADERS codec.h json_p.h SOURCES codec.cpp)\n", "json_p.h is private"),
    (layers.public_headers_include_public_headers, "libtbs/codec/codec.h", HEADER + '#include "json_p.h"\n',
     "json_p.h is not installed"),
    (layers.headers_have_a_guard, "gui/x.h", SPDX, "gui/x.h:1: no #pragma once"),
]


def findings(rule, tree):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in tree.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return list(rule(layers.read_tree(root)))


class Rules(unittest.TestCase):
    """The rules themselves."""

    def test_a_good_tree_has_no_findings(self):
        for rule in layers.RULES:
            with self.subTest(rule=rule.__name__):
                self.assertEqual(findings(rule, GOOD_TREE), [])

    def test_a_bad_file_is_found(self):
        for rule, path, text, message in BAD_FILES:
            with self.subTest(rule=rule.__name__, path=path, message=message):
                found = findings(rule, GOOD_TREE | {path: text})
                self.assertTrue(any(message in finding for finding in found), f"{message!r} is not in {found}")

    def test_every_rule_has_a_bad_file(self):
        self.assertEqual({rule for rule, *_ in BAD_FILES}, set(layers.RULES))


class Repository(unittest.TestCase):
    """This repository."""

    @classmethod
    def setUpClass(cls):
        cls.files = layers.read_tree(ROOT)

    def test_the_tree_was_read(self):
        folders = {file.area for file in self.files if file.is_code}
        self.assertLessEqual({"support", "fhir", "webhook"}, folders)

    def test_rules_hold(self):
        for rule in layers.RULES:
            with self.subTest(rule=rule.__name__):
                found = list(rule(self.files))
                self.assertEqual(found, [], "\n" + "\n".join(found))


if __name__ == "__main__":
    unittest.main()
