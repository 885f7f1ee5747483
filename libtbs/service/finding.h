// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QList>
#include <QString>

namespace Tbs {

/// What a look at a server, a configuration or a webhook found: one thing that is well, or is not.
struct TBS_CORE_EXPORT Finding
{
    enum class Severity {
        Ok,
        Warning, ///< it works, but not all of it, not for long, or not safely
        Failure, ///< it does not work like that
    };

    Severity severity = Severity::Ok;
    QString check; ///< what was looked at; Doctor has the list
    QString subject; ///< which one: a webhook id, a URL, `Subscription/1`; empty where there is one only
    QString message; ///< a sentence for people; no secrets, no values of filters
    QString advice; ///< what to do about it; empty when there is nothing to do

    friend bool operator==(const Finding &, const Finding &) = default;
};

/// `ok`, `warn` or `fail`.
[[nodiscard]] TBS_CORE_EXPORT QString toCode(Finding::Severity severity);

/// The worst of \a findings; Ok for none.
[[nodiscard]] TBS_CORE_EXPORT Finding::Severity worstOf(const QList<Finding> &findings);

} // namespace Tbs
