// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectionform.h"

#include "../forms/wheelguard.h"
#include "authenticationsection.h"
#include "channelsection.h"
#include "connectionfile.h"
#include "connectionsecrets.h"
#include "managementsection.h"
#include "newconnection.h"
#include "serversection.h"
#include "webhooksection.h"

#include <Tbs/service/configurationdraft.h>

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr auto nameElement = "name"_L1;

/// With something in the place of secrets that are kept elsewhere, which is judged as if it were them.
Configuration withKeptSecrets(Configuration configuration)
{
    for (const auto &secret : secretsOf(configuration)) {
        if (secret.secret->origin == ConfiguredSecret::Origin::Inline && secret.secret->value.isEmpty()) {
            secret.secret->value = u"kept"_s;
        }
    }
    return configuration;
}

/// The element of the field: that of a secret is the same wherever it comes from.
QString fieldElement(const QString &location)
{
    for (const auto &secret : {u"server.auth.password"_s, u"server.auth.token"_s, u"server.auth.clientSecret"_s,
                               u"webhook.token"_s, u"webhook.signatureSecret"_s}) {
        if (location == secret + u"File"_s || location == secret + u"Env"_s) {
            return secret;
        }
    }
    return location;
}

bool isIn(const QList<Error> &mistakes, const QString &element)
{
    return std::any_of(mistakes.begin(), mistakes.end(),
                       [&element](const Error &mistake) { return mistake.location == element; });
}

/// Whether \a mistake only follows from what is said already.
bool follows(const Error &mistake, const QList<Error> &said)
{
    if (isIn(said, mistake.location)) {
        return true;
    }
    const bool isAboutServer =
        mistake.location == "manageSubscriptions"_L1 || mistake.location == "handleDeliveryErrors"_L1;
    return isAboutServer && isIn(said, u"server.baseUrl"_s);
}

} // namespace

