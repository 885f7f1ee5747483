// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../jsonline.h"
#include "../linewriter.h"
#include "notificationsender.h"

#include <vector>

namespace Tbs::Cli {

/// The line for one answer.
[[nodiscard]] JsonLine lineFor(const SenderAnswer &answer);

/// That line, or a summary, for people.
[[nodiscard]] QString formatSendingLine(const JsonLine &line, const Console &console);

/// Totals of a `tbs send`.
class SendingReport
{
public:
    void add(const SenderAnswer &answer);
    [[nodiscard]] bool allAccepted() const { return m_refused == 0; }
    [[nodiscard]] JsonLine summary(std::chrono::nanoseconds elapsed) const;

private:
    qint64 m_accepted = 0;
    qint64 m_refused = 0; ///< given up
    qint64 m_requests = 0;
    qint64 m_acceptedEvents = 0;
    std::vector<float> m_milliseconds;
};

} // namespace Tbs::Cli
