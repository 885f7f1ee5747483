// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "tlserrortext_p.h"

#include <Tbs/support/text_p.h>

#include <QDateTime>
#include <QSslCertificate>
#include <QSslError>

using namespace Qt::StringLiterals;

namespace Tbs {

QString tlsErrorText(const QSslError &error)
{
    if (error.error() != QSslError::CertificateExpired) {
        return error.errorString();
    }
    const auto certificate = error.certificate();
    return Text::tr("the certificate of %1 expired on %2")
        .arg(certificate.subjectInfo(QSslCertificate::CommonName).join(u", "_s),
             certificate.expiryDate().toUTC().date().toString(Qt::ISODate));
}

} // namespace Tbs
