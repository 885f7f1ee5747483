// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filterby.h"

using namespace Qt::StringLiterals;

namespace Tbs {

QStringList filterComparators()
{
    return {u"eq"_s, u"ne"_s, u"gt"_s, u"lt"_s, u"ge"_s, u"le"_s, u"sa"_s, u"eb"_s, u"ap"_s};
}

QStringList filterModifiers()
{
    return {u"missing"_s, u"exact"_s,   u"contains"_s,   u"not"_s,       u"text"_s,
            u"in"_s,      u"not-in"_s,  u"below"_s,      u"above"_s,     u"type"_s,
            u"iterate"_s, u"of-type"_s, u"identifier"_s, u"code-text"_s, u"text-advanced"_s};
}

} // namespace Tbs
