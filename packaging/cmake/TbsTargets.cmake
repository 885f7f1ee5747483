# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

# Headers are included as <Tbs/layer/class.h>, in this tree as after installation.
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/include")
file(CREATE_LINK "${PROJECT_SOURCE_DIR}/libtbs" "${PROJECT_BINARY_DIR}/include/Tbs" SYMBOLIC)

# tbs_add_library(TbsCore COMPONENT Core)
function(tbs_add_library target)
    cmake_parse_arguments(arg "" "COMPONENT" "" ${ARGN})
    add_library(${target})
    add_library(Tbs::${arg_COMPONENT} ALIAS ${target})
    string(TOUPPER ${arg_COMPONENT} upper)
    set_target_properties(${target} PROPERTIES
        EXPORT_NAME ${arg_COMPONENT}
        VERSION ${PROJECT_VERSION}
        SOVERSION ${PROJECT_VERSION_MAJOR})
    target_compile_definitions(${target} PRIVATE TBS_${upper}_LIBRARY)
    if(NOT BUILD_SHARED_LIBS)
        target_compile_definitions(${target} PUBLIC TBS_STATIC)
    endif()
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:tbs_flags>)
    if(NOT TBS_SANITIZE)
        target_link_options(${target} PRIVATE -Wl,--no-undefined)
    endif()
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>")
    target_precompile_headers(${target} PRIVATE <QtCore/QtCore> <functional> <optional> <memory>)
endfunction()

# tbs_sources(TbsCore PUBLIC_HEADERS error.h SOURCES error.cpp): sources of one layer, named relative to its folder.
function(tbs_sources target)
    cmake_parse_arguments(arg "" "" "PUBLIC_HEADERS;SOURCES" ${ARGN})
    list(TRANSFORM arg_PUBLIC_HEADERS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    list(TRANSFORM arg_SOURCES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    target_sources(${target} PRIVATE ${arg_SOURCES})
    if(arg_PUBLIC_HEADERS)
        target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/libtbs" FILES ${arg_PUBLIC_HEADERS})
    endif()
endfunction()

# tbs_add_test(tst_reference [SOURCES more.cpp] [LIBRARIES Tbs::Webhook] [TIMEOUT 60] [PRECOMPILED target]): a QtTest in
# tst_reference.cpp, with the precompiled header of tbs_test_support unless another target's fits.
function(tbs_add_test name)
    cmake_parse_arguments(arg "" "TIMEOUT;PRECOMPILED" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE tbs_test_support ${arg_LIBRARIES})
    if(NOT arg_PRECOMPILED)
        set(arg_PRECOMPILED tbs_test_support)
    endif()
    target_precompile_headers(${name} REUSE_FROM ${arg_PRECOMPILED})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC")
endfunction()
