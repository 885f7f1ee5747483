# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

# cmake -D TBS_BUILD= -D CONSUMER= -D WORK= -D GENERATOR= -D COMPILER= -D FLAGS= -D SANITIZE= -D OUTPUT= -P installandrun.cmake
# Installs the build in TBS_BUILD below WORK, builds the project in CONSUMER against that, and runs its program `consumer`,
# whose stdout has to match OUTPUT.

foreach(variable TBS_BUILD CONSUMER WORK GENERATOR COMPILER OUTPUT)
    if("${${variable}}" STREQUAL "")
        message(FATAL_ERROR "${variable} is not given")
    endif()
endforeach()

set(prefix "${WORK}/prefix")
set(build "${WORK}/build")
file(REMOVE_RECURSE "${WORK}")

# What a build prints is shown when it fails only.
function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${output}\nThis failed (${result}): ${command}")
    endif()
endfunction()

set(sanitizer "")
if(SANITIZE)
    set(sanitizer "-fsanitize=${SANITIZE}")
endif()

run("${CMAKE_COMMAND}" --install "${TBS_BUILD}" --prefix "${prefix}")
run("${CMAKE_COMMAND}" -S "${CONSUMER}" -B "${build}" -G "${GENERATOR}"
    "-DCMAKE_PREFIX_PATH=${prefix}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}"
    "-DCMAKE_CXX_FLAGS=${FLAGS} ${sanitizer}"
    # The build tree must not be found instead of the installation.
    -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
run("${CMAKE_COMMAND}" --build "${build}")

execute_process(COMMAND "${build}/consumer" OUTPUT_VARIABLE printed RESULT_VARIABLE result TIMEOUT 120)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "The consumer ended with ${result}. It printed:\n${printed}")
endif()
if(NOT printed MATCHES "${OUTPUT}")
    message(FATAL_ERROR "The consumer printed what does not match ${OUTPUT}:\n${printed}")
endif()
