// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deliveryform.h"

#include "../forms/headersedit.h"
#include "formrow.h"
#include "optionalnumberbox.h"

#include <Tbs/service/wantedsubscriptions.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QLabel *explanationLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString contentText(PayloadContent content)
{
    switch (content) {
    case PayloadContent::Empty:
        return DeliveryForm::tr("Only that something happened: no resource, and not even its id.");
    case PayloadContent::IdOnly:
        return DeliveryForm::tr("References to the resources; who needs more fetches it with rights of their own.");
    case PayloadContent::FullResource:
        return DeliveryForm::tr("The resources themselves: patient data travels, and is stored here.");
    }
    return {};
}

template <typename T> std::optional<T> dataOf(const QComboBox &box)
{
    const auto data = box.currentData();
    return data.isValid() ? std::optional(static_cast<T>(data.toInt())) : std::nullopt;
}

std::optional<quint32> integer(const OptionalNumberBox &box)
{
    const auto number = box.number();
    return number ? std::optional(static_cast<quint32>(*number)) : std::nullopt;
}

OptionalNumberBox *numberBox(const QString &name, const QString &unit, quint32 byDefault, const QString &label)
{
    const auto number = unit.isEmpty() ? QLocale().toString(byDefault) : QLocale().toString(byDefault) + u' ' + unit;
    auto *box = new OptionalNumberBox(0, unit, DeliveryForm::tr("%1 (default)").arg(number));
    box->setObjectName(name);
    box->setAccessibleName(label);
    return box;
}

} // namespace

DeliveryForm::DeliveryForm(Backend &backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_form(new QFormLayout(this))
    , m_content(new QComboBox)
    , m_contentText(explanationLabel(u"contentText"_s))
    , m_channel(new QComboBox)
    , m_channelText(explanationLabel(u"channelText"_s))
    , m_ends(new QCheckBox(tr("E&nds at")))
    , m_end(new QDateTimeEdit)
    , m_webhookId(new QLineEdit)
    , m_token(explanationLabel(u"headersText"_s))
    , m_headers(new HeadersEdit(u"sentHeaders"_s, u"headers"_s, HeadersEdit::Rows::TwoLines))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    makeContent();
    makeChannel();
    makeNumbers();
    makeEnd();
    makeWebhook();
    explain();
}

void DeliveryForm::addRow(const QString &label, QWidget *field, const QString &element, QWidget *explanation)
{
    auto *message = m_messages.add(field, element);
    addFormRow(*m_form, label, field, explanation ? QWidgetList{message, explanation} : QWidgetList{message});
}

void DeliveryForm::makeContent()
{
    const auto byDefault = m_backend.connection().configuration.defaults.payloadContent;
    m_content->setObjectName(u"contentBox"_s);
    m_content->addItem(tr("%1 (default)").arg(toCode(byDefault)));
    for (const auto content : {PayloadContent::Empty, PayloadContent::IdOnly, PayloadContent::FullResource}) {
        m_content->addItem(toCode(content), static_cast<int>(content));
        m_content->setItemData(m_content->count() - 1, contentText(content), Qt::ToolTipRole);
    }
    addRow(tr("&Content"), m_content, u"payloadContent"_s, m_contentText);
    connect(m_content, &QComboBox::currentIndexChanged, this, [this] {
        explain();
        Q_EMIT changed();
    });
}

void DeliveryForm::makeChannel()
{
    const auto byDefault = m_backend.connection().configuration.defaults.channel;
    m_channel->setObjectName(u"channelBox"_s);
    m_channel->addItem(tr("%1 (default)").arg(toCode(byDefault)));
    for (const auto channel : {ChannelType::RestHook, ChannelType::WebSocket}) {
        m_channel->addItem(toCode(channel), static_cast<int>(channel));
    }
    addRow(tr("C&hannel"), m_channel, u"channel"_s, m_channelText);
    connect(m_channel, &QComboBox::currentIndexChanged, this, [this] {
        explain();
        Q_EMIT changed();
    });
}

void DeliveryForm::makeNumbers()
{
    const auto &defaults = m_backend.connection().configuration.defaults;
    m_heartbeatPeriod = numberBox(u"heartbeatBox"_s, tr("s"), defaults.heartbeatPeriod, tr("Heartbeat period"));
    m_timeout = numberBox(u"timeoutBox"_s, tr("s"), defaults.timeout, tr("Timeout"));
    m_maxCount = numberBox(u"maxCountBox"_s, {}, defaults.maxCount, tr("Events a notification, at most"));
    auto *heartbeatText = explanationLabel(u"heartbeatText"_s);
    heartbeatText->setText(tr("How often the server shows that the connection works when nothing happens; "
                              "0: never."));
    auto *timeoutText = explanationLabel(u"timeoutText"_s);
    timeoutText->setText(tr("How long the server waits for our answer."));
    addRow(tr("&Heartbeats every"), m_heartbeatPeriod, u"heartbeatPeriod"_s, heartbeatText);
    addRow(tr("&Timeout"), m_timeout, u"timeout"_s, timeoutText);
    addRow(tr("&Events a notification"), m_maxCount, u"maxCount"_s);
    for (auto *box : {m_heartbeatPeriod, m_timeout, m_maxCount}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &DeliveryForm::changed);
    }
}

