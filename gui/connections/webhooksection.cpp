// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "webhooksection.h"

#include "../forms/fileedit.h"
#include "../forms/secretedit.h"
#include "newconnection.h"

#include <Tbs/subscription/serverprofile.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr int maximumPort = 65535;

QString withoutOuterSlashes(QString path)
{
    while (path.startsWith(u'/')) {
        path.remove(0, 1);
    }
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    return path;
}

} // namespace

WebhookSection::WebhookSection(QWidget *parent)
    : FormSection(parent)
    , m_address(new QComboBox)
    , m_port(new QSpinBox)
    , m_publicUrl(new QLineEdit)
    , m_pathPrefix(new QLineEdit)
    , m_token(new SecretEdit(u"webhookToken"_s))
    , m_tokenHeader(new QLineEdit)
    , m_signatureSecret(new SecretEdit(u"signatureSecret"_s))
    , m_certificate(new FileEdit(u"webhookCertificate"_s))
    , m_key(new FileEdit(u"webhookKey"_s))
    , m_clientCa(new FileEdit(u"webhookClientCa"_s))
{
    makeAddress();
    makeProof();
    makeTls();
    showResult();
}

void WebhookSection::makeAddress()
{
    m_address->setObjectName(u"listenAddress"_s);
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->addItem(tr("127.0.0.1 (this machine only)"), QVariant::fromValue(QHostAddress(QHostAddress::LocalHost)));
    m_address->addItem(tr("all interfaces"), QVariant::fromValue(QHostAddress(QHostAddress::Any)));
    m_address->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    m_port->setObjectName(u"listenPort"_s);
    m_port->setRange(0, maximumPort);
    m_port->setSpecialValueText(tr("any free one"));
    m_publicUrl->setObjectName(u"publicUrl"_s);
    m_pathPrefix->setObjectName(u"pathPrefix"_s);
    for (auto *widget : std::initializer_list<QWidget *>{m_address, m_port}) {
        widget->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    addRow(tr("&Listen at"), m_address, u"webhook.listen"_s);
    addRow(tr("P&ort"), m_port, u"webhook.port"_s);
    m_publicUrlText = addRow(tr("Publi&c URL"), m_publicUrl, u"webhook.publicUrl"_s, u""_s);
    m_pathPrefixText = addRow(tr("Path pre&fix"), m_pathPrefix, u"webhook.pathPrefix"_s, u""_s);
    for (auto *edit : {m_publicUrl, m_pathPrefix}) {
        connect(edit, &QLineEdit::textChanged, this, [this] {
            showResult();
            Q_EMIT changed();
        });
    }
    connect(m_address, &QComboBox::currentTextChanged, this, [this] {
        showResult();
        Q_EMIT changed();
    });
    connect(m_port, &QSpinBox::valueChanged, this, [this] {
        showResult();
        Q_EMIT changed();
    });
}

void WebhookSection::makeProof()
{
    m_token->setGeneratable();
    m_token->setLabel(tr("Token of the webhook"));
    addRow(tr("Tok&en"), m_token, u"webhook.token"_s,
           tr("What senders have to show. The server is told when a subscription is registered."));
    m_signatureSecret->setLabel(tr("Key of the signatures"));
    addRow(tr("Si&gnature key"), m_signatureSecret, u"webhook.signatureSecret"_s,
           tr("The server signs its notifications with it."));
    setRowShown(m_signatureSecret, false);
    for (auto *edit : {m_token, m_signatureSecret}) {
        connect(edit, &SecretEdit::changed, this, &WebhookSection::changed);
    }
}

void WebhookSection::makeTls()
{
    m_tokenHeader->setObjectName(u"tokenHeader"_s);
    beginFold(u"webhookTls"_s, tr("TLS, and the header of the token"));
    addRow(tr("&Certificate"), m_certificate, u"webhook.tls.certificate"_s,
           tr("PEM file. Empty: plain HTTP, for this machine or behind a proxy that does TLS."));
    addRow(tr("&Key"), m_key, u"webhook.tls.key"_s, tr("PEM file with the private key of that certificate."));
    addRow(tr("Client &authority"), m_clientCa, u"webhook.tls.clientCa"_s,
           tr("PEM file. When set, senders have to show a certificate of this authority."));
    addRow(tr("Token &header"), m_tokenHeader, u"webhook.tokenHeader"_s, tr("The header that carries the token."));
    endFold();
    connect(m_tokenHeader, &QLineEdit::textChanged, this, &WebhookSection::changed);
    for (auto *edit : {m_certificate, m_key, m_clientCa}) {
        connect(edit, &FileEdit::changed, this, [this] {
            showResult();
            Q_EMIT changed();
        });
    }
}

QHostAddress WebhookSection::address() const
{
    const int index = m_address->findText(m_address->currentText().trimmed());
    return index < 0 ? QHostAddress(m_address->currentText().trimmed())
                     : m_address->itemData(index).value<QHostAddress>();
}

void WebhookSection::showResult()
{
    WebhookConfiguration webhook;
    writeTo(webhook);
    const auto local = localUrl(webhook).toString();
    m_publicUrl->setPlaceholderText(local);
    m_publicUrlText->setText(tr("By which the FHIR server reaches this machine. Empty: it runs on this machine."));
    const auto base = webhook.publicUrl.isEmpty() ? local : webhook.publicUrl.toString();
    QStringList parts{base, webhook.pathPrefix, tr("webhook-id")};
    parts.removeAll(QString());
    m_pathPrefixText->setText(tr("Notifications are sent to %1").arg(parts.join(u'/')));
}

void WebhookSection::setProfile(const QString &name)
{
    const auto profile = serverProfile(name);
    m_serverSigns = profile && profile->signature;
    setRowShown(m_signatureSecret, m_serverSigns || m_signatureSecret->secret().isSet());
}

void WebhookSection::writeTo(WebhookConfiguration &webhook) const
{
    webhook.address = address();
    webhook.port = static_cast<quint16>(m_port->value());
    webhook.publicUrl = urlFrom(m_publicUrl->text());
    webhook.pathPrefix = withoutOuterSlashes(m_pathPrefix->text().trimmed());
    webhook.token = m_token->secret();
    webhook.tokenHeader = m_tokenHeader->text().trimmed();
    webhook.signatureSecret = m_signatureSecret->secret();
    webhook.tls = {.certificate = m_certificate->path(), .key = m_key->path(), .clientCa = m_clientCa->path()};
}

void WebhookSection::setWebhook(const WebhookConfiguration &webhook)
{
    const QSignalBlocker blocker(this);
    const int known = m_address->findData(QVariant::fromValue(webhook.address));
    if (known < 0) {
        m_address->setEditText(webhook.address.toString());
    } else {
        m_address->setCurrentIndex(known);
        m_address->setEditText(m_address->itemText(known));
    }
    m_port->setValue(webhook.port);
    m_publicUrl->setText(webhook.publicUrl.toString());
    m_pathPrefix->setText(webhook.pathPrefix);
    m_token->setSecret(webhook.token);
    m_tokenHeader->setText(webhook.tokenHeader);
    m_signatureSecret->setSecret(webhook.signatureSecret);
    m_certificate->setPath(webhook.tls.certificate);
    m_key->setPath(webhook.tls.key);
    m_clientCa->setPath(webhook.tls.clientCa);
    unfold(webhook.tls != TlsConfiguration() || webhook.tokenHeader != WebhookConfiguration().tokenHeader);
    setRowShown(m_signatureSecret, m_serverSigns || webhook.signatureSecret.isSet());
    showResult();
}

QList<Error> WebhookSection::ownMistakes() const
{
    QList<Error> mistakes;
    if (address().isNull()) {
        mistakes.append({Error::Kind::BadData, tr("Is to be an address of this machine, such as 192.0.2.7 or ::1"),
                         u"webhook.listen"_s});
    }
    if (isUnreadableUrl(m_publicUrl->text())) {
        mistakes.append(
            {Error::Kind::BadData, tr("Is to be a URL such as https://receiver.example.org"), u"webhook.publicUrl"_s});
    }
    return mistakes;
}

void WebhookSection::setKept()
{
    m_token->setKept();
    m_signatureSecret->setKept();
}

} // namespace Tbs::Gui