ConnectionForm::ConnectionForm(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_layout(new QVBoxLayout(this))
    , m_name(nullptr)
    , m_nameEdit(new QLineEdit)
    , m_sandboxText(new QLabel)
    , m_configured(new QWidget)
    , m_configuredLayout(new QVBoxLayout(m_configured))
    , m_server(new ServerSection)
    , m_authentication(new AuthenticationSection)
    , m_channel(new ChannelSection)
    , m_webhook(new WebhookSection)
    , m_management(new ManagementSection)
    , m_others(new QLabel)
{
    setObjectName(u"connectionForm"_s);
    makeName();
    m_configuredLayout->setContentsMargins(0, 0, 0, 0);
    addTitle(tr("FHIR server"));
    addSection(m_server);
    addTitle(tr("Signing in"));
    addSection(m_authentication);
    addTitle(tr("Where notifications arrive"));
    addSection(m_channel);
    addSection(m_webhook);
    addTitle(tr("Subscriptions at the server"));
    addSection(m_management);
    m_others->setObjectName(u"otherMistakes"_s);
    m_others->setWordWrap(true);
    m_others->setTextFormat(Qt::PlainText);
    m_others->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_configuredLayout->addWidget(m_others);
    m_layout->addWidget(m_configured);
    m_layout->addStretch(1);
    connect(m_server, &FormSection::changed, this, [this] { m_webhook->setProfile(m_server->profile()); });
    for (auto *section : std::as_const(m_sections)) {
        connect(section, &FormSection::changed, this, &ConnectionForm::check);
    }
    alignLabels();
    new WheelGuard(*this);
}

void ConnectionForm::alignLabels()
{
    int width = 0;
    for (const auto *section : std::as_const(m_sections)) {
        width = std::max(width, section->labelWidth());
    }
    for (auto *section : std::as_const(m_sections)) {
        section->setLabelWidth(width);
    }
}

/// The name's row is a section of its own: the only one of a sandbox.
void ConnectionForm::makeName()
{
    class NameSection : public FormSection
    {
    public:
        explicit NameSection(QLineEdit *edit)
            : m_edit(edit)
        {
            addRow(ConnectionForm::tr("&Name"), edit, nameElement);
            connect(edit, &QLineEdit::textChanged, this, &FormSection::changed);
        }
        [[nodiscard]] QList<Error> ownMistakes() const override
        {
            if (!m_edit->text().trimmed().isEmpty()) {
                return {};
            }
            return {
                {Error::Kind::BadData, ConnectionForm::tr("Write a name, by which you know it again"), nameElement}};
        }

    private:
        QLineEdit *m_edit;
    };
    m_nameEdit->setObjectName(u"connectionName"_s);
    m_name = new NameSection(m_nameEdit);
    m_sections.append(m_name);
    m_layout->addWidget(m_name);
    m_sandboxText->setObjectName(u"sandboxText"_s);
    m_sandboxText->setWordWrap(true);
    m_sandboxText->setText(tr("A FHIR server inside of this program, with example data that changes every second and "
                              "two subscriptions. There is nothing to configure: open it and look around. What "
                              "arrives is forgotten when it is closed."));
    m_layout->addWidget(m_sandboxText);
}

void ConnectionForm::addTitle(const QString &title)
{
    auto *label = new QLabel(title);
    auto font = label->font();
    font.setBold(true);
    label->setFont(font);
    m_configuredLayout->addSpacing(fontMetrics().height() / 2);
    m_configuredLayout->addWidget(label);
}

void ConnectionForm::addSection(FormSection *section)
{
    m_configuredLayout->addWidget(section);
    m_sections.append(section);
}

void ConnectionForm::setConnection(const Connection &saved)
{
    m_saved = saved;
    const bool isSandbox = saved.server == Connection::Server::Sandbox;
    m_sandboxText->setVisible(isSandbox);
    m_configured->setVisible(!isSandbox);
    edit(saved);
}

void ConnectionForm::edit(const Connection &edited)
{
    {
        const QSignalBlocker blocker(m_name);
        m_nameEdit->setText(edited.name);
    }
    m_server->setConfiguration(edited.configuration);
    m_authentication->setAuthentication(edited.configuration.server.authentication);
    m_channel->setDefaults(edited.configuration.defaults);
    m_webhook->setProfile(edited.configuration.server.profile);
    m_webhook->setWebhook(edited.configuration.webhook);
    m_management->setConfiguration(edited.configuration);
    check();
    if (!edited.configuration.server.baseUrl.isEmpty()) {
        for (auto *section : std::as_const(m_sections)) {
            section->touch();
        }
    }
}

void ConnectionForm::writeTo(Connection &connection) const
{
    connection.name = m_nameEdit->text().trimmed();
    if (m_saved.server == Connection::Server::Sandbox) {
        return;
    }
    auto &configuration = connection.configuration;
    m_server->writeTo(configuration);
    configuration.server.authentication = m_authentication->authentication();
    m_channel->writeTo(configuration.defaults);
    m_webhook->writeTo(configuration.webhook);
    m_management->writeTo(configuration);
}

Connection ConnectionForm::connection() const
{
    auto connection = m_saved;
    writeTo(connection);
    return connection;
}

bool ConnectionForm::isChanged() const
{
    return connection() != m_saved || hasUnreadableText();
}

void ConnectionForm::setSaved(const Connection &saved)
{
    m_saved = saved;
    m_authentication->setKept();
    m_webhook->setKept();
    check();
}

void ConnectionForm::setOthers(const Connection &saved)
{
    m_saved = saved;
    check();
}

QList<Error> ConnectionForm::findOwnMistakes() const
{
    if (m_saved.server == Connection::Server::Sandbox) {
        return m_name->ownMistakes();
    }
    QList<Error> mistakes;
    for (const auto *section : m_sections) {
        mistakes += section->ownMistakes();
    }
    return mistakes;
}

void ConnectionForm::check()
{
    m_mistakes = findOwnMistakes();
    QList<Issue> warnings;
    if (m_saved.server == Connection::Server::Configured) {
        const auto configuration = withPublicUrl(withKeptSecrets(connection().configuration));
        const auto judgement = judgeConfiguration(configuration, processEnvironment, m_clock.now());
        warnings = judgement.warnings;
        const auto said = m_mistakes;
        for (auto mistake : judgement.mistakes) {
            mistake.location = fieldElement(mistake.location);
            if (!follows(mistake, said)) {
                m_mistakes.append(mistake);
            }
        }
    }
    std::stable_sort(m_mistakes.begin(), m_mistakes.end(),
                     [this](const Error &first, const Error &second) { return sectionOf(first) < sectionOf(second); });
    showMistakes(warnings);
    m_webhook->setVisible(needsWebhook());
    Q_EMIT changed();
}

bool ConnectionForm::needsWebhook() const
{
    const auto configuration = connection().configuration;
    const auto definitions = configuration.definitions();
    return configuration.defaults.channel == ChannelType::RestHook
        || std::any_of(definitions.begin(), definitions.end(),
                       [](const TopicSubscription &definition) { return definition.channel == ChannelType::RestHook; })
        || std::any_of(m_mistakes.begin(), m_mistakes.end(),
                       [this](const Error &mistake) { return !m_webhook->labelOf(mistake.location).isEmpty(); });
}

void ConnectionForm::showMistakes(const QList<Issue> &warnings)
{
    for (auto *section : std::as_const(m_sections)) {
        section->showIssues(m_mistakes, warnings);
    }
    QStringList others;
    for (const auto &mistake : std::as_const(m_mistakes)) {
        if (labelOf(mistake).isEmpty()) {
            others << u"✘ "_s + mistake.toString();
        }
    }
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad, colors));
    m_others->setPalette(colors);
    m_others->setText(others.join(u'\n'));
    m_others->setVisible(!others.isEmpty());
}

qsizetype ConnectionForm::sectionOf(const Error &mistake) const
{
    const auto found = std::find_if(m_sections.begin(), m_sections.end(), [&mistake](const FormSection *section) {
        return !section->labelOf(mistake.location).isEmpty();
    });
    return found - m_sections.begin();
}

QString ConnectionForm::labelOf(const Error &mistake) const
{
    const auto section = sectionOf(mistake);
    return section < m_sections.size() ? m_sections.at(section)->labelOf(mistake.location) : QString();
}

QStringList ConnectionForm::mistakeTexts() const
{
    QStringList texts;
    for (const auto &mistake : m_mistakes) {
        const auto label = labelOf(mistake);
        texts << (label.isEmpty() ? mistake.toString() : tr("%1: %2").arg(label, mistake.message));
    }
    return texts;
}

bool ConnectionForm::hasUnreadableText() const
{
    const auto own = findOwnMistakes();
    return std::any_of(own.begin(), own.end(),
                       [](const Error &mistake) { return mistake.kind == Error::Kind::BadData; });
}

bool ConnectionForm::canBeSaved() const
{
    if (hasUnreadableText()) {
        return false;
    }
    auto wanted = connection();
    wanted.configuration = withoutSecretValues(std::move(wanted.configuration));
    const auto read = readConnection(writeConnection({wanted}), wanted.id, {}, m_clock.now());
    return read && read->connection == wanted;
}

void ConnectionForm::goToMistake()
{
    for (auto *section : std::as_const(m_sections)) {
        section->touch();
    }
    for (auto *section : std::as_const(m_sections)) {
        if (auto *field = section->firstMistake()) {
            section->reveal(field);
            field->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

} // namespace Tbs::Gui
