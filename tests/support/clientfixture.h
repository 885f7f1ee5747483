// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "fakefhirserver.h"
#include "mockclock.h"
#include "waiting.h"

#include <Tbs/client/fhirclient.h>
#include <Tbs/support/futures.h>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QtTest>

#include <optional>

namespace Tbs::Test {

/// Waits for a result; an error of kind Internal when there is none.
template <typename T> [[nodiscard]] Result<T> wait(const QFuture<Result<T>> &future)
{
    if (!waitUntil([&] { return future.isFinished(); }) || future.resultCount() == 0) {
        return failure(Error::Kind::Internal, QStringLiteral("no result"));
    }
    return future.result();
}

/// A scripted server and a client for it, with stopped time.
class ClientFixture
{
public:
    /// Makes a new client: for the server, unless the options name another.
    FhirClient &client(FhirClientOptions options = {}, std::shared_ptr<ClientAuthentication> authentication = {})
    {
        if (options.baseUrl.isEmpty()) {
            options.baseUrl = server.baseUrl();
        }
        m_client = std::make_unique<FhirClient>(std::move(options), m_network, clock, std::move(authentication));
        return *m_client;
    }
    void destroyClient() { m_client.reset(); }

    /// Gives what must not happen the chance to happen: a whole request of somebody else.
    void settle()
    {
        FakeFhirServer other;
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(other.baseUrl())));
        QTRY_VERIFY(reply->isFinished());
    }

    MockClock clock;
    FakeFhirServer server;

private:
    QNetworkAccessManager m_network;
    std::unique_ptr<FhirClient> m_client;
};

} // namespace Tbs::Test
