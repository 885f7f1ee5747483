// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/codec/codec.h>
#include <Tbs/webhook/httplistener.h>

#include <QJsonObject>

namespace Tbs::Test {

/// A webhook that records what it gets and answers what it is told to. Its slots run in the thread that made it.
class RecordingWebhook : public QObject
{
    Q_OBJECT

public:
    RecordingWebhook();
    ~RecordingWebhook() override;

    [[nodiscard]] QUrl url() const;
    /// Answered at once and not recorded.
    [[nodiscard]] QUrl unrecordedUrl() const { return url().resolved(QUrl(QStringLiteral("/unrecorded"))); }

    /// The answer from now on.
    void setAnswer(int status, const QByteArray &body = R"({"resourceType":"Bundle","type":"transaction-response"})");
    /// The statuses of the next answers; afterwards that of setAnswer().
    void setNextStatuses(const QList<int> &statuses) { m_nextStatuses = statuses; }
    /// Answers nothing until false is set; then what waits is answered.
    void setSilent(bool silent);

    [[nodiscard]] const QList<HttpRequest> &requests() const { return m_requests; }
    [[nodiscard]] qsizetype count() const { return m_requests.size(); }
    /// How many notifications of that type came.
    [[nodiscard]] qsizetype count(NotificationType type) const;
    /// Fails the test when the request is not a notification.
    [[nodiscard]] Notification notification(qsizetype index) const;
    [[nodiscard]] QJsonObject json(qsizetype index) const;
    /// The event numbers of all event notifications, in the order of arrival.
    [[nodiscard]] QList<quint64> eventNumbers() const;
    void clear() { m_requests.clear(); }

private:
    void onRequest(const HttpRequest &request, const HttpReply &reply);
    void answer(const HttpReply &reply);

    HttpListener m_listener;
    QList<HttpRequest> m_requests;
    QList<HttpReply> m_waiting;
    QList<int> m_nextStatuses;
    HttpResponse m_answer;
    bool m_isSilent = false;
};

} // namespace Tbs::Test
