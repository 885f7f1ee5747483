// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationsections_p.h"

#include <Tbs/client/loopback_p.h>
#include <Tbs/subscription/serverprofile.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Type = ServerAuthentication::Type;

constexpr std::array<std::pair<QLatin1StringView, Type>, 6> types{{
    {"none"_L1, Type::None},
    {"basic"_L1, Type::Basic},
    {"bearer"_L1, Type::Bearer},
    {"header"_L1, Type::Header},
    {"oauth2"_L1, Type::OAuth2},
    {"smart"_L1, Type::Smart},
}};

constexpr std::array<std::pair<QLatin1StringView, ClientSecretMethod>, 2> secretMethods{{
    {"client_secret_basic"_L1, ClientSecretMethod::Basic},
    {"client_secret_post"_L1, ClientSecretMethod::Post},
}};

/// The keys that go with a type, secrets by their plain name.
struct KeysOfType
{
    QStringList required;
    QStringList optional;
};

KeysOfType keysOf(Type type)
{
    switch (type) {
    case Type::None:
        return {};
    case Type::Basic:
        return {{u"username"_s, u"password"_s}, {u"headers"_s}};
    case Type::Bearer:
        return {{u"token"_s}, {u"headers"_s}};
    case Type::Header:
        return {{u"headers"_s}, {}};
    case Type::OAuth2:
        return {{u"tokenUrl"_s, u"clientId"_s, u"clientSecret"_s},
                {u"tokenEndpointAuthMethod"_s, u"scopes"_s, u"headers"_s}};
    case Type::Smart:
        return {{u"clientId"_s, u"privateKeyFile"_s, u"keyId"_s},
                {u"tokenUrl"_s, u"jwksUrl"_s, u"scopes"_s, u"headers"_s}};
    }
    return {};
}

/// The spelling of \a key that is there: itself or, for secrets, with File or Env.
QString presentSpelling(const ConfigurationMapping &mapping, const QString &key)
{
    using Origin = ConfiguredSecret::Origin;
    for (const auto origin : {Origin::Inline, Origin::File, Origin::Environment}) {
        if (const auto spelling = secretKey(key, origin); mapping.has(spelling)) {
            return spelling;
        }
    }
    return {};
}

void checkKeysOfType(ConfigurationMapping &mapping, Type type)
{
    const auto keys = keysOf(type);
    const auto typeName = QString(types.at(static_cast<std::size_t>(type)).first);
    for (const auto &key : keys.required) {
        if (presentSpelling(mapping, key).isEmpty()) {
            mapping.addMistake(key, ConfigurationMapping::tr("is missing: type %1 needs it").arg(typeName));
        }
    }
    for (const auto &key :
         {u"username"_s, u"password"_s, u"token"_s, u"headers"_s, u"tokenUrl"_s, u"clientId"_s, u"clientSecret"_s,
          u"tokenEndpointAuthMethod"_s, u"scopes"_s, u"privateKeyFile"_s, u"keyId"_s, u"jwksUrl"_s}) {
        const auto spelling = presentSpelling(mapping, key);
        if (!spelling.isEmpty() && !keys.required.contains(key) && !keys.optional.contains(key)) {
            mapping.addMistake(spelling, ConfigurationMapping::tr("does not go with type %1").arg(typeName));
        }
    }
}

/// Types other than header make this header themselves.
void checkAuthorizationHeader(ConfigurationMapping &mapping, Type type)
{
    const auto *headers = mapping.node(u"headers"_s);
    if (!headers || type == Type::Header || type == Type::None) {
        return;
    }
    for (const auto &entry : headers->entries) {
        if (entry.key.compare("Authorization"_L1, Qt::CaseInsensitive) == 0) {
            const auto path = mapping.pathOf(u"headers"_s) + u'.' + entry.key;
            mapping.context().addMistake(path,
                                         {entry.line,
                                          ConfigurationMapping::tr("`%1`: type %2 sends this header itself")
                                              .arg(path, QString(types.at(static_cast<std::size_t>(type)).first))});
        }
    }
}

