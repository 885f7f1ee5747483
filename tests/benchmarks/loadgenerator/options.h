// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <netinet/in.h>
#include <string>
#include <variant>

namespace LoadGenerator {

struct Options
{
    sockaddr_in target{}; ///< of 127.0.0.0/8, nothing else
    std::string host; ///< as it stands in the URL, with the port
    std::string path = "/";
    std::string payloadFile;
    std::string headers; ///< complete lines, each with its CRLF
    std::string eventNumberPlaceholder; ///< empty: every request is the same
    std::uint64_t firstEventNumber = 1;
    int connections = 64;
    double rate = 0; ///< requests a second at most; 0: as fast as the answers come
    double seconds = 0; ///< 0: until `requests` are done
    std::uint64_t requests = 0; ///< 0: until `seconds` are over
    double timeoutSeconds = 30; ///< without any answer, then the run ends
};

[[nodiscard]] const char *usage();

/// The options, or what is wrong with the arguments.
[[nodiscard]] std::variant<Options, std::string> parseOptions(int argc, char **argv);

} // namespace LoadGenerator
