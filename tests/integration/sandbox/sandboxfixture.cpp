// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxfixture.h"

#include "waiting.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

SandboxFixture::SandboxFixture(const QString &wireProfile, int retainedEvents)
    : server(clock)
{
    const auto listening = server.listen({.wireProfile = wireProfile, .retainedEvents = retainedEvents});
    if (!listening) {
        qFatal("%s", qUtf8Printable(listening.error().toString()));
    }
}

FhirAnswer SandboxFixture::request(const QByteArray &method, const QString &path, const QJsonObject &body,
                                   const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    QNetworkRequest request(QUrl(u"http://127.0.0.1:%1"_s.arg(server.port()) + path));
    if (!body.isEmpty()) {
        request.setRawHeader("Content-Type", "application/fhir+json");
    }
    for (const auto &[name, value] : headers) {
        request.setRawHeader(name, value);
    }
    const auto bytes = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, bytes));
    if (!waitUntil([&] { return reply->isFinished(); })) {
        QTest::qFail("no answer", __FILE__, __LINE__);
        return {};
    }
    return {.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            .body = QJsonDocument::fromJson(reply->readAll()).object(),
            .location = reply->rawHeader("Location"),
            .eTag = reply->rawHeader("ETag"),
            .allow = reply->rawHeader("Allow")};
}

Subscription SandboxFixture::subscription(PayloadContent content) const
{
    Subscription subscription;
    subscription.reason = u"test"_s;
    subscription.topic = SandboxServer::sampleTopic();
    subscription.endpoint = webhook.url();
    subscription.contentType = u"application/fhir+json"_s;
    subscription.content = content;
    return subscription;
}

QString SandboxFixture::create(FhirVersion version, const Subscription &subscription,
                               const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    const auto answer = request("POST", basePath(version) + u"/Subscription"_s,
                                codecFor(version).writeSubscription(subscription), headers);
    if (answer.status != 201) {
        QTest::qFail(QJsonDocument(answer.body).toJson(QJsonDocument::Compact).constData(), __FILE__, __LINE__);
    }
    return answer.body["id"_L1].toString();
}

QString SandboxFixture::createActive(FhirVersion version, const Subscription &subscription)
{
    const auto id = create(version, subscription);
    if (!waitUntil([&] { return status(version, id) == "active"_L1; })) {
        QTest::qFail("not active", __FILE__, __LINE__);
    }
    webhook.clear();
    return id;
}

QString SandboxFixture::status(FhirVersion version, const QString &id)
{
    return request("GET", basePath(version) + u"/Subscription/"_s + id).body["status"_L1].toString();
}

void SandboxFixture::settle()
{
    for (int i = 0; i < 3; ++i) {
        request("GET", u"/$sandbox/state"_s);
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(webhook.unrecordedUrl())));
        if (!waitUntil([&] { return reply->isFinished(); })) {
            QTest::qFail("no answer", __FILE__, __LINE__);
        }
    }
}

QString basePath(FhirVersion version)
{
    return u'/' + toCode(version).toLower();
}

} // namespace Tbs::Test
