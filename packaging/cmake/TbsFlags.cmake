# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

# Every flag of our own code stands on this one target.
add_library(tbs_flags INTERFACE)
target_compile_features(tbs_flags INTERFACE cxx_std_20)
target_compile_options(tbs_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Wcast-qual -Woverloaded-virtual
    -Wno-missing-field-initializers # what a designated initialiser leaves out has a default
    -fvisibility=hidden -fvisibility-inlines-hidden
    $<$<BOOL:${TBS_WARNINGS_AS_ERRORS}>:-Werror>)
target_compile_definitions(tbs_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_KEYWORDS QT_NO_FOREACH QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    QT_WARN_DEPRECATED_UP_TO=0x060400 # what a later Qt deprecates has no replacement in 6.4
    $<$<BOOL:${BUILD_TESTING}>:TBS_BUILD_TESTING>)

if(TBS_SANITIZE)
    # GCC warns of what only its own instrumentation reads: https://gcc.gnu.org/onlinedocs/gcc/Instrumentation-Options.html
    target_compile_options(tbs_flags INTERFACE -fsanitize=${TBS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(tbs_flags INTERFACE -fsanitize=${TBS_SANITIZE})
endif()
if(TBS_COVERAGE)
    target_compile_options(tbs_flags INTERFACE --coverage -fprofile-update=atomic)
    target_link_options(tbs_flags INTERFACE --coverage)
endif()

find_program(TBS_CCACHE ccache)
if(TBS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The sloppiness is what ccache's manual asks for with precompiled headers; the base directory lets clones share.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;CCACHE_BASEDIR=${PROJECT_SOURCE_DIR};CCACHE_NOHASHDIR=1;${TBS_CCACHE}")
    target_compile_options(tbs_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

find_program(TBS_MOLD mold)
if(TBS_MOLD)
    target_link_options(tbs_flags INTERFACE -fuse-ld=mold)
endif()

# What moc and rcc write is not ours to mend. clang-tidy takes the settings that stand nearest to a source.
if(CMAKE_CXX_CLANG_TIDY)
    file(WRITE "${PROJECT_BINARY_DIR}/.clang-tidy" "Checks: '-*,misc-definitions-in-headers'\n")
endif()
