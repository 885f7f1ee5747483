// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace LoadGenerator {

/// The one POST that is sent over and over; with a placeholder, each time with another event number.
class Request
{
public:
    Request(std::string requestLineAndHeaders, std::string_view payload, std::string_view placeholder);

    [[nodiscard]] bool hasPlaceholder() const { return m_pieces.size() > 1; }
    /// Writes the whole request over \a buffer.
    void write(std::uint64_t eventNumber, std::string &buffer) const;

private:
    std::string m_head;
    std::vector<std::string> m_pieces; ///< of the payload, between the placeholders
    std::size_t m_size = 0; ///< of all pieces
};

} // namespace LoadGenerator
