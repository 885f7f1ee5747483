// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/backend/fhirserver.h"

#include <Tbs/support/futures.h>

#include <QHash>
#include <QStringList>

#include <functional>

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
    /// Answers of preview() wait for releasePreview().
    bool holdPreviews = false;
    [[nodiscard]] int heldPreviews() const { return static_cast<int>(m_heldPreviews.size()); }
    /// Answers the request of that \a index, once.
    void releasePreview(int index);
    /// Answers of all others wait for release().
    bool holdAnswers = false;
    /// Gives the answers that were held, in the order in which they were asked for.
    void release();
    /// Instead of all answers.
    std::optional<Error> error;
    /// Instead of the answers to these calls.
    QHash<QString, Error> errors;
    /// What was asked for, in words: `remove 1`, `setStatus 1 off`, `events 1 1-5`.
    QStringList calls;

private:
    struct HeldPreview
    {
        SharedPromise<Result<Gui::SubscriptionPreview>> promise;
        Result<Gui::SubscriptionPreview> answer;
    };

    QList<HeldPreview> m_heldPreviews;
    QList<std::function<void()>> m_held;

    template <typename T> [[nodiscard]] QFuture<Result<T>> answer(const QString &call, const T &value);
    template <typename T> [[nodiscard]] QFuture<Result<T>> answerResult(const QString &call, Result<T> result);
};

} // namespace Tbs::Test
