// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "recordingwebhook.h"

#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

RecordingWebhook::RecordingWebhook()
    : m_listener([this](HttpRequest request, const HttpReply &reply) {
        QMetaObject::invokeMethod(this, [this, request = std::move(request), reply] { onRequest(request, reply); });
    })
{
    setAnswer(200);
    const auto listening = m_listener.listen({});
    if (!listening) {
        qFatal("%s", qUtf8Printable(listening.error().toString()));
    }
}

RecordingWebhook::~RecordingWebhook()
{
    m_waiting.clear();
    m_listener.close(std::chrono::milliseconds(0));
}

QUrl RecordingWebhook::url() const
{
    return QUrl(u"http://127.0.0.1:%1/hook"_s.arg(m_listener.port()));
}

void RecordingWebhook::setAnswer(int status, const QByteArray &body)
{
    m_answer = {.status = status, .body = body, .headers = {}};
}

void RecordingWebhook::setSilent(bool silent)
{
    m_isSilent = silent;
    if (!silent) {
        for (const auto &reply : std::exchange(m_waiting, {})) {
            answer(reply);
        }
    }
}

void RecordingWebhook::onRequest(const HttpRequest &request, const HttpReply &reply)
{
    if (request.path == "/unrecorded") {
        reply.send({});
        return;
    }
    m_requests.append(request);
    if (m_isSilent) {
        m_waiting.append(reply);
        return;
    }
    answer(reply);
}

void RecordingWebhook::answer(const HttpReply &reply)
{
    auto response = m_answer;
    if (!m_nextStatuses.isEmpty()) {
        response.status = m_nextStatuses.takeFirst();
    }
    reply.send(response);
}

qsizetype RecordingWebhook::count(NotificationType type) const
{
    qsizetype result = 0;
    for (qsizetype i = 0; i < m_requests.size(); ++i) {
        result += notification(i).statuses.first().type == type ? 1 : 0;
    }
    return result;
}

Notification RecordingWebhook::notification(qsizetype index) const
{
    auto decoded = readNotification(m_requests.at(index).body);
    if (!decoded) {
        QTest::qFail(qPrintable(decoded.error().toString()), __FILE__, __LINE__);
        Notification none;
        none.statuses.append(SubscriptionStatus());
        return none;
    }
    return std::move(decoded->value);
}

QJsonObject RecordingWebhook::json(qsizetype index) const
{
    return QJsonDocument::fromJson(m_requests.at(index).body).object();
}

QList<quint64> RecordingWebhook::eventNumbers() const
{
    QList<quint64> numbers;
    for (qsizetype i = 0; i < m_requests.size(); ++i) {
        const auto status = notification(i).statuses.first();
        if (status.type != NotificationType::EventNotification) {
            continue;
        }
        for (const auto &event : status.notificationEvents) {
            numbers.append(event.eventNumber ? event.eventNumber->value() : 0);
        }
    }
    return numbers;
}

} // namespace Tbs::Test
