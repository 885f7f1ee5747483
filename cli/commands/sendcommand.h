// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../sending/notificationsender.h"
#include "../sending/samplenotification.h"
#include "command.h"

#include <QCoreApplication>
#include <QStringList>

namespace Tbs::Cli {

/// `tbs send URL`
class SendCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::SendCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void declare(OptionSet &options) override;
    [[nodiscard]] QString usageMistake() const override;
    [[nodiscard]] ExitCode run(const Console &console) override;

private:
    void declareNotification(OptionSet &options);
    void declareSending(OptionSet &options);
    [[nodiscard]] Result<SenderOptions> senderOptions() const;
    /// What is sent: sample notifications, or the files.
    [[nodiscard]] Result<NotificationSender::Source> source(const Clock &clock) const;
    [[nodiscard]] Result<NotificationSender::Source> fileSource() const;

    QStringList m_urls;
    QStringList m_files;
    std::optional<FhirVersion> m_fhirVersion;
    SampleOptions m_sample;
    std::optional<qint64> m_count;
    std::optional<qint64> m_events;
    std::optional<qint64> m_startNumber;
    double m_rate = 0;
    std::optional<qint64> m_concurrency;
    bool m_retry = false;
    std::optional<std::chrono::milliseconds> m_retryFor;
    std::optional<std::chrono::milliseconds> m_timeout;
    QString m_tokenFile;
    QString m_tokenVariable;
    QString m_tokenHeader = QStringLiteral("X-Api-Key");
    bool m_summary = false;
};

} // namespace Tbs::Cli