/// A URL that nobody on the way can read or change.
QUrl readSafeUrl(ConfigurationMapping &mapping, const QString &key)
{
    const auto url = mapping.url(key).value_or(QUrl());
    if (url.scheme() == "http"_L1 && !isLoopback(url)) {
        mapping.addMistake(key, ConfigurationMapping::tr("is to be https (http on this machine only)"));
    }
    return url;
}

QString readUsername(ConfigurationMapping &mapping)
{
    const auto key = u"username"_s;
    auto username = mapping.text(key).value_or(QString());
    if (username.contains(u':')) {
        mapping.addMistake(key, ConfigurationMapping::tr("contains a colon, which basic authentication cannot carry"));
    }
    return username;
}

ServerAuthentication readAuthentication(const ConfigurationNode &node, const QString &path, int line,
                                        ConfigurationContext &context)
{
    ConfigurationMapping mapping(node, path, line, context);
    ServerAuthentication result;
    const auto type = mapping.code(u"type"_s, types);
    result.type = type.value_or(Type::None);
    result.username = readUsername(mapping);
    result.password = mapping.secret(u"password"_s);
    result.token = mapping.secret(u"token"_s);
    result.headers = mapping.headers(u"headers"_s);
    result.tokenUrl = readSafeUrl(mapping, u"tokenUrl"_s);
    result.clientId = mapping.text(u"clientId"_s).value_or(QString());
    result.clientSecret = mapping.secret(u"clientSecret"_s);
    result.clientSecretMethod =
        mapping.code(u"tokenEndpointAuthMethod"_s, secretMethods).value_or(result.clientSecretMethod);
    result.scopes = mapping.textList(u"scopes"_s);
    result.privateKeyFile = mapping.readableFile(u"privateKeyFile"_s, true).value_or(QString());
    result.keyId = mapping.text(u"keyId"_s).value_or(QString());
    result.jwksUrl = readSafeUrl(mapping, u"jwksUrl"_s);
    if (type) {
        checkKeysOfType(mapping, *type);
        checkAuthorizationHeader(mapping, *type);
    } else if (!mapping.has(u"type"_s) && node.kind == ConfigurationNode::Kind::Mapping) {
        mapping.addMistake(u"type"_s,
                           ConfigurationMapping::tr("is missing: none, basic, bearer, header, oauth2 or smart"));
    }
    return result;
}

ServerTlsConfiguration readTls(const ConfigurationNode &node, const QString &path, int line,
                               ConfigurationContext &context)
{
    const auto certificate = u"certificate"_s;
    const auto key = u"key"_s;
    ConfigurationMapping mapping(node, path, line, context);
    ServerTlsConfiguration tls{.certificate = mapping.readableFile(certificate, false).value_or(QString()),
                               .key = mapping.readableFile(key, true).value_or(QString()),
                               .ca = mapping.readableFile(u"ca"_s, false).value_or(QString())};
    if (mapping.has(certificate) != mapping.has(key)) {
        mapping.addMistake(mapping.has(key) ? certificate : key,
                           ConfigurationMapping::tr("is missing: a client certificate needs certificate and key"));
    }
    return tls;
}

} // namespace

ServerConfiguration readServer(const ConfigurationNode &node, int line, ConfigurationContext &context)
{
    ConfigurationMapping mapping(node, u"server"_s, line, context);
    ServerConfiguration server;
    server.baseUrl = mapping.url(u"baseUrl"_s).value_or(QUrl());
    if (const auto profile = mapping.text(u"profile"_s)) {
        server.profile = *profile;
        if (!serverProfileNames().contains(*profile)) {
            mapping.addUnknownCode(u"profile"_s, *profile, serverProfileNames());
        }
    }
    const auto auth = u"auth"_s;
    if (const auto *authentication = mapping.node(auth)) {
        server.authentication =
            readAuthentication(*authentication, mapping.pathOf(auth), mapping.lineOf(auth), context);
        if (server.authentication.type != Type::None && !mapping.has(u"baseUrl"_s)) {
            mapping.addMistake(u"baseUrl"_s, ConfigurationMapping::tr("is missing: it says where to sign in"));
        }
    }
    const auto tls = u"tls"_s;
    if (const auto *files = mapping.node(tls)) {
        server.tls = readTls(*files, mapping.pathOf(tls), mapping.lineOf(tls), context);
    }
    return server;
}

} // namespace Tbs
