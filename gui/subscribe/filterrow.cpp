// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filterrow.h"

#include "../application/symbols.h"
#include "filteroperator.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHash>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QComboBox *editableBox(const QString &name, const QString &placeholder, int characters)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(characters);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->lineEdit()->setPlaceholderText(placeholder);
    return box;
}

/// Other choices; the text stays.
void offer(QComboBox &box, const QStringList &choices)
{
    const QSignalBlocker blocker(box);
    const auto text = box.currentText();
    box.clear();
    box.addItems(choices);
    box.setCurrentIndex(box.findText(text));
    box.setEditText(text);
}

QString joined(const FilterObjection &objection)
{
    return objection.advice.isEmpty() ? objection.message : u"%1. %2."_s.arg(objection.message, objection.advice);
}

} // namespace

FilterRow::FilterRow(QWidget *parent)
    : QWidget(parent)
    , m_resource(editableBox(u"filterResource"_s, tr("any type"), 9))
    , m_parameter(editableBox(u"filterParameter"_s, tr("parameter"), 9))
    , m_operator(new QComboBox)
    , m_value(new QLineEdit)
    , m_remove(new QToolButton)
{
    m_operator->setObjectName(u"filterOperator"_s);
    m_operator->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_operator->setMinimumContentsLength(9);
    m_value->setObjectName(u"filterValue"_s);
    m_value->setPlaceholderText(tr("value; a comma means or"));
    m_value->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_remove->setObjectName(u"removeFilter"_s);
    m_remove->setIcon(symbol(u"clear"_s, u"list-remove"_s));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);

    auto *line = new QHBoxLayout;
    line->addWidget(m_resource, 2);
    line->addWidget(m_parameter, 2);
    line->addWidget(m_operator, 2);
    line->addWidget(m_value, 4);
    line->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(line);
    makeMessages();
    for (auto *message : messages()) {
        layout->addWidget(message);
    }

    connect(m_resource, &QComboBox::currentTextChanged, this, [this] {
        offerParameters();
        Q_EMIT changed();
    });
    connect(m_parameter, &QComboBox::currentTextChanged, this, [this] {
        offerOperators();
        Q_EMIT changed();
    });
    connect(m_operator, &QComboBox::currentIndexChanged, this, &FilterRow::changed);
    connect(m_value, &QLineEdit::textChanged, this, &FilterRow::changed);
    connect(m_remove, &QToolButton::clicked, this, &FilterRow::removeRequested);
    offerOperators();
}

void FilterRow::makeMessages()
{
    m_resourceMessage = new FieldMessage(m_resource, u"filterResourceMessage"_s, this);
    m_parameterMessage = new FieldMessage(m_parameter, u"filterParameterMessage"_s, this);
    m_operatorMessage = new FieldMessage(m_operator, u"filterOperatorMessage"_s, this);
    m_valueMessage = new FieldMessage(m_value, u"filterValueMessage"_s, this);
}

QList<FieldMessage *> FilterRow::messages() const
{
    return {m_resourceMessage, m_parameterMessage, m_operatorMessage, m_valueMessage};
}

void FilterRow::setTopicFilters(const std::optional<TopicFilters> &filters)
{
    m_topicFilters = filters;
    offer(*m_resource, filters ? filters->resourceTypes() : QStringList());
    offerParameters();
}

void FilterRow::offerParameters()
{
    offer(*m_parameter, m_topicFilters ? m_topicFilters->parameters(m_resource->currentText()) : QStringList());
    offerOperators();
}

