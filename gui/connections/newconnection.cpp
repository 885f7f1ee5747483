// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "newconnection.h"

#include "../backend/sandboxsource.h"

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

Connection newConnection(const QString &name)
{
    Connection connection{.name = name};
    connection.configuration.manageSubscriptions.enabled = true;
    connection.configuration.handleDeliveryErrors.enabled = true;
    return connection;
}

Connection sandboxConnection(const QString &name)
{
    auto connection = newConnection(name);
    connection.server = Connection::Server::Sandbox;
    for (const auto &definition : SandboxSource::definitions()) {
        connection.configuration.subscriptions.append({.definition = definition});
    }
    return connection;
}

QUrl localUrl(const WebhookConfiguration &webhook)
{
    if (webhook.port == 0) {
        return {};
    }
    QUrl url;
    url.setScheme(webhook.tls.certificate.isEmpty() ? u"http"_s : u"https"_s);
    const bool isEverywhere = webhook.address == QHostAddress(QHostAddress::Any)
        || webhook.address == QHostAddress(QHostAddress::AnyIPv6)
        || webhook.address == QHostAddress(QHostAddress::AnyIPv4);
    url.setHost(isEverywhere ? QHostAddress(QHostAddress::LocalHost).toString() : webhook.address.toString());
    url.setPort(webhook.port);
    return url;
}

Configuration withPublicUrl(Configuration configuration)
{
    if (configuration.webhook.publicUrl.isEmpty()) {
        const auto local = localUrl(configuration.webhook);
        configuration.webhook.publicUrl = local.isEmpty() ? QUrl(u"http://127.0.0.1"_s) : local;
    }
    return configuration;
}

} // namespace Tbs::Gui
