// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "constanttime.h"

namespace Tbs {

bool equalInConstantTime(QByteArrayView given, QByteArrayView expected)
{
    if (expected.isEmpty()) {
        return given.isEmpty();
    }
    auto difference = static_cast<unsigned>(given.size() != expected.size());
    for (qsizetype i = 0; i < given.size(); ++i) {
        difference |= static_cast<unsigned char>(given[i]) ^ static_cast<unsigned char>(expected[i % expected.size()]);
    }
    // volatile: the optimiser may not turn the loop into an early return.
    const volatile unsigned result = difference;
    return result == 0;
}

} // namespace Tbs
