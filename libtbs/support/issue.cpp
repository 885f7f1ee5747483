// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "issue.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

QString toCode(Issue::Severity severity)
{
    switch (severity) {
    case Issue::Severity::Fatal:
        return u"fatal"_s;
    case Issue::Severity::Error:
        return u"error"_s;
    case Issue::Severity::Warning:
        return u"warning"_s;
    case Issue::Severity::Information:
        return u"information"_s;
    }
    Q_UNREACHABLE();
}

bool hasErrors(const QList<Issue> &issues)
{
    return std::any_of(issues.begin(), issues.end(), [](const Issue &issue) {
        return issue.severity == Issue::Severity::Error || issue.severity == Issue::Severity::Fatal;
    });
}

} // namespace Tbs
