// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationsender.h"

#include <QNetworkReply>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace Tbs::Cli {

namespace {

constexpr int connectionsPerManager = 6;
constexpr auto shortestRepeat = 50ms;
constexpr auto longestRepeat = 1000ms;

std::chrono::milliseconds waitAfter(int attempt)
{
    return std::min<std::chrono::milliseconds>(longestRepeat, shortestRepeat * (1 << std::min(attempt - 1, 8)));
}

} // namespace

NotificationSender::NotificationSender(Clock &clock, SenderOptions options, Source source, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_source(std::move(source))
{
    for (int connections = 0; connections < m_options.concurrency; connections += connectionsPerManager) {
        m_networks.push_back(std::make_unique<QNetworkAccessManager>());
    }
}

NotificationSender::~NotificationSender() = default;

void NotificationSender::start()
{
    m_started = m_clock.monotonic();
    sendMore();
}

void NotificationSender::stop()
{
    m_stopped = true;
    sendMore();
}

std::optional<std::chrono::milliseconds> NotificationSender::waitForRate() const
{
    if (m_options.rate <= 0) {
        return std::nullopt;
    }
    const std::chrono::duration<double> elapsed = m_clock.monotonic() - m_started;
    const auto wait = static_cast<double>(m_sent) / m_options.rate - elapsed.count();
    if (wait <= 0) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(static_cast<qint64>(std::ceil(wait * 1000)));
}

void NotificationSender::sendMore()
{
    while (!m_stopped && !m_exhausted && !m_waiting && m_underWay < m_options.concurrency) {
        if (const auto wait = waitForRate()) {
            m_waiting = true;
            m_clock.callAfter(*wait, this, [this] {
                m_waiting = false;
                sendMore();
            });
            break;
        }
        auto next = m_source();
        if (!next) {
            m_exhausted = true;
            break;
        }
        ++m_sent;
        ++m_underWay;
        const auto index = m_sent % m_networks.size();
        send(
            std::make_shared<Delivery>(Delivery{std::move(*next), 1, m_clock.monotonic(), m_networks.at(index).get()}));
    }
    if ((m_stopped || m_exhausted) && m_underWay == 0 && !std::exchange(m_finished, true)) {
        QMetaObject::invokeMethod(this, &NotificationSender::finished, Qt::QueuedConnection);
    }
}

void NotificationSender::send(const std::shared_ptr<Delivery> &delivery)
{
    QNetworkRequest request(m_options.url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/fhir+json"));
    for (const auto &[name, value] : m_options.headers) {
        request.setRawHeader(name, value);
    }
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(static_cast<int>(m_options.timeout.count()));
    const auto sent = m_clock.monotonic();
    auto *reply = delivery->network->post(request, delivery->notification.body);
    connect(reply, &QNetworkReply::finished, this, [this, delivery, reply, sent] {
        reply->deleteLater();
        SenderAnswer answer{.notification = delivery->notification, .attempt = delivery->attempt};
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.milliseconds = std::chrono::duration<double, std::milli>(m_clock.monotonic() - sent).count();
        answer.isAccepted = answer.status >= 200 && answer.status < 300;
        if (answer.status == 0) {
            answer.error = reply->errorString();
        } else if (!answer.isAccepted) {
            answer.body = reply->readAll();
        }
        take(delivery, std::move(answer));
    });
}

void NotificationSender::take(const std::shared_ptr<Delivery> &delivery, SenderAnswer answer)
{
    const bool inTime = m_clock.monotonic() - delivery->firstSent < m_options.retryFor;
    answer.isFinal = answer.isAccepted || m_stopped || !inTime;
    Q_EMIT answered(answer);
    if (answer.isFinal) {
        release();
        return;
    }
    m_clock.callAfter(waitAfter(delivery->attempt), this, [this, delivery] {
        if (m_stopped) {
            release();
            return;
        }
        ++delivery->attempt;
        send(delivery);
    });
}

void NotificationSender::release()
{
    --m_underWay;
    sendMore();
}

} // namespace Tbs::Cli
