// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectionfile.h"

#include "connectionsecrets.h"

#include <Tbs/service/configurationdraft.h>
#include <Tbs/service/configurationwriter.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Origin = ConfiguredSecret::Origin;

constexpr QByteArrayView headStart = "#tbs-gui ";
constexpr auto keptPrefix = "tbs-gui:"_L1; ///< no variable of an environment is called so by anybody
constexpr auto sandboxName = "sandbox"_L1;
constexpr auto configuredName = "configured"_L1;

class ConnectionFile
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::ConnectionFile)
};

QJsonObject headOf(const SavedConnection &saved)
{
    const auto &connection = saved.connection;
    const bool isSandbox = connection.server == Connection::Server::Sandbox;
    return {{u"name"_s, connection.name},
            {u"server"_s, isSandbox ? sandboxName : configuredName},
            {u"suspended"_s, QJsonArray::fromStringList(connection.suspended)},
            {u"position"_s, saved.position}};
}

std::optional<SavedConnection> fromHead(const QByteArray &json)
{
    const auto head = QJsonDocument::fromJson(json).object();
    const auto server = head.value(u"server"_s).toString();
    if (!head.value(u"name"_s).isString() || !head.value(u"suspended"_s).isArray()
        || (server != sandboxName && server != configuredName)) {
        return std::nullopt;
    }
    SavedConnection saved;
    saved.connection.name = head.value(u"name"_s).toString();
    saved.connection.server = server == sandboxName ? Connection::Server::Sandbox : Connection::Server::Configured;
    const auto suspended = head.value(u"suspended"_s).toArray();
    for (const auto &webhookId : suspended) {
        saved.connection.suspended << webhookId.toString();
    }
    saved.position = head.value(u"position"_s).toInt();
    return saved;
}

} // namespace

QByteArray writeConnection(const SavedConnection &saved)
{
    auto configuration = saved.connection.configuration;
    for (const auto &secret : secretsOf(configuration)) {
        if (secret.secret->origin == Origin::Inline) {
            *secret.secret = {Origin::Environment, {}, keptPrefix + secret.name};
        }
    }
    return headStart.toByteArray() + QJsonDocument(headOf(saved)).toJson(QJsonDocument::Compact) + '\n'
        + writeConfiguration(configuration);
}

tl::expected<SavedConnection, QList<Error>> readConnection(const QByteArray &text, const QString &id,
                                                           const QString &fileName, const QDateTime &now)
{
    const auto end = text.indexOf('\n');
    std::optional<SavedConnection> saved;
    if (text.startsWith(headStart) && end > 0) {
        saved = fromHead(text.mid(headStart.size(), end - headStart.size()));
    }
    if (!saved) {
        return tl::unexpected(QList<Error>{{Error::Kind::BadData,
                                            ConnectionFile::tr("The first line does not say which connection this is"),
                                            fileName + u":1"_s}});
    }
    auto configuration = readConfigurationDraft(text, fileName, now);
    if (!configuration) {
        return tl::unexpected(configuration.error());
    }
    for (const auto &secret : secretsOf(*configuration)) {
        if (secret.secret->origin == Origin::Environment && secret.secret->source.startsWith(keptPrefix)) {
            *secret.secret = {Origin::Inline, {}, {}};
        }
    }
    for (auto &subscription : configuration->subscriptions) {
        subscription.definition.location.clear();
    }
    saved->connection.id = id;
    saved->connection.configuration = std::move(*configuration);
    return *saved;
}

} // namespace Tbs::Gui
