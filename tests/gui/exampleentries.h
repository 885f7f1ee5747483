// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/backend/liveentry.h"

#include <QJsonObject>

namespace Tbs::Test {

/// An R5 notification with one event about \a resource, or none where that is empty.
[[nodiscard]] QByteArray notificationBody(const QString &subscription, const QString &type, int eventNumber = 0,
                                          const QJsonObject &resource = {});
[[nodiscard]] QJsonObject examplePatient(const QString &id, const QString &family);
[[nodiscard]] QJsonObject exampleEncounter(const QString &id, const QString &status);

/// A notification with one event, as the receiver tells of it.
[[nodiscard]] Gui::LiveEntry eventEntry(int number, const QString &webhookId = QStringLiteral("encounters"),
                                        const QByteArray &body = "{}");
/// A line of every kind there is, the oldest first.
[[nodiscard]] QList<Gui::LiveEntry> entriesOfAllKinds();

} // namespace Tbs::Test
