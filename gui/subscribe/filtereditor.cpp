// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filtereditor.h"

#include "../application/symbols.h"
#include "filterrow.h"

#include <QHash>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

FilterEditor::FilterEditor(QWidget *parent)
    : QWidget(parent)
    , m_explanation(new QLabel)
    , m_layout(new QVBoxLayout)
    , m_add(new QPushButton(symbol(u"added"_s, u"list-add"_s), tr("&Add Filter")))
{
    setObjectName(u"filterEditor"_s);
    m_explanation->setObjectName(u"filterExplanation"_s);
    m_explanation->setWordWrap(true);
    m_explanation->setTextFormat(Qt::PlainText);
    m_add->setObjectName(u"addFilter"_s);
    m_add->setAutoDefault(false);
    m_add->setToolTip(tr("Add a filter (Ctrl+Shift+A)"));
    m_layout->setSpacing(6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_explanation);
    layout->addLayout(m_layout);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &FilterEditor::addFilter);
    auto *add = new QShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_A, this);
    add->setContext(Qt::WindowShortcut);
    connect(add, &QShortcut::activated, this, &FilterEditor::addFilter);
    auto *remove = new QShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_D, this);
    remove->setContext(Qt::WidgetWithChildrenShortcut);
    connect(remove, &QShortcut::activated, this, &FilterEditor::removeCurrent);
    showExplanation();
}

void FilterEditor::setTopicFilters(const std::optional<TopicFilters> &filters)
{
    m_topicFilters = filters;
    for (auto *row : std::as_const(m_rows)) {
        row->setTopicFilters(filters);
    }
    showExplanation();
}

void FilterEditor::showExplanation()
{
    const auto names = m_topicFilters ? m_topicFilters->parameters({}) : QStringList();
    if (!m_topicFilters) {
        m_explanation->setText(tr("What the topic can be filtered by is not known. A filter names a search parameter, "
                                  "as Encounter and patient; its value is as in a search: Patient/1."));
    } else if (names.isEmpty()) {
        m_explanation->setText(
            tr("The topic tells of nothing that it could be filtered by; without a filter every event is sent."));
    } else if (m_rows.isEmpty()) {
        m_explanation->setText(tr("Without a filter every event of the topic is sent. It can be filtered by %1.")
                                   .arg(names.join(u", "_s)));
    } else {
        m_explanation->setText(tr("Only events for which every filter holds are sent."));
    }
}

QList<FilterBy> FilterEditor::filters() const
{
    QList<FilterBy> filters;
    for (const auto *row : m_rows) {
        filters.append(row->filter());
    }
    return filters;
}

void FilterEditor::setFilters(const QList<FilterBy> &filters)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    for (const auto &filter : filters) {
        auto *row = addRow();
        row->setFilter(filter);
        row->touch();
    }
    number();
}

FilterRow *FilterEditor::addRow()
{
    auto *row = new FilterRow;
    row->setTopicFilters(m_topicFilters);
    row->setMasked(m_masked);
    QWidget *before = m_rows.isEmpty() ? nullptr : m_rows.constLast();
    m_rows.append(row);
    m_layout->addWidget(row);
    if (before) {
        setTabOrder(before, row);
    }
    setTabOrder(row, m_add);
    connect(row, &FilterRow::changed, this, &FilterEditor::changed);
    connect(row, &FilterRow::removeRequested, this, [this, row] { remove(row); });
    return row;
}

void FilterEditor::addFilter()
{
    auto *row = addRow();
    const auto types = m_topicFilters ? m_topicFilters->resourceTypes() : QStringList();
    if (types.size() == 1) {
        row->setFilter(
            {.resourceType = types.constFirst(), .filterParameter = {}, .comparator = {}, .modifier = {}, .value = {}});
    }
    number();
    row->show();
    row->edit();
    Q_EMIT changed();
}

void FilterEditor::removeCurrent()
{
    for (auto *row : std::as_const(m_rows)) {
        if (row->isAncestorOf(focusWidget())) {
            return remove(row);
        }
    }
}

void FilterEditor::remove(FilterRow *row)
{
    const auto index = m_rows.indexOf(row);
    m_rows.removeAt(index);
    m_layout->removeWidget(row);
    row->hide();
    row->deleteLater();
    number();
    // The focus goes to the neighbour and not out of the dialog.
    if (m_rows.isEmpty()) {
        m_add->setFocus();
    } else {
        m_rows.at(std::min(index, m_rows.size() - 1))->edit();
    }
    Q_EMIT changed();
}

void FilterEditor::number()
{
    for (int i = 0; i < m_rows.size(); ++i) {
        m_rows.at(i)->setNumber(i + 1);
    }
    showExplanation();
}

void FilterEditor::showMistakes(const QList<Error> &mistakes)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const auto element = u"filterBy[%1]"_s.arg(i);
        QHash<QString, Error> ofRow;
        for (const auto &mistake : mistakes) {
            if (mistake.location == element) {
                ofRow.insert({}, mistake);
            } else if (mistake.location.startsWith(element + u'.')) {
                ofRow.insert(mistake.location.mid(element.size() + 1), mistake);
            }
        }
        m_rows.at(i)->showMistakes(ofRow);
    }
}

void FilterEditor::touch()
{
    for (auto *row : std::as_const(m_rows)) {
        row->touch();
    }
}

QWidget *FilterEditor::firstMistake() const
{
    for (const auto *row : m_rows) {
        if (auto *field = row->firstMistake()) {
            return field;
        }
    }
    return nullptr;
}

void FilterEditor::setMasked(bool masked)
{
    m_masked = masked;
    for (auto *row : std::as_const(m_rows)) {
        row->setMasked(masked);
    }
}

} // namespace Tbs::Gui
