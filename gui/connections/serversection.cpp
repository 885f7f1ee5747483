// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "serversection.h"

#include "../forms/fileedit.h"

#include <Tbs/subscription/serverprofile.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

ServerSection::ServerSection(QWidget *parent)
    : FormSection(parent)
    , m_baseUrl(new QLineEdit)
    , m_version(new QComboBox)
    , m_profile(new QComboBox)
    , m_certificate(new FileEdit(u"serverCertificate"_s))
    , m_key(new FileEdit(u"serverKey"_s))
    , m_ca(new FileEdit(u"serverCa"_s))
{
    makeServer();
    makeTls();
}

void ServerSection::makeServer()
{
    m_baseUrl->setObjectName(u"baseUrl"_s);
    m_baseUrl->setPlaceholderText(u"https://fhir.example.org/r4"_s);
    addRow(tr("&Base URL"), m_baseUrl, u"server.baseUrl"_s);
    m_version->setObjectName(u"fhirVersion"_s);
    m_version->addItem(tr("ask the server"), -1);
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        m_version->addItem(toCode(version), static_cast<int>(version));
    }
    addRow(tr("&FHIR version"), m_version, u"fhirVersion"_s);
    m_profile->setObjectName(u"serverProfile"_s);
    for (const auto &name : serverProfileNames()) {
        m_profile->addItem(name);
    }
    m_profileText = addRow(tr("Server &profile"), m_profile, u"server.profile"_s, u""_s);
    for (auto *box : {m_version, m_profile}) {
        box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    connect(m_baseUrl, &QLineEdit::textChanged, this, &ServerSection::changed);
    connect(m_version, &QComboBox::currentIndexChanged, this, &ServerSection::changed);
    connect(m_profile, &QComboBox::currentIndexChanged, this, [this] {
        explainProfile();
        Q_EMIT changed();
    });
    explainProfile();
}

void ServerSection::makeTls()
{
    beginFold(u"serverTls"_s, tr("TLS: certificates for the way to the server"));
    addRow(tr("Trusted &authorities"), m_ca, u"server.tls.ca"_s,
           tr("PEM file with authorities that are trusted besides those of the system. For servers whose certificate "
              "was made in the house."));
    addRow(tr("Client c&ertificate"), m_certificate, u"server.tls.certificate"_s,
           tr("PEM file. Shown to servers that ask for one."));
    addRow(tr("Client &key"), m_key, u"server.tls.key"_s, tr("PEM file with the private key of that certificate."));
    endFold();
    for (auto *edit : {m_ca, m_certificate, m_key}) {
        connect(edit, &FileEdit::changed, this, &ServerSection::changed);
    }
}

void ServerSection::explainProfile()
{
    const auto profile = serverProfile(m_profile->currentText());
    m_profileText->setText(profile ? profile->description : QString());
}

QString ServerSection::profile() const
{
    return m_profile->currentText();
}

void ServerSection::writeTo(Configuration &configuration) const
{
    const int version = m_version->currentData().toInt();
    configuration.fhirVersion = version < 0 ? std::nullopt : std::optional(static_cast<FhirVersion>(version));
    configuration.server.baseUrl = urlFrom(m_baseUrl->text());
    configuration.server.profile = m_profile->currentText();
    configuration.server.tls = {.certificate = m_certificate->path(), .key = m_key->path(), .ca = m_ca->path()};
}

void ServerSection::setConfiguration(const Configuration &configuration)
{
    const QSignalBlocker blocker(this);
    const auto &server = configuration.server;
    m_baseUrl->setText(server.baseUrl.toString());
    m_version->setCurrentIndex(
        m_version->findData(configuration.fhirVersion ? static_cast<int>(*configuration.fhirVersion) : -1));
    m_profile->setCurrentText(server.profile);
    m_certificate->setPath(server.tls.certificate);
    m_key->setPath(server.tls.key);
    m_ca->setPath(server.tls.ca);
    unfold(server.tls != ServerTlsConfiguration());
}

QList<Error> ServerSection::ownMistakes() const
{
    const auto element = u"server.baseUrl"_s;
    if (m_baseUrl->text().trimmed().isEmpty()) {
        return {{Error::Kind::ActionRequired, tr("Write the base URL of the FHIR server"), element}};
    }
    if (isUnreadableUrl(m_baseUrl->text())) {
        return {{Error::Kind::BadData, tr("Is to be a URL such as https://fhir.example.org/r4"), element}};
    }
    return {};
}

} // namespace Tbs::Gui
