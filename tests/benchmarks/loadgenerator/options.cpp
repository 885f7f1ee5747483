// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "options.h"

#include <arpa/inet.h>
#include <charconv>
#include <string_view>

namespace LoadGenerator {

namespace {

template <typename Number> bool readNumber(std::string_view text, Number &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

/// Reads `http://127.0.0.1:8080/path`. Only loopback addresses are taken: this is no tool against other machines.
bool readUrl(std::string_view url, Options &options)
{
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme)) {
        return false;
    }
    url.remove_prefix(scheme.size());
    const auto slash = std::min(url.find('/'), url.size());
    options.host = url.substr(0, slash);
    options.path = slash == url.size() ? "/" : url.substr(slash);

    const auto colon = std::min(options.host.find(':'), options.host.size());
    std::string name = options.host.substr(0, colon);
    std::uint16_t port = 80;
    if (colon < options.host.size() && !readNumber(std::string_view(options.host).substr(colon + 1), port)) {
        return false;
    }
    if (name == "localhost") {
        name = "127.0.0.1";
    }
    options.target.sin_family = AF_INET;
    options.target.sin_port = htons(port);
    constexpr std::uint32_t loopbackNetwork = 127;
    return inet_pton(AF_INET, name.c_str(), &options.target.sin_addr) == 1
        && ntohl(options.target.sin_addr.s_addr) >> 24 == loopbackNetwork;
}

bool readOption(std::string_view name, std::string_view value, Options &options)
{
    if (name == "--url") {
        return readUrl(value, options);
    }
    if (name == "--payload") {
        options.payloadFile = value;
        return true;
    }
    if (name == "--header") {
        options.headers.append(value).append("\r\n");
        return value.find(':') != std::string_view::npos && value.find_first_of("\r\n") == std::string_view::npos;
    }
    if (name == "--event-number-placeholder") {
        options.eventNumberPlaceholder = value;
        return !value.empty();
    }
    if (name == "--first-event-number") {
        return readNumber(value, options.firstEventNumber);
    }
    if (name == "--connections") {
        return readNumber(value, options.connections) && options.connections >= 1 && options.connections <= 10000;
    }
    if (name == "--rate") {
        return readNumber(value, options.rate) && options.rate > 0;
    }
    if (name == "--seconds") {
        return readNumber(value, options.seconds) && options.seconds > 0;
    }
    if (name == "--requests") {
        return readNumber(value, options.requests) && options.requests > 0;
    }
    if (name == "--timeout") {
        return readNumber(value, options.timeoutSeconds) && options.timeoutSeconds > 0;
    }
    return false;
}

} // namespace

const char *usage()
{
    return "Usage: loadgenerator --url http://127.0.0.1:PORT/PATH --payload FILE (--seconds S | --requests N)\n"
           "  --connections N                  kept alive, each with one request at a time (64)\n"
           "  --rate R                         requests a second at most (as fast as the answers come)\n"
           "  --header 'NAME: VALUE'           repeatable; Content-Type is application/fhir+json anyway\n"
           "  --event-number-placeholder TEXT  replaced in the payload by a number that no other request has\n"
           "  --first-event-number N           the first of these numbers (1)\n"
           "  --timeout S                      ends the run after so long without any answer (30)\n"
           "Prints one line of JSON. Exit code 0: every answer was 2xx, 1: not so, 2: wrong usage.\n";
}

std::variant<Options, std::string> parseOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc) {
            return std::string(argv[i]) + " needs a value";
        }
        if (!readOption(argv[i], argv[i + 1], options)) {
            return std::string(argv[i]) + " " + argv[i + 1] + " is not an option with a value it can have";
        }
    }
    if (options.host.empty() || options.payloadFile.empty()) {
        return std::string("--url and --payload are needed");
    }
    if ((options.seconds > 0) == (options.requests > 0)) {
        return std::string("either --seconds or --requests is needed");
    }
    return options;
}

} // namespace LoadGenerator