void DeliveryForm::makeEnd()
{
    m_ends->setObjectName(u"endCheck"_s);
    m_end->setObjectName(u"endEdit"_s);
    m_end->setAccessibleName(tr("End of the subscription, in local time"));
    m_end->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    m_end->setCalendarPopup(true);
    m_end->setEnabled(false);
    m_end->setDateTime(QDateTime(QDate::currentDate().addMonths(1), QTime(0, 0)));
    auto *line = new QWidget;
    line->setObjectName(u"endLine"_s);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_ends);
    layout->addWidget(m_end);
    addFormRow(*m_form, tr("End"), line, {m_messages.add(m_end, u"end"_s)});
    connect(m_ends, &QCheckBox::toggled, this, [this](bool ends) {
        m_end->setEnabled(ends);
        Q_EMIT changed();
    });
    connect(m_end, &QDateTimeEdit::dateTimeChanged, this, &DeliveryForm::changed);
}

void DeliveryForm::makeWebhook()
{
    m_webhookId->setObjectName(u"webhookIdEdit"_s);
    m_webhookId->setMinimumWidth(fontMetrics().averageCharWidth() * 44);
    addRow(tr("&Webhook id"), m_webhookId, u"webhookId"_s);
    auto *headers = new QWidget;
    headers->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *column = new QVBoxLayout(headers);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_token);
    column->addWidget(m_headers);
    addFormRow(*m_form, tr("Heade&rs"), headers, {});
    qobject_cast<QLabel *>(m_form->labelForField(headers->parentWidget()))->setBuddy(m_headers->focusProxy());
    connect(m_webhookId, &QLineEdit::textChanged, this, &DeliveryForm::changed);
    connect(m_headers, &HeadersEdit::changed, this, &DeliveryForm::changed);
}

void DeliveryForm::setWebhookIdFixed()
{
    m_webhookId->setReadOnly(true);
    m_webhookId->setToolTip(tr("It identifies the subscription: to have another one, subscribe anew."));
}

void DeliveryForm::writeTo(TopicSubscription &definition) const
{
    definition.payloadContent = dataOf<PayloadContent>(*m_content);
    definition.channel = dataOf<ChannelType>(*m_channel);
    definition.heartbeatPeriod = integer(*m_heartbeatPeriod);
    definition.timeout = integer(*m_timeout);
    definition.maxCount = integer(*m_maxCount);
    definition.end = m_ends->isChecked() ? m_end->dateTime().toUTC() : QDateTime();
    definition.webhookId = m_webhookId->text().trimmed();
}

void DeliveryForm::setDefinition(const TopicSubscription &definition)
{
    const QSignalBlocker blocker(this);
    m_content->setCurrentIndex(
        definition.payloadContent ? m_content->findData(static_cast<int>(*definition.payloadContent)) : 0);
    m_channel->setCurrentIndex(definition.channel ? m_channel->findData(static_cast<int>(*definition.channel)) : 0);
    m_heartbeatPeriod->setNumber(definition.heartbeatPeriod);
    m_timeout->setNumber(definition.timeout);
    m_maxCount->setNumber(definition.maxCount);
    m_ends->setChecked(definition.end.isValid());
    if (definition.end.isValid()) {
        m_end->setDateTime(definition.end.toLocalTime());
    }
    m_webhookId->setText(definition.webhookId);
}

void DeliveryForm::showResult(const TopicSubscription &definition)
{
    const auto byDefault = definition.topic.isEmpty() ? QString() : defaultWebhookId(definition);
    m_webhookId->setPlaceholderText(byDefault);
    m_shownWebhookId = definition.webhookId.isEmpty() ? byDefault : definition.webhookId;
    explain();
}

QList<ConfiguredHeader> DeliveryForm::headers() const
{
    return m_headers->headers();
}

void DeliveryForm::setHeaders(const QList<ConfiguredHeader> &headers)
{
    m_headers->setKeptHeaders(headers);
}

void DeliveryForm::showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings)
{
    m_messages.show(mistakes, warnings);
    m_headers->showIssues(mistakes, warnings);
}

void DeliveryForm::touch()
{
    m_messages.touch();
    m_headers->touch();
}

QWidget *DeliveryForm::firstMistake() const
{
    auto *field = m_messages.firstMistake();
    return field ? field : m_headers->firstMistake();
}

void DeliveryForm::explain()
{
    const auto &configuration = m_backend.connection().configuration;
    m_contentText->setText(
        contentText(dataOf<PayloadContent>(*m_content).value_or(configuration.defaults.payloadContent)));
    if (dataOf<ChannelType>(*m_channel).value_or(configuration.defaults.channel) == ChannelType::WebSocket) {
        m_channelText->setText(tr("We connect to the server, so nothing here has to be reachable from outside."));
        m_token->setText(tr("Over websocket nothing is sent along: the token of the websocket shows who we are."));
        return;
    }
    const auto endpoint = m_backend.endpoint(m_shownWebhookId);
    m_channelText->setText(endpoint.isEmpty() || m_shownWebhookId.isEmpty()
                               ? tr("The server sends to our webhook.")
                               : tr("The server sends to %1").arg(endpoint.toDisplayString()));
    QStringList headers;
    for (const auto &header : webhookHeaders(configuration.webhook)) {
        headers.append(u"%1: ••••••••"_s.arg(header.name));
    }
    m_token->setText(headers.isEmpty()
                         ? tr("No token: anybody who knows the address can send to it. The webhook's token is set in "
                              "the connection.")
                         : tr("%1\nThe webhook's token; it is changed in the connection.").arg(headers.join(u'\n')));
}

} // namespace Tbs::Gui
