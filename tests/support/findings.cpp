// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

QList<Finding> ofCheck(const QList<Finding> &findings, const QString &check)
{
    QList<Finding> found;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(found),
                 [&check](const Finding &finding) { return finding.check == check; });
    return found;
}

QString toText(const QList<Finding> &findings)
{
    QStringList lines;
    for (const auto &finding : findings) {
        lines.append(u"%1 %2 %3: %4 -> %5"_s.arg(toCode(finding.severity), finding.check, finding.subject,
                                                 finding.message, finding.advice));
    }
    return lines.join(u'\n');
}

QString verdicts(const QList<Finding> &findings)
{
    QStringList texts;
    for (const auto &finding : findings) {
        texts.append(toCode(finding.severity) + u' ' + finding.check);
    }
    return texts.join(u", "_s);
}

} // namespace Tbs::Test
