// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "fakefhirserver.h"

#include <Tbs/fhir/codes.h>

#include <QJsonObject>
#include <QNetworkAccessManager>

namespace Tbs::Test {

/// The server that Inferno's R4 client suite plays (inferno-framework/subscriptions-test-kit): bearer token, create
/// without Location and with a rewritten MIME type, one Subscription a run, read and $status, no search, heartbeats
/// refused; it tells neither of updates nor of $events, which the guide's requirements ask of clients all the same, so
/// these are here besides.
class InfernoServer
{
public:
    static constexpr auto accessToken = "SUBSCRIPTION_TOKEN";

    InfernoServer();

    [[nodiscard]] QUrl baseUrl() const { return m_server.baseUrl(); }
    /// The Subscription as the client created it; empty before.
    [[nodiscard]] const QJsonObject &created() const { return m_created; }
    [[nodiscard]] FakeFhirServer &rest() { return m_server; }

    /// POSTs a handshake to the endpoint, with the headers that the Subscription asks for, and waits for the answer.
    /// What is not exactly 200 ends Inferno's run. \return the HTTP status
    int sendHandshake();
    /// The same with event number \a number in \a content.
    int sendEvent(int number, PayloadContent content);
    /// From now on the Subscription is in `error`.
    void fail();
    [[nodiscard]] QString status() const { return m_status; }

private:
    [[nodiscard]] FakeAnswer create(const FakeRequest &request);
    [[nodiscard]] FakeAnswer update(const FakeRequest &request);
    [[nodiscard]] FakeAnswer authorized(const FakeRequest &request, const std::function<FakeAnswer()> &answer) const;
    [[nodiscard]] QJsonObject subscription() const;
    [[nodiscard]] QJsonObject notification(const QString &type, const QList<int> &numbers,
                                           PayloadContent content) const;
    int post(const QJsonObject &notification);

    FakeFhirServer m_server;
    QNetworkAccessManager m_network;
    QJsonObject m_created;
    QString m_status;
    int m_events = 0;
};

} // namespace Tbs::Test
