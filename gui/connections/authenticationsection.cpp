// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "authenticationsection.h"

#include "../forms/fileedit.h"
#include "../forms/headersedit.h"
#include "../forms/secretedit.h"

#include <QComboBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Type = ServerAuthentication::Type;

QString typeText(Type type)
{
    switch (type) {
    case Type::None:
        return AuthenticationSection::tr("The server lets everybody in.");
    case Type::Basic:
        return AuthenticationSection::tr("User and password are sent with each request.");
    case Type::Bearer:
        return AuthenticationSection::tr("A token that somebody has given you is sent with each request.");
    case Type::Header:
        return AuthenticationSection::tr("HTTP headers of your choice are sent with each request.");
    case Type::OAuth2:
        return AuthenticationSection::tr("Tokens are fetched from an authorization server with a client secret, and "
                                         "renewed before they end.");
    case Type::Smart:
        return AuthenticationSection::tr("SMART Backend Services: tokens are fetched with a private key, whose public "
                                         "part the server knows.");
    }
    return {};
}

QLineEdit *lineEdit(const QString &name, const QString &placeholder = {})
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

} // namespace

AuthenticationSection::AuthenticationSection(QWidget *parent)
    : FormSection(parent)
    , m_type(new QComboBox)
    , m_username(lineEdit(u"username"_s))
    , m_password(new SecretEdit(u"password"_s))
    , m_token(new SecretEdit(u"serverToken"_s))
    , m_tokenUrl(lineEdit(u"tokenUrl"_s, u"https://auth.example.org/token"_s))
    , m_clientId(lineEdit(u"clientId"_s))
    , m_clientSecret(new SecretEdit(u"clientSecret"_s))
    , m_secretMethod(new QComboBox)
    , m_privateKey(new FileEdit(u"privateKey"_s))
    , m_keyId(lineEdit(u"keyId"_s))
    , m_jwksUrl(lineEdit(u"jwksUrl"_s, u"https://receiver.example.org/jwks.json"_s))
    , m_scopes(lineEdit(u"scopes"_s, u"system/Subscription.cruds system/SubscriptionTopic.rs"_s))
    , m_headers(new HeadersEdit(u"headers"_s, u"server.auth.headers"_s))
{
    makeType();
    makeFields();
    showType();
}

void AuthenticationSection::makeType()
{
    m_type->setObjectName(u"authenticationType"_s);
    const std::initializer_list<std::pair<Type, QString>> types{{Type::None, tr("none")},
                                                                {Type::Basic, tr("user and password (Basic)")},
                                                                {Type::Bearer, tr("token (Bearer)")},
                                                                {Type::Header, tr("headers")},
                                                                {Type::OAuth2, tr("OAuth 2.0 client credentials")},
                                                                {Type::Smart, tr("SMART Backend Services")}};
    for (const auto &[type, text] : types) {
        m_type->addItem(text, static_cast<int>(type));
    }
    m_type->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_typeText = addRow(tr("A&uthentication"), m_type, u"server.auth.type"_s, u""_s);
    connect(m_type, &QComboBox::currentIndexChanged, this, [this] {
        showType();
        Q_EMIT changed();
    });
}

void AuthenticationSection::makeFields()
{
    m_secretMethod->setObjectName(u"secretMethod"_s);
    m_secretMethod->addItem(tr("in a header (client_secret_basic)"), static_cast<int>(ClientSecretMethod::Basic));
    m_secretMethod->addItem(tr("in the body (client_secret_post)"), static_cast<int>(ClientSecretMethod::Post));
    m_secretMethod->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addRow(tr("&User"), m_username, u"server.auth.username"_s);
    addRow(tr("Pass&word"), m_password, u"server.auth.password"_s);
    addRow(tr("To&ken"), m_token, u"server.auth.token"_s);
    addRow(tr("Token U&RL"), m_tokenUrl, u"server.auth.tokenUrl"_s, u""_s);
    addRow(tr("Cl&ient id"), m_clientId, u"server.auth.clientId"_s);
    addRow(tr("Client sec&ret"), m_clientSecret, u"server.auth.clientSecret"_s);
    addRow(tr("Secret is sent"), m_secretMethod, u"server.auth.tokenEndpointAuthMethod"_s);
    addRow(tr("Pri&vate key"), m_privateKey, u"server.auth.privateKeyFile"_s,
           tr("PEM file: RSA of 2048 bits or more, or EC on the curve P-384; not encrypted."));
    addRow(tr("Ke&y id"), m_keyId, u"server.auth.keyId"_s, tr("The kid under which the server knows the public key."));
    addRow(tr("&JWKS URL"), m_jwksUrl, u"server.auth.jwksUrl"_s,
           tr("Where our public keys stand, if they were registered by URL."));
    addRow(tr("Sc&opes"), m_scopes, u"server.auth.scopes"_s,
           tr("With blanks between them. Empty: what the server gives."));
    addRow(tr("&Headers"), m_headers, u"server.auth.headers"_s);
    m_password->setLabel(tr("Password"));
    m_token->setLabel(tr("Token"));
    m_clientSecret->setLabel(tr("Client secret"));
    for (auto *edit : {m_username, m_tokenUrl, m_clientId, m_keyId, m_jwksUrl, m_scopes}) {
        connect(edit, &QLineEdit::textChanged, this, &AuthenticationSection::changed);
    }
    for (auto *edit : {m_password, m_token, m_clientSecret}) {
        connect(edit, &SecretEdit::changed, this, &AuthenticationSection::changed);
    }
    connect(m_secretMethod, &QComboBox::currentIndexChanged, this, &AuthenticationSection::changed);
    connect(m_privateKey, &FileEdit::changed, this, &AuthenticationSection::changed);
    connect(m_headers, &HeadersEdit::changed, this, &AuthenticationSection::changed);
}

