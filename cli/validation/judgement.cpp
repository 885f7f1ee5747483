// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "judgement.h"

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

JsonLine toJsonLine(const Issue &issue)
{
    return JsonLine()
        .add(u"severity"_s, toCode(issue.severity))
        .add(u"code"_s, issue.code)
        .add(u"path"_s, textOrNull(issue.path))
        .add(u"message"_s, issue.message);
}

} // namespace Tbs::Cli
