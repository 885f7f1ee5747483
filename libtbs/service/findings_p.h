// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/finding.h>

namespace Tbs {

// For the judges behind Doctor.

[[nodiscard]] inline Finding ok(const QString &check, const QString &subject, const QString &message)
{
    return {Finding::Severity::Ok, check, subject, message, {}};
}

[[nodiscard]] inline Finding warning(const QString &check, const QString &subject, const QString &message,
                                     const QString &advice)
{
    return {Finding::Severity::Warning, check, subject, message, advice};
}

[[nodiscard]] inline Finding failed(const QString &check, const QString &subject, const QString &message,
                                    const QString &advice)
{
    return {Finding::Severity::Failure, check, subject, message, advice};
}

} // namespace Tbs
