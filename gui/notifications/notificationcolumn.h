// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/liveentry.h"

#include <QPalette>
#include <QVariant>

namespace Tbs::Gui {

class SubscriptionStyles;

/// The columns of the lists of notifications, in their order.
enum class NotificationColumn {
    Kind,
    Time,
    Subscription,
    Topic,
    Focus,
    Number,
    Handling,
    Details,
    Origin,
    Size,
    Version,
    Bundle,
    Server,
};
constexpr int notificationColumnCount = static_cast<int>(NotificationColumn::Server) + 1;

[[nodiscard]] QString columnTitle(NotificationColumn column);
/// How many characters it usually has.
[[nodiscard]] int columnCharacters(NotificationColumn column);
[[nodiscard]] bool isShownByDefault(NotificationColumn column);

/// What a list shows in a cell. \a styles may be null. \a masked: without what tells who a patient is.
[[nodiscard]] QVariant cellData(const LiveEntry &entry, NotificationColumn column, int role,
                                const SubscriptionStyles *styles, bool masked);

/// The time of a line as people read it: to the millisecond, with its date unless that is \a today, with its year
/// unless that is this one.
[[nodiscard]] QString timeText(const QDateTime &time, const QDate &today);
/// `1.2 kB`
[[nodiscard]] QString sizeText(qint64 bytes);
/// The last part of a canonical URL.
[[nodiscard]] QString topicName(const QString &canonical);

} // namespace Tbs::Gui
