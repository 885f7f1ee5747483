# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

# Completion of tbs for fish. The options come from `tbs COMMAND --help`, so they are always those of the program.
set -l commands listen validate send sandbox topics subscriptions plan apply doctor
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a listen -d 'Receive notifications'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a validate -d 'Judge files'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a send -d 'Post notifications'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a sandbox -d 'A FHIR server for trying'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a topics -d 'What can be subscribed to'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a subscriptions -d 'List, make, delete and question Subscriptions'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a plan -d 'What apply would do'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a apply -d 'Make the server as tbs.yaml wants it'
complete -c tbs -f -n "not __fish_seen_subcommand_from $commands" -a doctor -d 'What will not work, and why'
set -l questions list show create delete status events activate
set -l asks "__fish_seen_subcommand_from subscriptions; and not __fish_seen_subcommand_from $questions"
complete -c tbs -f -n $asks -a list -d 'All of the server'
complete -c tbs -f -n $asks -a show -d 'One'
complete -c tbs -f -n $asks -a create -d 'Make one'
complete -c tbs -f -n $asks -a delete -d 'Delete them'
complete -c tbs -f -n $asks -a status -d 'Ask for $status'
complete -c tbs -f -n $asks -a events -d 'Ask for $events'
complete -c tbs -f -n $asks -a activate -d 'Try again'
complete -c tbs -n "__fish_seen_subcommand_from $commands" \
    -a '(string match -r "^-.*" -- (commandline -ct); and tbs (commandline -opc | string match -v -- "-*")[2..3] --help 2>/dev/null | string match -rg "^  (?:-[a-z],)?(--[a-z-]+)")'
