// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionclient.h"

#include <Tbs/codec/codec.h>
#include <Tbs/support/futures.h>

namespace Tbs {

/// The operations on Subscription: `$status`, `$events`, `$get-ws-binding-token`. What SubscriptionClient says of them
/// holds here. https://hl7.org/fhir/R5/subscription-operations.html
class SubscriptionOperations : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::SubscriptionOperations)

public:
    /// \a client has to outlive this.
    SubscriptionOperations(FhirClient &client, const Codec &codec, const ServerProfile &profile);

    [[nodiscard]] QFuture<Result<FetchedStatus>> status(const QString &id);
    [[nodiscard]] QFuture<Result<RecoveredEvents>> events(const QString &id, const NumberRange &range,
                                                          std::optional<PayloadContent> content);
    [[nodiscard]] QFuture<Result<WebSocketBinding>> webSocketBinding(const QStringList &ids);

private:
    /// An answer, and which of the ways to ask led to it.
    struct Answer
    {
        FhirResponse response;
        qsizetype way = 0;
    };
    /// One operation, and the ways to ask for it that are left.
    struct Question
    {
        QString operation;
        QList<FhirRequest> ways;
        qsizetype way = 0;
        std::optional<Error> error; ///< of the first way that the server knew, but refused
        SharedPromise<Result<Answer>> promise;
    };

    /// Asks in one way after the other until the server knows one.
    [[nodiscard]] QFuture<Result<Answer>> ask(const QString &operation, const QList<FhirRequest> &ways);
    void askNext(const Question &question);
    void onAnswered(Question question, const FhirResponse &response);
    [[nodiscard]] Error missing(const QString &operation) const;

    [[nodiscard]] Result<FetchedStatus> readStatus(const QString &id, const FhirResponse &response) const;
    [[nodiscard]] static Result<RecoveredEvents> readEvents(const FhirResponse &response);

    FhirClient &m_client;
    const Codec &m_codec;
    QString m_profileName;
    ServerOperations m_operations; ///< as the profile says, then as the server shows
};

} // namespace Tbs
