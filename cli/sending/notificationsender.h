// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/clock.h>

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace Tbs::Cli {

struct SenderOptions
{
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    int concurrency = 1; ///< requests under way at one time
    double rate = 0; ///< notifications a second; 0: as fast as possible
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
    /// How long a notification is repeated until it is answered with 2xx; 0: it is sent once.
    std::chrono::milliseconds retryFor{0};
};

/// A notification on its way.
struct SentNotification
{
    QByteArray body;
    quint64 firstNumber = 0;
    int events = 0;
};

/// The answer to one request.
struct SenderAnswer
{
    SentNotification notification;
    int attempt = 1;
    int status = 0; ///< 0: there was none
    double milliseconds = 0;
    QByteArray body; ///< of an answer that is not 2xx
    QString error; ///< why there was none
    bool isAccepted = false;
    bool isFinal = true; ///< it will not be sent again
};

/// POSTs notifications as a FHIR server does: a fixed number at a time, again when they are not accepted.
/// Lives in one thread.
class NotificationSender : public QObject
{
    Q_OBJECT

public:
    /// The next notification, or nothing when all have been made.
    using Source = std::function<std::optional<SentNotification>()>;

    /// \a clock must outlive this.
    NotificationSender(Clock &clock, SenderOptions options, Source source, QObject *parent = nullptr);
    ~NotificationSender() override;

    void start();
    /// Sends nothing new and repeats nothing; finished() follows when the requests under way have ended.
    void stop();

Q_SIGNALS:
    void answered(const Tbs::Cli::SenderAnswer &answer);
    void finished();

private:
    struct Delivery
    {
        SentNotification notification;
        int attempt = 1;
        std::chrono::nanoseconds firstSent{0};
        QNetworkAccessManager *network = nullptr;
    };

    void sendMore();
    void send(const std::shared_ptr<Delivery> &delivery);
    void take(const std::shared_ptr<Delivery> &delivery, SenderAnswer answer);
    void release();
    [[nodiscard]] std::optional<std::chrono::milliseconds> waitForRate() const;

    Clock &m_clock;
    SenderOptions m_options;
    Source m_source;
    /// A manager opens six connections to a host, so there are several.
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_networks;
    std::chrono::nanoseconds m_started{0};
    quint64 m_sent = 0;
    int m_underWay = 0;
    bool m_exhausted = false;
    bool m_stopped = false;
    bool m_waiting = false;
    bool m_finished = false;
};

} // namespace Tbs::Cli
