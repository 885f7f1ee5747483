// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/countermode.h>
#include <Tbs/notification/storednotification.h>
#include <Tbs/store/notificationstore.h>

namespace Tbs {

/// What the recorder has to know of an endpoint.
struct RecordedEndpoint
{
    QString server; ///< base URL of its FHIR server; empty when not configured
    CounterMode counterMode = CounterMode::Absolute;
};

/// SEQUENCE and STORE: decides what is new in a notification and writes it, inside the caller's transaction.
class TBS_CORE_AUTOTEST_EXPORT NotificationRecorder
{
public:
    NotificationRecorder(StoreTransaction &transaction, RecordedEndpoint endpoint);

    [[nodiscard]] Result<StoredNotification> record(const ArrivedNotification &arrived);

private:
    struct PlacedEvent;
    struct PlacedStatus;

    [[nodiscard]] Result<PlacedStatus> place(const ArrivedNotification &arrived, int statusIndex);
    [[nodiscard]] Result<void> lookUpStored(const EventRecord &record, const SubscriptionRecord &subscription,
                                            std::optional<quint64> epoch, std::optional<EventRecord> &stored);
    [[nodiscard]] Result<void> insertEvents(const PlacedStatus &placed, StoredNotification &stored);

    StoreTransaction &m_transaction;
    RecordedEndpoint m_endpoint;
};

} // namespace Tbs
