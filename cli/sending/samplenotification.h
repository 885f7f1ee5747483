// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/codec/codec.h>

#include <QStringList>

namespace Tbs::Cli {

/// What well-formed notifications are made of.
struct SampleOptions
{
    FhirVersion fhirVersion = FhirVersion::R4;
    NotificationType type = NotificationType::EventNotification;
    PayloadContent content = PayloadContent::IdOnly;
    QString server; ///< base URL that references start with
    QString subscription; ///< `Subscription/1`
    QString topic;
    QString focusType = QStringLiteral("Encounter");
    QStringList additionalContext; ///< `Patient/1`, of each event
    int events = 1; ///< a notification; 0 for types without events
};

/// A notification whose events are numbered from \a firstNumber on; \a id is the bundle's. For types without events,
/// \a firstNumber is the number that the next event would have.
[[nodiscard]] QByteArray sampleNotification(const SampleOptions &options, quint64 firstNumber, const QString &id,
                                            const QDateTime &now);

/// Whether notifications of \a type have events.
[[nodiscard]] bool hasEvents(NotificationType type);

} // namespace Tbs::Cli
