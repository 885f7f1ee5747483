// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/notification.h>

#include <vector>

namespace Tbs {

/// An entry of the bundle, its status entry included.
struct BundleEntry
{
    NotificationEntry entry;
    qsizetype index = 0; ///< in Bundle.entry
    bool hasRequest = false;
    bool hasResponse = false;
};

/// A bundle as it stands on the wire, before anything is known of its meaning.
struct NotificationBundle
{
    QString resourceType; ///< of what was received: `Bundle`, or that of a bare status resource
    QString id;
    QString type;
    QDateTime timestamp;
    QByteArrayView meta; ///< the JSON of Bundle.meta
    bool hasEntries = false; ///< whether there is an element `entry`
    std::vector<BundleEntry> entries;
};

} // namespace Tbs