void FilterRow::offerOperators()
{
    const auto resource = m_resource->currentText();
    const auto parameter = m_parameter->currentText();
    auto choices = m_topicFilters ? operatorChoices(m_topicFilters->comparators(resource, parameter),
                                                    m_topicFilters->modifiers(resource, parameter))
                                  : operatorChoices(filterComparators(), filterModifiers());
    const auto chosen = m_operator->currentData().value<FilterOperator>();
    if (!choices.contains(chosen)) {
        choices.append(chosen);
    }
    const QSignalBlocker blocker(m_operator);
    m_operator->clear();
    for (const auto &choice : choices) {
        m_operator->addItem(operatorText(choice), QVariant::fromValue(choice));
    }
    m_operator->setCurrentIndex(static_cast<int>(choices.indexOf(chosen)));
    m_operator->view()->setMinimumWidth(m_operator->view()->sizeHintForColumn(0)
                                        + fontMetrics().averageCharWidth() * 4);
    showDescription();
}

void FilterRow::showDescription()
{
    const auto description =
        m_topicFilters ? m_topicFilters->description(m_resource->currentText(), m_parameter->currentText()) : QString();
    // As it is: a tool tip that looks like HTML would be drawn as such.
    m_parameter->setToolTip(description.isEmpty() ? QString() : u"<p>%1</p>"_s.arg(description.toHtmlEscaped()));
    m_parameter->setWhatsThis(m_parameter->toolTip());
}

FilterBy FilterRow::filter() const
{
    const auto chosen = m_operator->currentData().value<FilterOperator>();
    return {.resourceType = m_resource->currentText().trimmed(),
            .filterParameter = m_parameter->currentText().trimmed(),
            .comparator = chosen.comparator,
            .modifier = chosen.modifier,
            .value = m_value->text()};
}

void FilterRow::setFilter(const FilterBy &filter)
{
    const QSignalBlocker blocker(this);
    m_resource->setCurrentText(filter.resourceType);
    m_parameter->setCurrentText(filter.filterParameter);
    const FilterOperator chosen{filter.comparator, filter.modifier};
    {
        const QSignalBlocker operatorBlocker(m_operator);
        m_operator->clear();
        m_operator->addItem(operatorText(chosen), QVariant::fromValue(chosen));
    }
    offerOperators();
    m_value->setText(filter.value);
}

void FilterRow::setNumber(int number)
{
    const auto name = [number](const QString &field) {
        return tr("Filter %1: %2").arg(number).arg(field);
    };
    m_resource->setAccessibleName(name(tr("type of resource")));
    m_parameter->setAccessibleName(name(tr("parameter")));
    m_operator->setAccessibleName(name(tr("operator")));
    m_value->setAccessibleName(name(tr("value")));
    m_remove->setToolTip(tr("Remove filter %1 (Ctrl+Shift+D)").arg(number));
    m_remove->setAccessibleName(m_remove->toolTip());
}

void FilterRow::showMistakes(const QHash<QString, Error> &mistakes)
{
    const auto objection = m_topicFilters ? m_topicFilters->objectionTo(filter()) : std::nullopt;
    const auto say = [&](FieldMessage *message, const QStringList &elements) {
        for (const auto &element : elements) {
            if (const auto mistake = mistakes.constFind(element); mistake != mistakes.cend()) {
                return message->say(Tone::Bad, mistake->message);
            }
        }
        if (objection && elements.contains(objection->element)) {
            return message->say(Tone::Warning, joined(*objection));
        }
        message->clearMessage();
    };
    say(m_resourceMessage, {u"resourceType"_s});
    say(m_parameterMessage, {u"filterParameter"_s});
    say(m_operatorMessage, {u"comparator"_s, u"modifier"_s, QString()});
    say(m_valueMessage, {u"value"_s});
}

void FilterRow::touch()
{
    for (auto *message : messages()) {
        message->touch();
    }
}

QWidget *FilterRow::firstMistake() const
{
    for (const auto *message : messages()) {
        if (message->isMistake()) {
            return message->field();
        }
    }
    return nullptr;
}

void FilterRow::setMasked(bool masked)
{
    m_value->setEchoMode(masked ? QLineEdit::Password : QLineEdit::Normal);
}

void FilterRow::edit()
{
    auto *first = m_resource->count() > 0 && m_resource->currentText().isEmpty() ? m_resource : m_parameter;
    first->setFocus(Qt::ShortcutFocusReason);
}

} // namespace Tbs::Gui