AuthenticationSection::Type AuthenticationSection::type() const
{
    return static_cast<Type>(m_type->currentData().toInt());
}

void AuthenticationSection::showType()
{
    const auto chosen = type();
    const auto show = [this, chosen](QWidget *field, std::initializer_list<Type> types) {
        setRowShown(field, std::find(types.begin(), types.end(), chosen) != types.end());
    };
    m_typeText->setText(typeText(chosen));
    show(m_username, {Type::Basic});
    show(m_password, {Type::Basic});
    show(m_token, {Type::Bearer});
    show(m_tokenUrl, {Type::OAuth2, Type::Smart});
    show(m_clientId, {Type::OAuth2, Type::Smart});
    show(m_clientSecret, {Type::OAuth2});
    show(m_secretMethod, {Type::OAuth2});
    show(m_privateKey, {Type::Smart});
    show(m_keyId, {Type::Smart});
    show(m_jwksUrl, {Type::Smart});
    show(m_scopes, {Type::OAuth2, Type::Smart});
    setRowShown(m_headers, chosen != Type::None);
    if (auto *hint = findChild<QLabel *>(u"tokenUrlHint"_s)) {
        hint->setText(chosen == Type::Smart ? tr("Empty: it is asked for at the server.") : QString());
        hint->setVisible(chosen == Type::Smart);
    }
}

ServerAuthentication AuthenticationSection::authentication() const
{
    ServerAuthentication authentication{.type = type()};
    switch (authentication.type) {
    case Type::None:
        return authentication;
    case Type::Basic:
        authentication.username = m_username->text();
        authentication.password = m_password->secret();
        break;
    case Type::Bearer:
        authentication.token = m_token->secret();
        break;
    case Type::Header:
        break;
    case Type::OAuth2:
        authentication.clientSecret = m_clientSecret->secret();
        authentication.clientSecretMethod = static_cast<ClientSecretMethod>(m_secretMethod->currentData().toInt());
        writeTokenRequest(authentication);
        break;
    case Type::Smart:
        authentication.privateKeyFile = m_privateKey->path();
        authentication.keyId = m_keyId->text().trimmed();
        authentication.jwksUrl = urlFrom(m_jwksUrl->text());
        writeTokenRequest(authentication);
        break;
    }
    authentication.headers = m_headers->headers();
    return authentication;
}

void AuthenticationSection::writeTokenRequest(ServerAuthentication &authentication) const
{
    authentication.tokenUrl = urlFrom(m_tokenUrl->text());
    authentication.clientId = m_clientId->text().trimmed();
    authentication.scopes = m_scopes->text().split(u' ', Qt::SkipEmptyParts);
}

void AuthenticationSection::setAuthentication(const ServerAuthentication &authentication)
{
    const QSignalBlocker blocker(this);
    m_username->setText(authentication.username);
    m_password->setSecret(authentication.password);
    m_token->setSecret(authentication.token);
    m_tokenUrl->setText(authentication.tokenUrl.toString());
    m_clientId->setText(authentication.clientId);
    m_clientSecret->setSecret(authentication.clientSecret);
    m_secretMethod->setCurrentIndex(m_secretMethod->findData(static_cast<int>(authentication.clientSecretMethod)));
    m_privateKey->setPath(authentication.privateKeyFile);
    m_keyId->setText(authentication.keyId);
    m_jwksUrl->setText(authentication.jwksUrl.toString());
    m_scopes->setText(authentication.scopes.join(u' '));
    m_headers->setHeaders(authentication.headers);
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(authentication.type)));
    showType();
}

void AuthenticationSection::showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings)
{
    FormSection::showIssues(mistakes, warnings);
    m_headers->showIssues(mistakes, warnings);
}

QList<Error> AuthenticationSection::ownMistakes() const
{
    QList<Error> mistakes;
    const auto chosen = type();
    const auto check = [&mistakes](const QLineEdit &edit, const QString &element) {
        if (isUnreadableUrl(edit.text())) {
            mistakes.append(
                {Error::Kind::BadData, tr("Is to be a URL such as https://auth.example.org/token"), element});
        }
    };
    if (chosen == Type::OAuth2 || chosen == Type::Smart) {
        check(*m_tokenUrl, u"server.auth.tokenUrl"_s);
    }
    if (chosen == Type::Smart) {
        check(*m_jwksUrl, u"server.auth.jwksUrl"_s);
    }
    if (chosen != Type::None) {
        QSet<QString> names;
        for (const auto &header : m_headers->headers()) {
            const auto name = header.name.toLower();
            if (name.isEmpty() || !header.value.isSet() || names.contains(name)) {
                mistakes.append({Error::Kind::BadData, tr("A header is not complete, or there twice"),
                                 u"server.auth.headers.%1"_s.arg(header.name)});
            }
            names.insert(name);
        }
    }
    return mistakes;
}

void AuthenticationSection::touch()
{
    FormSection::touch();
    m_headers->touch();
}

QWidget *AuthenticationSection::firstMistake() const
{
    auto *field = FormSection::firstMistake();
    return field || type() == Type::None ? field : m_headers->firstMistake();
}

QString AuthenticationSection::labelOf(const QString &element) const
{
    return element.startsWith("server.auth.headers."_L1) ? tr("Headers") : FormSection::labelOf(element);
}

void AuthenticationSection::setKept()
{
    for (auto *edit : {m_password, m_token, m_clientSecret}) {
        edit->setKept();
    }
    m_headers->setKept();
}

} // namespace Tbs::Gui
