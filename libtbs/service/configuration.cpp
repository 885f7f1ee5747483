// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configuration.h"

namespace Tbs {

QList<TopicSubscription> Configuration::definitions() const
{
    QList<TopicSubscription> result;
    result.reserve(subscriptions.size());
    for (const auto &subscription : subscriptions) {
        result.append(withDefaults(subscription.definition, defaults));
    }
    return result;
}

} // namespace Tbs
