# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""The rules of the source tree, each a function from a tree to findings "path:line: what is wrong".

libtbs/doc/architecture.md gives the reasons. tst_layers.py runs the rules on this repository and on bad trees.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

# A layer may include itself and what stands before it.
LAYERS = ["support", "fhir", "codec", "client", "store", "notification", "subscription", "websocket", "webhook",
          "sandbox", "service"]
# They stand above every layer and do not know each other.
APPLICATIONS = ["cli", "gui"]
# Below these, and in them, the FHIR versions differ; above them nothing does.
LAYERS_THAT_KNOW_VERSIONS = {"support", "fhir", "codec"}
MAXIMUM_LINES = 600
MAXIMUM_LINES_OF_A_TEST = 900  # with its tables of cases
FIXTURES = Path("tests/data")

CODE = (".h", ".cpp")
WITH_SPDX = CODE + (".py", ".sh", ".cmake", ".cmake.in", ".sql", ".yaml", ".yml")
SPDX = ("SPDX-FileCopyrightText:", "SPDX-License-Identifier:")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
HTTP_SERVER_HEADER = re.compile(r"^(QtHttpServer/|QHttpServer|QAbstractHttpServer)")
COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)
VERSION_NAME = r"(?:(?:Tbs::)?FhirVersion::\w+|R4B?|R5)\b"
VERSION_COMPARED = re.compile(
    rf"[=!]=\s*{VERSION_NAME}|\b{VERSION_NAME}\s*[=!]=|\bcase\s+{VERSION_NAME}\s*:"
    r"|\b\w*[fF]hirVersion(?:\(\))?\s*[=!]=|\bif\s*\(\s*version\s*[=!]=")


@dataclass(frozen=True)
class SourceFile:
    path: Path  # relative to the root of the tree
    text: str

    @property
    def area(self):
        """The layer, the application, or "" for what is neither."""
        parts = self.path.parts
        if parts[0] == "libtbs" and len(parts) > 2:
            return parts[1]
        return parts[0] if parts[0] in APPLICATIONS else ""

    @property
    def is_code(self):
        return self.path.suffix in CODE

    def finding(self, position, message):
        return f"{self.path}:{self.text.count(chr(10), 0, position) + 1}: {message}"

    def includes(self):
        """Yields position, whether in quotes, and name of each include."""
        for match in INCLUDE.finditer(self.text):
            yield match.start(), match[1] == '"', match[2]


def listed_files(root):
    """What git tracks or would track; outside of a git work tree, everything but hidden folders and build folders."""
    git = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                         capture_output=True, check=False)
    if git.returncode == 0 and (root / ".git").exists():
        return [Path(os.fsdecode(name)) for name in sorted(set(git.stdout.split(b"\0"))) if name]
    return [path.relative_to(root) for path in sorted(root.rglob("*")) if path.is_file()
            and not any(part.startswith((".git", "build")) for part in path.relative_to(root).parts)]


def read_tree(root):
    files = []
    for path in listed_files(root):
        if (root / path).is_file():
            files.append(SourceFile(path, (root / path).read_bytes().decode("utf-8", errors="replace")))
    return files


def area_of_include(file, quoted, name):
    """The layer or application that an include points into; None for a header that is not of this project."""
    if name.startswith("Tbs/"):
        return name.split("/")[1] if name.count("/") > 1 else "?"
    if not quoted:
        return None
    target = Path(os.path.normpath(file.path.parent / name))
    if target.parts[0] in APPLICATIONS and target.parts[0] != file.area:
        return target.parts[0]
    if target.parts[0] == "libtbs" and len(target.parts) > 2:
        return target.parts[1]
    return None


def includes_point_one_way(files):
    for file in files:
        if not file.is_code or not file.area:
            continue
        if file.area not in LAYERS + APPLICATIONS:
            yield file.finding(0, f"the folder libtbs/{file.area} is no layer; add it to LAYERS in its place")
            continue
        for position, quoted, name in file.includes():
            area = area_of_include(file, quoted, name)
            if area is None or area == file.area:
                continue
            if area in APPLICATIONS:
                yield file.finding(position, f"{name}: nothing includes an application")
            elif area not in LAYERS:
                yield file.finding(position, f"{name}: there is no layer {area}")
            elif file.area in LAYERS and LAYERS.index(area) > LAYERS.index(file.area):
                yield file.finding(position, f"{name}: {file.area} stands below {area} and may not include it")


