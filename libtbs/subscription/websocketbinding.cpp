// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketbinding_p.h"

#include <Tbs/codec/timestamp_p.h>

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// The texts of all parameters called \a name, whatever their type: servers disagree about it.
QStringList valuesOf(const QJsonObject &parameters, QLatin1StringView name)
{
    QStringList values;
    const auto elements = parameters["parameter"_L1].toArray();
    for (const auto &element : elements) {
        const auto parameter = element.toObject();
        if (parameter["name"_L1].toString() != name) {
            continue;
        }
        for (auto member = parameter.begin(); member != parameter.end(); ++member) {
            const auto value = member.value().isObject() ? member.value()["reference"_L1] : member.value();
            if (member.key().startsWith("value"_L1) && !value.toString().isEmpty()) {
                values.append(value.toString());
            }
        }
    }
    return values;
}

tl::unexpected<Error> wrong(const char *message)
{
    return failure(Error::Kind::BadData, QCoreApplication::translate("Tbs", message), u"Parameters.parameter"_s);
}

} // namespace

Result<WebSocketBinding> readWebSocketBinding(const QJsonObject &parameters)
{
    if (parameters["resourceType"_L1].toString() != "Parameters"_L1) {
        return wrong(QT_TRANSLATE_NOOP("Tbs", "The answer holds no Parameters with a binding token"));
    }
    WebSocketBinding binding;
    binding.token = valuesOf(parameters, "token"_L1).value(0);
    if (binding.token.isEmpty()) {
        return wrong(QT_TRANSLATE_NOOP("Tbs", "There is no binding token in the answer"));
    }
    binding.url = QUrl(valuesOf(parameters, "websocket-url"_L1).value(0), QUrl::StrictMode);
    const bool isWebSocket = binding.url.scheme() == "ws"_L1 || binding.url.scheme() == "wss"_L1;
    if (!isWebSocket || binding.url.host().isEmpty()) {
        return wrong(QT_TRANSLATE_NOOP("Tbs", "There is no ws or wss address (websocket-url) in the answer"));
    }
    const auto expiration = parseTimestamp(valuesOf(parameters, "expiration"_L1).value(0).toUtf8());
    if (expiration) {
        binding.expiration = expiration->utc;
    }
    binding.subscriptions = valuesOf(parameters, "subscription"_L1);
    return binding;
}

} // namespace Tbs
