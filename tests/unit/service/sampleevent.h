// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventcontext.h>

namespace Tbs::Test {

/// An event with the number \a number and the focus Encounter/\a number.
inline EventContext sampleEvent(qint64 number)
{
    auto notification = std::make_shared<Notification>();
    notification->statuses = {
        {.subscription = Reference(QStringLiteral("Subscription/1")),
         .topic = QStringLiteral("http://example.org/t"),
         .notificationEvents = {{.eventNumber = EventNumber::fromInteger(number),
                                 .focus = Reference(QStringLiteral("Encounter/%1").arg(number))}}}};
    return {notification, 0, 0, {.webhookId = QStringLiteral("w")}};
}

} // namespace Tbs::Test
