# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

# Completion of tbs for fish. The options come from `tbs COMMAND --help`, so they are always those of the program.
set -l commands listen validate send sandbox
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a listen -d 'Receive notifications'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a validate -d 'Judge files'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a send -d 'Post notifications'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a sandbox -d 'A FHIR server for trying'
complete -c tbs -n "__fish_seen_subcommand_from $commands" \
    -a '(string match -r "^-.*" -- (commandline -ct); and tbs (commandline -opc)[2] --help | string match -rg "^  (?:-[a-z],)?(--[a-z-]+)")'
