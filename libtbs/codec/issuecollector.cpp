// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "issuecollector_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tbs {

void IssueCollector::report(Issue::Severity severity, QLatin1StringView code, const ElementPath &path,
                            const char *message, const QString &argument)
{
    if (m_issues.size() == maximum) {
        ++m_left;
        m_worstLeft = std::min(m_worstLeft, severity); // Fatal comes first, Information last
        return;
    }
    auto text = QCoreApplication::translate("Tbs", message);
    m_issues.append({
        .severity = severity,
        .code = code,
        .path = path.toString(),
        .message = argument.isNull() ? text : text.arg(argument),
    });
}

QList<Issue> IssueCollector::take()
{
    if (m_left > 0) {
        // Not as an expression in the call: lupdate does not understand it, and leaves the text out.
        const auto left = static_cast<int>(std::min<qsizetype>(m_left, std::numeric_limits<int>::max()));
        m_issues.append({
            .severity = m_worstLeft,
            .code = u"too-long"_s,
            .message = QCoreApplication::translate("Tbs", "%n more remark(s) left out", nullptr, left),
        });
        m_left = 0;
    }
    return std::exchange(m_issues, {});
}

} // namespace Tbs
