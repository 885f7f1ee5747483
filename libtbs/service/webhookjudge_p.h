// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/service/finding.h>
#include <Tbs/service/webhookprobe.h>

#include <QCoreApplication>

namespace Tbs {

/// Judges where a server is to send notifications. Pure.
class TBS_CORE_AUTOTEST_EXPORT WebhookJudge
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::WebhookJudge)

public:
    explicit WebhookJudge(Configuration configuration);

    /// The public URL and the token, as they are written.
    [[nodiscard]] QList<Finding> judgeConfiguration() const;
    /// Whether the public URL's host has addresses; \a error: why it has none.
    [[nodiscard]] Finding judgeAddresses(const QList<QHostAddress> &addresses, const QString &error) const;
    [[nodiscard]] Finding judgeAnswer(const QString &webhookId, const WebhookAnswer &answer) const;

    /// Whether the addresses of \a host are to be asked for: it is a name, and not that of this machine.
    [[nodiscard]] static bool isName(const QString &host);

private:
    [[nodiscard]] QList<Finding> judgeUrl() const;
    [[nodiscard]] Finding judgeToken() const;

    Configuration m_configuration;
};

} // namespace Tbs
