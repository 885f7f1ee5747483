// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionrow.h"

#include <QIcon>
#include <QPalette>

/// What stands on the page of subscriptions, in words and symbols.
namespace Tbs::Gui {

/// One or two words: `Ours`, `Left over`, `Others`.
[[nodiscard]] QString ownerText(SubscriptionOwner owner);
/// A sentence that says whose \a row is.
[[nodiscard]] QString ownerExplanation(const SubscriptionRow &row);
[[nodiscard]] QIcon ownerIcon(SubscriptionOwner owner, const QPalette &palette);

/// The server's code, or why there is none; what is under way instead.
[[nodiscard]] QString statusText(const SubscriptionRow &row);
[[nodiscard]] QIcon statusIcon(const SubscriptionRow &row, const QPalette &palette);

/// The topic's canonical URL, or the search of one that is not topic-based. \a masked: without the values in it.
[[nodiscard]] QString topicText(const SubscriptionRow &row, bool masked);
[[nodiscard]] QString channelText(const SubscriptionRow &row);
/// Without a password.
[[nodiscard]] QString endpointText(const SubscriptionRow &row);
[[nodiscard]] QString contentText(const SubscriptionRow &row);
[[nodiscard]] QString filtersText(const QList<FilterBy> &filters, bool masked, const QString &separator);
/// `20 s`, or that there are none.
[[nodiscard]] QString heartbeatText(std::optional<quint32> seconds);
/// In local time, to the second, with what it is counted by.
[[nodiscard]] QString momentText(const QDateTime &time);
/// What stands for something that is hidden.
[[nodiscard]] QString hiddenText();

/// What can be done about an error, by its kind; empty where that cannot be said.
[[nodiscard]] QString adviceFor(Error::Kind kind);
/// The same about one of a single Subscription, which the server may not have any more.
[[nodiscard]] QString adviceForSubscription(const Error &error);

/// What the server has, or, where it has nothing, what is wanted; without headers.
[[nodiscard]] Subscription shownSubscription(const SubscriptionRow &row);

} // namespace Tbs::Gui
