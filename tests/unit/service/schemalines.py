#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT
"""Tells which lines of YAML files a JSON schema objects to: schemalines.py SCHEMA FILE... prints `FILE<tab>3 5 7`.

Scalars have the types of YAML 1.2's core schema, as in libtbs; PyYAML's own are those of YAML 1.1 (yes, 2026-01-01).
A file that PyYAML cannot read has no lines."""
import json
import re
import sys

import jsonschema
import yaml


def scalar(node):
    text = node.value
    if node.style is not None:
        return text
    if re.fullmatch(r"~|null|Null|NULL|", text):
        return None
    if re.fullmatch(r"true|True|TRUE|false|False|FALSE", text):
        return text[0] in "tT"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def build(node, path, line, lines):
    """The value of a node; notes the line of every path."""
    lines[path] = line
    if isinstance(node, yaml.ScalarNode):
        return scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [build(item, path + (i,), item.start_mark.line + 1, lines) for i, item in enumerate(node.value)]
    if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        raise yaml.YAMLError("a key that is no text")
    return {key.value: build(value, path + (key.value,), key.start_mark.line + 1, lines) for key, value in node.value}


def unknown_keys(error):
    known = error.schema.get("properties", {})
    return [key for key in error.instance if key not in known]


def lines_of(validator, text):
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return set()
    lines = {}
    value = build(root, (), root.start_mark.line + 1, lines)
    found = set()
    for error in validator.iter_errors(value):
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            found.update(lines[path + (key,)] for key in unknown_keys(error))
        elif "propertyNames" in error.absolute_schema_path:
            found.add(lines[path + (error.instance,)])
        else:
            found.add(lines[path])
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in sys.argv[2:]:
        with open(name, "rb") as file:
            text = file.read()
        try:
            lines = sorted(lines_of(validator, text))
        except (yaml.YAMLError, RecursionError):
            lines = []
        print(name, " ".join(map(str, lines)), sep="\t")


main()