def own_includes_exist(files):
    paths = {file.path for file in files}
    for file in files:
        if not file.is_code:
            continue
        for position, _, name in file.includes():
            if name.startswith("Tbs/") and Path("libtbs", name[len("Tbs/"):]) not in paths:
                yield file.finding(position, f"{name} does not exist")


def http_server_stays_in_webhook(files):
    for file in files:
        if not file.is_code or not file.area or file.area == "webhook":
            continue
        for position, _, name in file.includes():
            if HTTP_SERVER_HEADER.match(name):
                yield file.finding(position, f"{name}: only libtbs/webhook includes QtHttpServer (GPL-3)")


def versions_are_not_compared(files):
    for file in files:
        if not file.is_code or not file.area or file.area in LAYERS_THAT_KNOW_VERSIONS:
            continue
        code = COMMENT_OR_STRING.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), file.text)
        for match in VERSION_COMPARED.finditer(code):
            yield file.finding(match.start(), f"'{match[0].strip()}': what differs by FHIR version belongs in a codec")


def files_are_short(files):
    for file in files:
        lines = file.text.count("\n")
        maximum = MAXIMUM_LINES_OF_A_TEST if file.path.parts[0] == "tests" else MAXIMUM_LINES
        if file.path.suffix in CODE + (".py", ".sh", ".cmake") and lines > maximum:
            yield f"{file.path}:{lines}: more than {maximum} lines; this is two files"


def files_name_their_licence(files):
    for file in files:
        if FIXTURES in file.path.parents or not (file.path.name.endswith(WITH_SPDX)
                                                 or file.path.name == "CMakeLists.txt" or file.text.startswith("#!")):
            continue
        head = file.text.split("\n", 4)[:4]
        for tag in SPDX:
            if not any(tag in line for line in head):
                yield f"{file.path}:1: no {tag} line at the top"


def sources_of(file):
    """The PUBLIC_HEADERS and SOURCES that the tbs_sources() calls of a CMakeLists.txt name."""
    headers, sources = [], []
    for call in re.finditer(r"tbs_sources\(([^)]*)\)", re.sub(r"#[^\n]*", "", file.text)):
        target = []
        for word in call[1].split()[1:]:
            if word == "PUBLIC_HEADERS":
                target = headers
            elif word == "SOURCES":
                target = sources
            else:
                target.append(word)
    return headers, sources


def headers_are_public_or_private(files):
    """Every header of a layer is either in its FILE_SET or named _p.h, and what is named there exists."""
    paths = {file.path for file in files}
    for file in files:
        folder = file.path.parent
        if file.path.name != "CMakeLists.txt" or folder.parent != Path("libtbs"):
            continue
        headers, sources = sources_of(file)
        for name in headers + sources:
            if folder / name not in paths:
                yield f"{file.path}:1: {name} does not exist"
        for name in headers:
            if name.endswith("_p.h"):
                yield f"{file.path}:1: {name} is private by its name and public by its FILE_SET"
        for path in sorted(paths):
            if folder not in path.parents or path.suffix not in CODE:
                continue
            name = str(path.relative_to(folder))
            if path.suffix == ".h" and not name.endswith("_p.h") and name not in headers:
                yield f"{path}:1: a header is in PUBLIC_HEADERS of {file.path} or its name ends in _p.h"
            if path.suffix == ".cpp" and name not in sources:
                yield f"{path}:1: not in SOURCES of {file.path}"


def public_headers_include_public_headers(files):
    for file in files:
        if file.path.suffix != ".h" or file.path.name.endswith("_p.h") or file.area not in LAYERS:
            continue
        for position, _, name in file.includes():
            if name.endswith("_p.h"):
                yield file.finding(position, f"{name} is not installed, a public header cannot include it")


def headers_have_a_guard(files):
    for file in files:
        if file.path.suffix == ".h" and "#pragma once" not in file.text:
            yield f"{file.path}:1: no #pragma once"


RULES = [includes_point_one_way, own_includes_exist, http_server_stays_in_webhook, versions_are_not_compared,
         files_are_short, files_name_their_licence, headers_are_public_or_private,
         public_headers_include_public_headers, headers_have_a_guard]
