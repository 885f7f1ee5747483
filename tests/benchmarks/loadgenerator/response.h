// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace LoadGenerator {

/// Collects the answer to one request: a status line, headers, and a body of Content-Length bytes.
class Response
{
public:
    enum class State { Incomplete, Complete, Malformed };

    void clear() { m_bytes.clear(); }
    /// Takes bytes off the connection. What is not an answer with a known length is malformed, chunked ones too.
    State append(const char *data, std::size_t size);

    /// Of a complete answer.
    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] bool closesConnection() const { return m_closesConnection; }

private:
    std::string m_bytes;
    int m_status = 0;
    bool m_closesConnection = false;
};

} // namespace LoadGenerator
