// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/finding.h>

#include <QDateTime>
#include <QFuture>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QUrl>

#include <chrono>

namespace Tbs {

/// What a server shows of itself when a secure connection is made.
struct TlsFacts
{
    bool isEncrypted = false; ///< a connection could be made, trusted or not
    QString error; ///< why none could be made
    QList<QSslCertificate> chain; ///< as it was served, the server's own first
    QStringList objections; ///< why it is not trusted
    qsizetype expired = 0; ///< so many of the objections are that a certificate expired
};

/// Connects to the host of \a url and closes again; nothing is sent. Finishes in the thread of \a context; cancelled
/// when that goes before.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QFuture<TlsFacts> probeTls(const QUrl &url, const QSslConfiguration &tls,
                                                                  std::chrono::milliseconds timeout, QObject *context);

/// \a subject: whose certificate it is. \a now: UTC. Pure.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Finding judgeTls(const TlsFacts &facts, const QString &subject,
                                                        const QDateTime &now);

} // namespace Tbs
