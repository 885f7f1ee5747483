#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

# Runs one of the public tools over the repository's own files: tools.sh desktop|format|spelling|licences|shell
# Exit code 77, which ctest takes for "skipped", when the tool is absent or of a version that judges otherwise.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# What git tracks or would track and is still there, by git's patterns.
files()
{
    git ls-files --cached --others --exclude-standard --deduplicate -- "$@" | while IFS= read -r file; do
        if [ -f "$file" ]; then printf '%s\n' "$file"; fi
    done
}

skip()
{
    printf 'Skipped: %s\n' "$1"
    exit 77
}

need()
{
    command -v "$1" >/dev/null || skip "$1 is not installed"
}

format()
{
    local tool candidate findings
    for candidate in clang-format-14 clang-format; do
        if command -v "$candidate" >/dev/null && "$candidate" --version | grep -q 'version 14\.'; then
            tool=$candidate
            break
        fi
    done
    [ -n "${tool:-}" ] || skip 'clang-format 14 is not installed; another version formats differently'
    if findings=$(files '*.h' '*.cpp' | xargs --delimiter='\n' --no-run-if-empty "$tool" --dry-run --Werror 2>&1); then
        return
    fi
    printf '%s\n' "$findings" | head -n 30
    printf 'To be formatted with: %s -i' "$tool"
    printf '%s\n' "$findings" | sed -n 's/^\([^: ]*\):[0-9]*:[0-9]*: error:.*/\1/p' | sort -u | sed 's/^/ /' | tr -d '\n'
    printf '\n'
    return 1
}

spelling()
{
    need codespell
    files . | xargs --delimiter='\n' --no-run-if-empty codespell --config .codespellrc
}

desktop()
{
    need desktop-file-validate
    files '*.desktop' | xargs --delimiter='\n' --no-run-if-empty desktop-file-validate
}

licences()
{
    need reuse
    reuse lint
}

shell()
{
    need shellcheck
    local scripts
    scripts=$(files . | while IFS= read -r file; do
        case $file in
        *.sh | *.bash) printf '%s\n' "$file" ;;
        *.*/*.* | *.json | *.svg | *.png | *.md) ;;
        *) if head -c 64 "$file" | head -n 1 | tr -d '\0' | grep -qE '^#!.*\b(ba)?sh\b'; then printf '%s\n' "$file"; fi ;;
        esac
    done)
    printf '%s\n' "$scripts"
    xargs --delimiter='\n' --no-run-if-empty shellcheck --external-sources <<<"$scripts"
}

case ${1:-} in
desktop | format | spelling | licences | shell) "$1" ;;
*)
    printf 'Usage: tools.sh desktop|format|spelling|licences|shell\n' >&2
    exit 2
    ;;
esac
