# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

# Completion of tbs for bash. The options come from `tbs COMMAND --help`, so they are always those of the program.
_tbs()
{
    local word=$2 previous=$3 command=("${COMP_WORDS[1]}")
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W 'listen validate send sandbox topics subscriptions plan apply doctor --help --version' -- "$word")
        return
    fi
    if [ "${command[0]}" = subscriptions ]; then
        if [ "$COMP_CWORD" -eq 2 ]; then
            mapfile -t COMPREPLY < <(compgen -W 'list show create delete status events activate --help' -- "$word")
            return
        fi
        command+=("${COMP_WORDS[2]}")
    fi
    case $previous in
    --fhir-version) mapfile -t COMPREPLY < <(compgen -W 'R4 R4B R5' -- "$word") ;;
    --profile) mapfile -t COMPREPLY < <(compgen -W 'strict hapi candle helios aidbox athena medplum inferno' -- "$word") ;;
    --store) mapfile -t COMPREPLY < <(compgen -W 'memory sqlite:' -- "$word") ;;
    --content) mapfile -t COMPREPLY < <(compgen -W 'empty id-only full-resource' -- "$word") ;;
    --channel) mapfile -t COMPREPLY < <(compgen -W 'rest-hook websocket' -- "$word") ;;
    --status) mapfile -t COMPREPLY < <(compgen -W 'requested active error off' -- "$word") ;;
    --type) mapfile -t COMPREPLY < <(compgen -W 'event-notification handshake heartbeat query-status query-event' -- "$word") ;;
    --token-env | --password-env) mapfile -t COMPREPLY < <(compgen -e -- "$word") ;;
    --exec) mapfile -t COMPREPLY < <(compgen -c -- "$word") ;;
    *)
        case $word in
        -*)
            local options
            options=$("${COMP_WORDS[0]}" "${command[@]}" --help 2>/dev/null | grep -oE -- '^  (-[a-z],)?--[a-z-]+' | grep -oE -- '--[a-z-]+')
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
            ;;
        *) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
        esac
        ;;
    esac
}
complete -o filenames -F _tbs tbs
