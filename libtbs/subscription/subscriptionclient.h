// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/fhirclient.h>
#include <Tbs/fhir/notification.h>
#include <Tbs/fhir/subscription.h>
#include <Tbs/store/numberranges.h>
#include <Tbs/subscription/serverprofile.h>
#include <Tbs/support/issue.h>

#include <QFuture>

namespace Tbs {

/// A Subscription as a server has it.
struct TBS_CORE_EXPORT ObservedSubscription
{
    Subscription subscription;
    QDateTime lastUpdated; ///< meta.lastUpdated, UTC; invalid when the server does not say
    QList<Issue> issues; ///< what was strange about the resource
    bool existed = false; ///< of create(): it was there before, the server says
};

/// A token that binds a websocket to subscriptions. `$get-ws-binding-token`
struct TBS_CORE_EXPORT WebSocketBinding
{
    QString token; ///< a secret
    QDateTime expiration; ///< UTC; invalid when the server does not say
    QStringList subscriptions; ///< those the token is for, as received; may be empty
    QUrl url; ///< ws or wss
};

/// The answer of `$status` for one subscription.
struct TBS_CORE_EXPORT FetchedStatus
{
    SubscriptionStatus status;
    /// As it came, for a NotificationSink: a counter above the last event that arrived proves a loss there.
    QByteArray bundle;
};

/// The answer of `$events`.
struct TBS_CORE_EXPORT RecoveredEvents
{
    /// The notification bundle as it came, for a NotificationSink; empty when the server has none of the events.
    QByteArray bundle;
    /// The numbers of the events in it: all that were asked for, some, or none.
    NumberRanges numbers;
};

/// Subscriptions on a FHIR server and the operations on them, in whatever way the server wants to be asked.
///
/// It learns while it asks: a server that refuses conditional creates, updates or one way of an operation is not asked
/// for them again. Operations that the profile says are not there are not asked for at all.
///
/// Futures and errors as with FhirClient, and a status that is no success is an error, with Error::httpStatus. Lives in
/// the thread of its client.
class TBS_CORE_EXPORT SubscriptionClient : public QObject
{
    Q_OBJECT

public:
    /// \a client must outlive this.
    SubscriptionClient(FhirClient &client, FhirVersion version, ServerProfile profile, QObject *parent = nullptr);
    ~SubscriptionClient() override;

    [[nodiscard]] FhirClient &client() const;
    [[nodiscard]] FhirVersion version() const;
    [[nodiscard]] const ServerProfile &profile() const;
    /// Whether Subscriptions can be changed: as the profile says, until the server refuses to (405, 501).
    [[nodiscard]] bool supportsUpdate() const;

    /// All Subscriptions that the server shows us, topic-based or not. \a parameters narrow the search. Resources that
    /// are no readable Subscriptions are left out, with a warning in the log. Rejected when there are more than are
    /// read (SearchLimits).
    [[nodiscard]] QFuture<Result<QList<ObservedSubscription>>> list(const QUrlQuery &parameters = {});
    /// Those whose endpoint is \a endpoint in any spelling, whatever the server's search made of it: compared here, on
    /// all pages. Where the server refuses to search by url all Subscriptions are looked through; where it refuses that
    /// too, none are found.
    [[nodiscard]] QFuture<Result<QList<ObservedSubscription>>> findByEndpoint(const QUrl &endpoint);
    /// Error::isGone(): the server does not have it, or not any more. After every other error it may be there.
    [[nodiscard]] QFuture<Result<ObservedSubscription>> read(const QString &id);

    /// The resource that create() and update() send for \a subscription: in the version's shape, and what the profile
    /// wants besides.
    [[nodiscard]] QJsonObject resourceFor(const Subscription &subscription) const;
    /// Creates \a subscription, conditionally on there being none with its endpoint where the server can do that: then
    /// one that was there already may be the answer, with contents of its own.
    /// \return what the server made of it; read again, or looked for, where the answer does not say.
    [[nodiscard]] QFuture<Result<ObservedSubscription>> create(const Subscription &subscription);
    /// \a subscription has an id, and a versionId for If-Match. When the server has changed it meanwhile, the same is
    /// asked for on top of that; Retry when that happens again and again. Rejected where there is no update.
    [[nodiscard]] QFuture<Result<ObservedSubscription>> update(const Subscription &subscription);
    /// Changes the status alone and keeps everything else as it is on the server: `requested` or `off`. Errors as
    /// update(); a 404 to the change of what was just read is a refusal, and no Error::httpStatus. (A server that masks
    /// the headers it shows then keeps the masks: update() with what is wanted is better.)
    [[nodiscard]] QFuture<Result<ObservedSubscription>> setStatus(const QString &id, SubscriptionStatusCode status);
    /// What is gone already (404, 410) is a success; after an error it may still be there, and deliver.
    [[nodiscard]] QFuture<Result<void>> remove(const QString &id);

    // That the server does not have an operation is drawn from several answers, and has no Error::httpStatus: a 404 may
    // mean the operation or the Subscription, and read() tells which.

    /// `$status` of one. Falls back on `Subscription/$status?id=` where the server has only that. Rejected where it has
    /// neither, and when it says nothing about \a id.
    [[nodiscard]] QFuture<Result<FetchedStatus>> status(const QString &id);
    /// `$events` of \a range, both ends included, by GET or POST as the profile says, and by the other where the server
    /// refuses the first. Rejected where the server does not have it. \a content is a hint; fhir-candle demands it in a
    /// POST, so give it where it is known.
    [[nodiscard]] QFuture<Result<RecoveredEvents>> events(const QString &id, const NumberRange &range,
                                                          std::optional<PayloadContent> content = {});
    /// `$get-ws-binding-token` for \a ids: of the instance for one, of the type for several; by GET, then by POST.
    /// Rejected where the server does not have it in that way.
    [[nodiscard]] QFuture<Result<WebSocketBinding>> webSocketBinding(const QStringList &ids);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
