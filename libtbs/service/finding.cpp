// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "finding.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

QString toCode(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Ok:
        return u"ok"_s;
    case Finding::Severity::Warning:
        return u"warn"_s;
    case Finding::Severity::Failure:
        break;
    }
    return u"fail"_s;
}

Finding::Severity worstOf(const QList<Finding> &findings)
{
    auto worst = Finding::Severity::Ok;
    for (const auto &finding : findings) {
        worst = std::max(worst, finding.severity);
    }
    return worst;
}

} // namespace Tbs
