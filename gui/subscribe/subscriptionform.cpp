// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionform.h"

#include "../forms/wheelguard.h"
#include "deliveryform.h"
#include "filtereditor.h"
#include "handlerform.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

SubscriptionForm::SubscriptionForm(Backend &backend, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_topic(new QComboBox)
    , m_topicText(new QLabel)
    , m_filters(new FilterEditor)
    , m_delivery(new DeliveryForm(backend))
    , m_advanced(new QToolButton)
    , m_handler(new HandlerForm)
{
    setObjectName(u"subscriptionForm"_s);
    addTitle(tr("Topic"));
    makeTopic();
    addTitle(tr("Filters"));
    m_layout->addWidget(m_filters);
    addTitle(tr("Delivery"));
    m_layout->addWidget(m_delivery);
    makeAdvanced();
    m_layout->addStretch(1);
    m_wheelGuard = new WheelGuard(*this);
    connect(m_topic, &QComboBox::currentTextChanged, this, &SubscriptionForm::takeTopic);
    connect(m_filters, &FilterEditor::changed, m_wheelGuard, &WheelGuard::update);
    connect(m_delivery, &DeliveryForm::changed, m_wheelGuard, &WheelGuard::update);
    connect(m_handler, &HandlerForm::changed, m_wheelGuard, &WheelGuard::update);
    connect(m_filters, &FilterEditor::changed, this, &SubscriptionForm::changeSomething);
    connect(m_delivery, &DeliveryForm::changed, this, &SubscriptionForm::changeSomething);
    connect(m_handler, &HandlerForm::changed, this, &SubscriptionForm::changeSomething);
}

void SubscriptionForm::addTitle(const QString &title)
{
    auto *label = new QLabel(title);
    auto font = label->font();
    font.setBold(true);
    label->setFont(font);
    if (m_layout->count() > 0) {
        m_layout->addSpacing(fontMetrics().height() / 2);
    }
    m_layout->addWidget(label);
}

void SubscriptionForm::makeTopic()
{
    m_topic->setObjectName(u"topicEdit"_s);
    m_topic->setAccessibleName(tr("URL of the topic"));
    m_topic->setEditable(true);
    m_topic->setInsertPolicy(QComboBox::NoInsert);
    m_topic->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_topic->setMinimumContentsLength(40);
    m_topic->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_topic->completer()->setFilterMode(Qt::MatchContains);
    m_topic->lineEdit()->setPlaceholderText(u"https://example.org/SubscriptionTopic/admission"_s);
    m_topicText->setObjectName(u"topicText"_s);
    m_topicText->setWordWrap(true);
    m_topicText->setTextFormat(Qt::PlainText);
    m_topicText->setForegroundRole(QPalette::PlaceholderText);
    m_topicText->hide();
    m_layout->addWidget(m_topic);
    m_layout->addWidget(m_messages.add(m_topic, u"topic"_s));
    m_layout->addWidget(m_topicText);
}

void SubscriptionForm::makeAdvanced()
{
    m_advanced->setObjectName(u"advancedButton"_s);
    m_advanced->setText(tr("Ad&vanced: what is done with each event"));
    m_advanced->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advanced->setAutoRaise(true);
    m_advanced->setCheckable(true);
    m_advanced->setFocusPolicy(Qt::StrongFocus);
    m_layout->addSpacing(fontMetrics().height() / 2);
    m_layout->addWidget(m_advanced);
    m_layout->addWidget(m_handler);
    connect(m_advanced, &QToolButton::toggled, this, &SubscriptionForm::showAdvanced);
    showAdvanced(false);
}

void SubscriptionForm::showAdvanced(bool shown)
{
    m_advanced->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    m_handler->setVisible(shown);
}

void SubscriptionForm::setTopics(const QList<DiscoveredTopic> &topics)
{
    m_topics = topics;
    m_topicsKnown = true;
    {
        const QSignalBlocker blocker(m_topic);
        const auto text = m_topic->currentText();
        m_topic->clear();
        for (const auto &topic : topics) {
            m_topic->addItem(topic.topic.url);
            m_topic->setItemData(m_topic->count() - 1, topic.topic.title.toHtmlEscaped(), Qt::ToolTipRole);
        }
        m_topic->setCurrentIndex(m_topic->findText(text));
        m_topic->setEditText(text);
    }
    takeTopic();
}

void SubscriptionForm::setTopic(const DiscoveredTopic &topic)
{
    m_topic->lineEdit()->setReadOnly(true);
    setTopics({topic});
    if (m_topic->currentText().isEmpty()) {
        m_topic->setEditText(topic.topic.url);
    }
}

void SubscriptionForm::takeTopic()
{
    const auto canonical = m_topic->currentText().trimmed();
    const auto *topic = findTopic(m_topics, canonical);
    const bool isKnown = topic && !topic->reference.isEmpty();
    m_filters->setTopicFilters(isKnown ? std::optional(TopicFilters(topic->topic)) : std::nullopt);
    QStringList lines;
    if (topic) {
        lines << topic->topic.title << topic->topic.description;
        lines.removeAll(QString());
        lines.removeDuplicates();
    } else if (m_topicsKnown && !canonical.isEmpty()) {
        lines << tr("The server tells of no such topic. It may have it nevertheless; else it refuses, or sends "
                    "nothing.");
    }
    m_topicText->setText(lines.join(u'\n'));
    m_topicText->setVisible(!lines.isEmpty());
    changeSomething();
}

void SubscriptionForm::changeSomething()
{
    m_delivery->showResult(configuration().definition);
    Q_EMIT changed();
}

SubscriptionConfiguration SubscriptionForm::configuration() const
{
    SubscriptionConfiguration configuration;
    configuration.definition = m_original;
    configuration.definition.topic = m_topic->currentText().trimmed();
    configuration.definition.filterBy = m_filters->filters();
    m_delivery->writeTo(configuration.definition);
    configuration.headers = m_delivery->headers();
    configuration.handler = m_handler->handler();
    configuration.retry = m_handler->retry();
    return configuration;
}

void SubscriptionForm::setConfiguration(const SubscriptionConfiguration &configuration)
{
    m_original = configuration.definition;
    m_delivery->setDefinition(configuration.definition);
    m_delivery->setHeaders(configuration.headers);
    m_delivery->setWebhookIdFixed();
    m_handler->setConfiguration(configuration.handler, configuration.retry);
    m_advanced->setChecked(configuration.handler.type != HandlerConfiguration::Type::None);
    m_filters->setFilters(configuration.definition.filterBy);
    m_wheelGuard->update();
    m_topic->setEditText(configuration.definition.topic);
    m_delivery->touch();
    m_handler->touch();
    m_messages.touch();
    changeSomething();
}

void SubscriptionForm::showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings)
{
    m_messages.show(mistakes, warnings);
    m_filters->showMistakes(mistakes);
    m_delivery->showIssues(mistakes, warnings);
    m_handler->showIssues(mistakes, warnings);
}

void SubscriptionForm::goToMistake()
{
    m_messages.touch();
    m_filters->touch();
    m_delivery->touch();
    m_handler->touch();
    for (auto *field : {m_messages.firstMistake(), m_filters->firstMistake(), m_delivery->firstMistake(),
                        m_handler->firstMistake()}) {
        if (!field) {
            continue;
        }
        if (m_handler->isAncestorOf(field)) {
            m_advanced->setChecked(true);
        }
        field->setFocus(Qt::OtherFocusReason);
        return;
    }
}

void SubscriptionForm::setMasked(bool masked)
{
    m_filters->setMasked(masked);
}

} // namespace Tbs::Gui
