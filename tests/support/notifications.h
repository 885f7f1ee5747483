// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <initializer_list>

namespace Tbs::Test {

/// An R5 notification, written by hand and not by the codec under test.
struct NotificationText
{
    QString type = QStringLiteral("event-notification");
    QString subscription = QStringLiteral("https://example.org/fhir/Subscription/1");
    QString bundleId = {};
    int counter = -1; ///< eventsSinceSubscriptionStart; negative: left out
    QList<int> eventNumbers = {}; ///< the focus of event n is Encounter/n, its time 2026-01-01T12:00:00Z plus n seconds
    int firstSecond = 0; ///< added to the seconds of the events
    bool withResources = false;
    QString status = QStringLiteral("active");

    [[nodiscard]] QByteArray toJson() const;
};

} // namespace Tbs::Test
