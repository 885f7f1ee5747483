// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings_p.h"
#include "tlsprobe_p.h"

#include <Tbs/client/tlserrortext_p.h>
#include <Tbs/support/futures.h>
#include <Tbs/support/text_p.h>

#include <QSslSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString nameOf(const QStringList &names)
{
    return names.isEmpty() ? Text::tr("(no name)") : names.join(u", "_s);
}

/// `fhir.example.org (of Some Authority)`, for each that was served.
QString describe(const QList<QSslCertificate> &chain)
{
    QStringList texts;
    for (const auto &certificate : chain) {
        texts.append(
            u"%1 (%2)"_s.arg(nameOf(certificate.subjectInfo(QSslCertificate::CommonName)),
                             Text::tr("of %1").arg(nameOf(certificate.issuerInfo(QSslCertificate::CommonName)))));
    }
    return texts.join(u" - "_s);
}

QString dateText(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

Finding judgeUntrusted(const TlsFacts &facts, const QString &subject)
{
    QStringList advice;
    if (facts.expired > 0) {
        advice << Text::tr("Have the server's certificate renewed. If it should still be good, set the clock of this "
                           "machine");
    }
    if (facts.objections.size() > facts.expired) {
        advice << Text::tr("Give the authority that issued it (server.tls.ca, --ca-file), or have the server send its "
                           "whole chain and a certificate for this name");
    }
    return failed(u"tls"_s, subject,
                  Text::tr("Its certificate is not trusted: %1. It showed %2")
                      .arg(facts.objections.join(u"; "_s), describe(facts.chain)),
                  advice.join(u". "_s));
}

} // namespace

QFuture<TlsFacts> probeTls(const QUrl &url, const QSslConfiguration &tls, std::chrono::milliseconds timeout,
                           QObject *context)
{
    constexpr quint16 standardPort = 443;
    auto *socket = new QSslSocket(context);
    const SharedPromise<TlsFacts> promise;
    const auto facts = std::make_shared<TlsFacts>();
    const auto finish = [socket, promise, facts] {
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
        promise.finish(*facts);
    };
    QObject::connect(socket, &QSslSocket::sslErrors, socket, [socket, facts](const QList<QSslError> &errors) {
        for (const auto &error : errors) {
            if (const auto text = tlsErrorText(error); !facts->objections.contains(text)) {
                facts->objections.append(text);
                facts->expired += error.error() == QSslError::CertificateExpired ? 1 : 0;
            }
        }
        socket->ignoreSslErrors(); // nothing is sent; it is only looked at
    });
    QObject::connect(socket, &QSslSocket::encrypted, socket, [socket, facts, finish] {
        facts->isEncrypted = true;
        facts->chain = socket->peerCertificateChain();
        finish();
    });
    QObject::connect(socket, &QSslSocket::errorOccurred, socket, [socket, facts, finish] {
        facts->error = socket->errorString();
        finish();
    });
    auto *timer = new QTimer(socket); // of the socket, so that the promise goes with it
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, socket, [facts, finish] {
        facts->error = Text::tr("no answer in time");
        finish();
    });
    timer->start(timeout);
    auto configuration = tls;
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    socket->setSslConfiguration(configuration);
    socket->connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(standardPort)));
    return promise.future();
}

Finding judgeTls(const TlsFacts &facts, const QString &subject, const QDateTime &now)
{
    const auto check = u"tls"_s;
    constexpr qint64 soon = 21; // days
    if (!facts.isEncrypted) {
        return failed(check, subject, Text::tr("No secure connection can be made: %1").arg(facts.error),
                      Text::tr("Does it speak TLS at this port? Does it ask for a client certificate?"));
    }
    if (!facts.objections.isEmpty()) {
        return judgeUntrusted(facts, subject);
    }
    const auto expiry = facts.chain.isEmpty() ? QDateTime() : facts.chain.constFirst().expiryDate();
    const auto days = now.daysTo(expiry);
    if (expiry.isValid() && days < soon) {
        return warning(check, subject, Text::tr("Its certificate expires in %1 days").arg(days),
                       Text::tr("Have it renewed"));
    }
    return ok(check, subject, Text::tr("Its certificate is trusted until %1").arg(dateText(expiry)));
}

} // namespace Tbs
