// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "journalview.h"

#include "journalfilter.h"
#include "journalmark.h"
#include "journalmodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// In characters, by column.
constexpr std::array<int, JournalModel::columnsCount> widths{26, 17, 16, 40};

} // namespace

JournalView::JournalView(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_model(new JournalModel(clock, this))
    , m_filter(new JournalFilter(this))
    , m_table(new QTableView)
    , m_severity(new QComboBox)
    , m_onlySelected(new QCheckBox(tr("&Only the selected subscription")))
    , m_empty(new QLabel(m_table))
    , m_whole(new QLabel)
{
    auto *title = new QLabel(tr("&Journal"));
    title->setBuddy(m_table);
    m_severity->setObjectName(u"journalSeverity"_s);
    m_severity->setAccessibleName(tr("How bad it has to be to be shown"));
    m_severity->addItem(tr("Everything"), static_cast<int>(JournalEntry::Severity::Information));
    m_severity->addItem(tr("Warnings and errors"), static_cast<int>(JournalEntry::Severity::Warning));
    m_severity->addItem(tr("Errors"), static_cast<int>(JournalEntry::Severity::Bad));
    m_onlySelected->setObjectName(u"journalOnlySelected"_s);
    m_filter->setSourceModel(m_model);
    makeTable();
    m_whole->setObjectName(u"journalWhole"_s);
    m_whole->setTextFormat(Qt::PlainText);
    m_whole->setWordWrap(true);
    m_whole->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_whole->hide();

    auto *tools = new QHBoxLayout;
    tools->addWidget(title);
    tools->addStretch(1);
    tools->addWidget(m_onlySelected);
    tools->addWidget(m_severity);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(tools);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_whole);

    connect(m_severity, &QComboBox::currentIndexChanged, this, &JournalView::applyFilter);
    connect(m_onlySelected, &QCheckBox::toggled, this, &JournalView::applyFilter);
    connect(m_filter, &QAbstractItemModel::rowsAboutToBeInserted, this, &JournalView::noteTop);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &JournalView::keepTop);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_filter, signal, this, &JournalView::updateEmptyText);
    }
    connect(m_filter, &QAbstractItemModel::modelReset, this, &JournalView::updateEmptyText);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JournalView::showWhole);
    updateEmptyText();
}

void JournalView::makeTable()
{
    m_table->setObjectName(u"journalTable"_s);
    m_table->setAccessibleName(tr("Journal"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(0);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->setModel(m_filter);
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto width = fontMetrics().averageCharWidth();
    for (int column = 0; column < JournalModel::columnsCount; ++column) {
        header->resizeSection(column, width * widths.at(static_cast<std::size_t>(column)));
    }
    header->setSectionResizeMode(JournalModel::Message, QHeaderView::Stretch);

    m_empty->setObjectName(u"journalEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    auto *inside = new QVBoxLayout(m_table->viewport());
    inside->addWidget(m_empty);
}

void JournalView::add(const QList<JournalEntry> &entries)
{
    m_model->add(entries);
}

void JournalView::clear()
{
    m_model->clear();
}

void JournalView::setWebhookId(const QString &webhookId)
{
    m_webhookId = webhookId;
    applyFilter();
}

void JournalView::applyFilter()
{
    m_filter->setLeastSeverity(static_cast<JournalEntry::Severity>(m_severity->currentData().toInt()));
    m_filter->setWebhookId(m_onlySelected->isChecked() ? m_webhookId : QString());
    updateEmptyText();
}

void JournalView::updateEmptyText()
{
    m_empty->setVisible(m_filter->rowCount() == 0);
    m_empty->setText(m_model->rowCount() == 0
                         ? tr("Nothing has happened yet. What the server and the subscriptions do appears here.")
                         : tr("Nothing of what has happened is shown. Choose “Everything” to see it."));
}

void JournalView::noteTop()
{
    m_top = m_table->verticalScrollBar()->value() > 0 ? m_table->indexAt(QPoint(0, 0)) : QModelIndex();
}

/// Who has scrolled down reads, and does not want it to move.
void JournalView::keepTop()
{
    if (m_top.isValid()) {
        m_table->doItemsLayout(); // or it could not scroll that far yet
        m_table->scrollTo(m_top, QAbstractItemView::PositionAtTop);
    }
}

/// The line in which the user is, for it is too long for the list.
void JournalView::showWhole(const QModelIndex &index)
{
    m_whole->setVisible(index.isValid());
    if (index.isValid()) {
        const auto &entry = m_model->entry(m_filter->mapToSource(index).row());
        m_whole->setText(u"%1\n%2"_s.arg(entry.message, entry.advice).trimmed());
    }
}

bool JournalView::isListFocused() const
{
    return m_table->hasFocus();
}

QString JournalView::selectedText() const
{
    QStringList lines;
    auto rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const auto &row : std::as_const(rows)) {
        lines << journalLine(m_model->entry(m_filter->mapToSource(row).row()));
    }
    return lines.join(u'\n');
}

} // namespace Tbs::Gui
