#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""Every JSON and YAML file of the repository can be read, and the shipped examples of tbs.yaml fit their schema.

Fixtures under tests/data may be broken on purpose and are left out.
"""

import json
import unittest
from pathlib import Path

import jsonschema
import yaml

import layers

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = Path("resources/schema")
EXAMPLES = Path("resources/examples")


def no_duplicates(pairs):
    names = [name for name, _ in pairs]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise ValueError(f"written twice: {', '.join(sorted(repeated))}")
    return dict(pairs)


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_duplicates)


def read_yaml(path):
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


READERS = {".json": read_json, ".yaml": read_yaml, ".yml": read_yaml}


class Resources(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.paths = [path for path in layers.listed_files(ROOT)
                     if path.suffix in READERS and Path("tests/data") not in path.parents and (ROOT / path).is_file()]

    def test_files_were_found(self):
        self.assertIn(Path("CMakePresets.json"), self.paths)

    def test_files_can_be_read(self):
        for path in self.paths:
            with self.subTest(path=str(path)):
                READERS[path.suffix](ROOT / path)

    def test_schemas_are_schemas(self):
        for path in self.paths:
            if SCHEMAS in path.parents and path.suffix == ".json":
                with self.subTest(path=str(path)):
                    schema = read_json(ROOT / path)
                    jsonschema.validators.validator_for(schema).check_schema(schema)

    def test_examples_fit_the_schema(self):
        schema_path = ROOT / SCHEMAS / "tbs.schema.json"
        examples = [path for path in self.paths if EXAMPLES in path.parents and path.suffix in (".yaml", ".yml")]
        if not schema_path.exists():
            self.assertEqual(examples, [], f"examples without {SCHEMAS}/tbs.schema.json to hold them against")
            self.skipTest("the repository has no schema of tbs.yaml")
        schema = read_json(schema_path)
        validator = jsonschema.validators.validator_for(schema)(schema)
        self.assertNotEqual(examples, [], "no examples to hold against the schema")
        for path in examples:
            for document in read_yaml(ROOT / path):
                with self.subTest(path=str(path)):
                    self.assertEqual([error.message for error in validator.iter_errors(document)], [])


class Readers(unittest.TestCase):
    """The readers refuse what is broken."""

    def test_json(self):
        for text in ["{", '{"a": 1, "a": 2}', '{"a": 1,}']:
            with self.subTest(text=text), self.assertRaises(ValueError):
                json.loads(text, object_pairs_hook=no_duplicates)

    def test_yaml(self):
        with self.assertRaises(yaml.YAMLError):
            yaml.safe_load("a: [1")


if __name__ == "__main__":
    unittest.main()
