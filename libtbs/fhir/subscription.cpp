// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscription.h"

using namespace Qt::StringLiterals;

namespace Tbs {

bool Subscription::isTopicBased() const
{
    // A search string (`Encounter?status=...`) has no scheme; a canonical is an absolute URL or a urn.
    const QUrl url(topic.section(u'|', 0, 0), QUrl::StrictMode);
    return url.isValid() && !url.isRelative();
}

} // namespace Tbs
