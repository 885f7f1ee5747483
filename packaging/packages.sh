# shellcheck shell=bash disable=SC2034
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

# The one list of Debian and Ubuntu packages, and how the missing ones are installed. Sourced by run and check.
# "a|b" means: whichever of the two is installed or can be had, the first preferred.

# Loaded by name at run time, so no tool finds out that they are needed. All else the linker and debhelper find.
runtime_packages=(
    libqt6sql6-sqlite # Qt's driver of the embedded store
    libqt6svg6 # the icons of the desktop
    libsecret-1-0 # by which the desktop reaches the system's keychain, besides KWallet
    qt6-translations-l10n # Qt's own texts in the user's language: buttons, network errors; without it they are English
)

build_packages=(
    cmake ninja-build g++ git pkg-config ccache mold
    qt6-base-dev
    qt6-httpserver-dev
    qt6-websockets-dev
    libgl-dev
    qtkeychain-qt6-dev # secrets of the desktop's connections in the system's keychain
    qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools # translations of the desktop and of the library
    libssl-dev
    libsimdjson-dev
    libexpected-dev
    libyaml-cpp-dev
    libcli11-dev
    zlib1g-dev
)

check_packages=(
    'clang-format-14|clang-format' # another version formats differently; the check says so and is skipped then
    codespell
    shellcheck
    reuse
    desktop-file-utils
    python3 python3-jsonschema python3-yaml
    jq curl
    openssl # makes the certificates of the TLS tests
    fonts-dejavu-core # what the desktop is rendered with
)

# For the presets clazy, tidy and coverage and for the fuzzers, which neither run nor check uses (CONTRIBUTING.md).
analysis_packages=(clang clang-tidy clazy gcovr)

is_installed()
{
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

is_available()
{
    apt-cache show --no-all-versions "$1" >/dev/null 2>&1
}

# Prints each of the given packages that is not installed, alternatives as they stand in the list.
missing_packages()
{
    local entry name names
    for entry in "$@"; do
        IFS='|' read -r -a names <<<"$entry"
        for name in "${names[@]}"; do
            if is_installed "$name"; then continue 2; fi
        done
        printf '%s\n' "$entry"
    done
}

# Prints the alternative of an entry that apt can install; the first one when it knows none, so that apt names it.
choose_alternative()
{
    local name names
    IFS='|' read -r -a names <<<"$1"
    for name in "${names[@]}"; do
        if is_available "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "${names[0]}"
}

# Installs what is missing of the given packages. Touches neither apt nor the network when nothing is.
install_packages()
{
    local entry missing=() wanted=() as_root=()
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        printf 'This script installs packages on Debian and Ubuntu only. What libtbs needs is, by its names there:\n'
        printf '    %s\n' "$@"
        printf 'With their like installed: cmake --preset release && cmake --build --preset release\n'
        return 1
    fi
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" -eq 0 ]; then return 0; fi

    printf 'Missing packages: %s\n' "${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            printf 'Neither root nor sudo is at hand. Please have them installed, then start this again.\n'
            return 1
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=120 update \
        || printf 'apt-get update failed; going on with the package lists at hand.\n'
    for entry in "${missing[@]}"; do
        wanted+=("$(choose_alternative "$entry")")
    done
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=120 install --yes --no-install-recommends "${wanted[@]}"
}
