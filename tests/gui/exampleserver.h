// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/backend/fhirserver.h"

#include <QStringList>

namespace Tbs::Test {

/// A FHIR server that answers at once what the test has given it, or with its error.
class ExampleServer final : public Gui::FhirServer
{
public:
    [[nodiscard]] QFuture<Result<DiscoveredTopics>> topics() override;
    [[nodiscard]] QFuture<Result<QList<Gui::ServerSubscription>>> subscriptions() override;
    [[nodiscard]] QFuture<Result<Gui::SubscriptionPreview>>
    preview(const SubscriptionConfiguration &subscription) override;
    [[nodiscard]] QFuture<Result<FetchedStatus>> status(const QString &id) override;
    [[nodiscard]] QFuture<Result<RecoveredEvents>> events(const QString &id, const NumberRange &range) override;
    [[nodiscard]] QFuture<Result<ObservedSubscription>> setStatus(const QString &id,
                                                                  SubscriptionStatusCode status) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &id) override;

    DiscoveredTopics answeredTopics;
    QList<Gui::ServerSubscription> answeredSubscriptions;
    /// What preview() adds to the resource, which it makes itself.
    Gui::SubscriptionPreview answeredPreview;
    FetchedStatus answeredStatus;
    RecoveredEvents answeredEvents;
    /// Instead of all answers.
    std::optional<Error> error;
    /// What was asked for, in words: `remove 1`, `setStatus 1 off`, `events 1 1-5`.
    QStringList calls;

private:
    template <typename T> [[nodiscard]] QFuture<Result<T>> answer(const QString &call, const T &value);
};

} // namespace Tbs::Test
