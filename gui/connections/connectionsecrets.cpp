// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectionsecrets.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Origin = ConfiguredSecret::Origin;

class Secrets
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::Secrets)

public:
    explicit Secrets(Configuration &configuration)
    {
        addServer(configuration.server.authentication);
        addWebhook(configuration.webhook);
        for (auto &subscription : configuration.subscriptions) {
            addSubscription(subscription);
        }
    }

    [[nodiscard]] QList<NamedSecret> take() { return std::move(m_secrets); }

private:
    void addServer(ServerAuthentication &authentication);
    void addWebhook(WebhookConfiguration &webhook);
    void addSubscription(SubscriptionConfiguration &subscription);
    void add(const QString &name, const QString &variable, const QString &description, ConfiguredSecret &secret);
    [[nodiscard]] QString unique(const QString &variable);

    QList<NamedSecret> m_secrets;
    QSet<QString> m_variables;
};

void Secrets::addServer(ServerAuthentication &authentication)
{
    add(u"server.auth.password"_s, u"server password"_s, tr("Password for the FHIR server"), authentication.password);
    add(u"server.auth.token"_s, u"server token"_s, tr("Token for the FHIR server"), authentication.token);
    add(u"server.auth.clientSecret"_s, u"server client secret"_s, tr("Client secret for the authorization server"),
        authentication.clientSecret);
    for (auto &[name, value] : authentication.headers) {
        add(u"server.auth.headers."_s + name, u"server header "_s + name, tr("Header %1 for the FHIR server").arg(name),
            value);
    }
}

void Secrets::addWebhook(WebhookConfiguration &webhook)
{
    add(u"webhook.token"_s, u"webhook token"_s, tr("Token that senders of notifications have to show"), webhook.token);
    add(u"webhook.signatureSecret"_s, u"webhook signature secret"_s, tr("Key of the signatures of notifications"),
        webhook.signatureSecret);
}

void Secrets::addSubscription(SubscriptionConfiguration &subscription)
{
    const auto &definition = subscription.definition;
    const auto id = definition.webhookId.isEmpty() ? defaultWebhookId(definition) : definition.webhookId;
    for (auto &[name, value] : subscription.headers) {
        add(u"subscriptions.%1.sentHeaders.%2"_s.arg(id, name), u"%1 sent header %2"_s.arg(id, name),
            tr("Header %1 of notifications for %2").arg(name, id), value);
    }
    for (auto &[name, value] : subscription.handler.headers) {
        add(u"subscriptions.%1.headers.%2"_s.arg(id, name), u"%1 header %2"_s.arg(id, name),
            tr("Header %1 of what the handler of %2 forwards").arg(name, id), value);
    }
}

void Secrets::add(const QString &name, const QString &variable, const QString &description, ConfiguredSecret &secret)
{
    if (secret.isSet()) {
        m_secrets.append({name, unique(variable), description, &secret});
    }
}

/// `TBS_SERVER_HEADER_X_KEY` of `server header X-Key`.
QString Secrets::unique(const QString &variable)
{
    static const QRegularExpression other(u"[^A-Z0-9]+"_s);
    const auto name = u"TBS_"_s + variable.toUpper().replace(other, u"_"_s);
    auto result = name;
    for (int number = 2; m_variables.contains(result); ++number) {
        result = u"%1_%2"_s.arg(name).arg(number);
    }
    m_variables.insert(result);
    return result;
}

} // namespace

QList<NamedSecret> secretsOf(Configuration &configuration)
{
    return Secrets(configuration).take();
}

SecretValues inlineSecrets(const Configuration &configuration)
{
    auto copy = configuration;
    SecretValues values;
    for (const auto &secret : secretsOf(copy)) {
        if (secret.secret->origin == Origin::Inline) {
            values.insert(secret.name, secret.secret->value);
        }
    }
    return values;
}

Configuration withoutSecretValues(Configuration configuration)
{
    for (const auto &secret : secretsOf(configuration)) {
        secret.secret->value.clear();
    }
    return configuration;
}

QList<MissingSecret> fillInlineSecrets(Configuration &configuration, const SecretValues &values)
{
    QList<MissingSecret> missing;
    for (const auto &secret : secretsOf(configuration)) {
        if (secret.secret->origin != Origin::Inline || !secret.secret->value.isEmpty()) {
            continue;
        }
        secret.secret->value = values.value(secret.name);
        if (secret.secret->value.isEmpty()) {
            missing.append({secret.name, secret.description});
        }
    }
    return missing;
}

QByteArray toJson(const SecretValues &values)
{
    QJsonObject object;
    for (auto it = values.begin(); it != values.end(); ++it) {
        object.insert(it.key(), it.value());
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<SecretValues> secretValuesFromJson(const QByteArray &json)
{
    const auto document = QJsonDocument::fromJson(json);
    if (!document.isObject()) {
        return std::nullopt;
    }
    const auto object = document.object();
    SecretValues values;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isString()) {
            return std::nullopt;
        }
        values.insert(it.key(), it.value().toString());
    }
    return values;
}

} // namespace Tbs::Gui
