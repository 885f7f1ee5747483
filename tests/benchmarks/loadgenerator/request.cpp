// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "request.h"

namespace LoadGenerator {

Request::Request(std::string requestLineAndHeaders, std::string_view payload, std::string_view placeholder)
    : m_head(std::move(requestLineAndHeaders))
{
    std::size_t begin = 0;
    std::size_t end = placeholder.empty() ? std::string_view::npos : payload.find(placeholder);
    for (; end != std::string_view::npos; end = payload.find(placeholder, begin)) {
        m_pieces.emplace_back(payload.substr(begin, end - begin));
        begin = end + placeholder.size();
    }
    m_pieces.emplace_back(payload.substr(begin));
    for (const auto &piece : m_pieces) {
        m_size += piece.size();
    }
}

void Request::write(std::uint64_t eventNumber, std::string &buffer) const
{
    const std::string number = std::to_string(eventNumber);
    const std::size_t size = m_size + (m_pieces.size() - 1) * number.size();
    buffer.assign(m_head).append("Content-Length: ").append(std::to_string(size)).append("\r\n\r\n");
    buffer.append(m_pieces.front());
    for (std::size_t i = 1; i < m_pieces.size(); ++i) {
        buffer.append(number).append(m_pieces[i]);
    }
}

} // namespace LoadGenerator
