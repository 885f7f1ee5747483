// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "records.h"

#include <QHashFunctions>

namespace Tbs {

size_t qHash(const SubscriptionKey &key, size_t seed) noexcept
{
    return qHashMulti(seed, key.webhookId, key.server, key.subscription);
}

} // namespace Tbs
