# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

set(TBS_PROFILE_TEXTS "${PROJECT_BINARY_DIR}/translations/serverprofiles.cpp")

# Writes TBS_PROFILE_TEXTS: the texts for people of resources/profiles/*.json as lupdate finds them, which reads no JSON.
function(tbs_collect_profile_texts)
    file(GLOB profiles CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/resources/profiles/*.json")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${profiles})
    set(code "")
    foreach(profile IN LISTS profiles)
        file(READ "${profile}" json)
        string(JSON text GET "${json}" receiver description)
        string(APPEND code "QT_TRANSLATE_NOOP(\"Tbs::ServerProfile\", R\"(${text})\")\n")
        string(JSON count LENGTH "${json}" receiver knownProblems)
        foreach(index RANGE ${count})
            if(index EQUAL count)
                break()
            endif()
            foreach(member message advice)
                string(JSON text GET "${json}" receiver knownProblems ${index} ${member})
                string(APPEND code "QT_TRANSLATE_NOOP(\"Tbs::ServerProfile\", R\"(${text})\")\n")
            endforeach()
        endforeach()
    endforeach()
    file(CONFIGURE OUTPUT "${TBS_PROFILE_TEXTS}" CONTENT "${code}" @ONLY)
endfunction()

# The texts of the library in other languages; the target update_translations brings them up to date, with the target's.
function(tbs_update_library_translations)
    cmake_parse_arguments(arg "" "" "TS_FILES;OPTIONS" ${ARGN})
    tbs_collect_profile_texts()
    add_custom_target(tbs_library_lupdate
        COMMAND Qt6::lupdate "${PROJECT_SOURCE_DIR}/libtbs" "${TBS_PROFILE_TEXTS}" "-I${PROJECT_BINARY_DIR}/include"
            -ts ${arg_TS_FILES} ${arg_OPTIONS}
        VERBATIM)
    add_dependencies(update_translations tbs_library_lupdate)
endfunction()
