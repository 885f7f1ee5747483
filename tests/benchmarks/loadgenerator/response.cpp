// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "response.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string_view>

namespace LoadGenerator {

namespace {

/// The value of a header, in small letters; \a head is in small letters.
std::string_view header(std::string_view head, std::string_view name)
{
    const auto begin = head.find(name);
    if (begin == std::string_view::npos) {
        return {};
    }
    const auto value = head.substr(begin + name.size(), head.find("\r\n", begin + 2) - begin - name.size());
    return value.substr(std::min(value.find_first_not_of(' '), value.size()));
}

} // namespace

Response::State Response::append(const char *data, std::size_t size)
{
    m_bytes.append(data, size);
    const auto headEnd = m_bytes.find("\r\n\r\n");
    if (headEnd == std::string::npos) {
        return State::Incomplete;
    }
    std::string head = m_bytes.substr(0, headEnd + 2);
    std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return std::tolower(c); });

    constexpr std::size_t statusBegin = 9; // after "http/1.1 "
    constexpr std::size_t statusSize = 3;
    if (!head.starts_with("http/1.") || head.size() < statusBegin + statusSize
        || std::from_chars(&head[statusBegin], &head[statusBegin + statusSize], m_status).ec != std::errc()) {
        return State::Malformed;
    }
    constexpr int noContent = 204;
    std::size_t bodySize = 0;
    const auto length = header(head, "\r\ncontent-length:");
    if (m_status != noContent
        && std::from_chars(length.data(), length.data() + length.size(), bodySize).ec != std::errc()) {
        return State::Malformed;
    }
    const std::size_t total = headEnd + 4 + bodySize;
    if (m_bytes.size() < total) {
        return State::Incomplete;
    }
    m_closesConnection = header(head, "\r\nconnection:") == "close";
    return m_bytes.size() == total ? State::Complete : State::Malformed;
}

} // namespace LoadGenerator
