// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "namedvalues.h"

#include "secret.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

QString namedValuesMistake(const QString &option, const QStringList &values, const QStringList &variables)
{
    for (const auto &value : values) {
        if (value.indexOf(u':') <= 0) {
            return QCoreApplication::translate("Tbs::Cli", "%1: '%2' is not 'NAME: VALUE'").arg(option, value);
        }
    }
    for (const auto &variable : variables) {
        if (variable.indexOf(u'=') <= 0) {
            return QCoreApplication::translate("Tbs::Cli", "%1-env: '%2' is not NAME=VARIABLE").arg(option, variable);
        }
    }
    return {};
}

Result<QList<ConfiguredHeader>> namedValues(const QStringList &values, const QStringList &variables)
{
    QList<ConfiguredHeader> headers;
    for (const auto &value : values) {
        headers.append({value.section(u':', 0, 0).trimmed(),
                        {ConfiguredSecret::Origin::Inline, value.section(u':', 1).trimmed(), {}}});
    }
    for (const auto &variable : variables) {
        const auto secret = readSecret({}, variable.section(u'=', 1));
        if (!secret) {
            return failure(secret.error());
        }
        headers.append({variable.section(u'=', 0, 0).trimmed(), *secret});
    }
    return headers;
}

} // namespace Tbs::Cli
