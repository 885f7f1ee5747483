// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "replaydialog.h"

#include "../application/tone.h"

#include <Tbs/support/futures.h>

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// Notifications that are looked up together.
constexpr qsizetype countedAtOnce = 500;

enum Column { SubscriptionColumn, HandlerColumn, EventsColumn };

QList<qint64> withoutRepetitions(QList<qint64> ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

} // namespace

ReplayDialog::ReplayDialog(Backend &backend, QList<qint64> notificationIds, QWidget *parent)
    : QDialog(parent)
    , m_backend(backend)
    , m_ids(withoutRepetitions(std::move(notificationIds)))
    , m_plan(backend.subscriptions())
    , m_question(new QLabel)
    , m_targets(new QTreeWidget)
    , m_progress(new QProgressBar)
    , m_remarks(new QLabel)
{
    setObjectName(u"replayDialog"_s);
    setWindowTitle(tr("Replay"));
    for (auto *label : {m_question, m_remarks}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_question->setObjectName(u"replayQuestion"_s);
    m_remarks->setObjectName(u"replayRemarks"_s);
    m_progress->setObjectName(u"replayProgress"_s);
    m_progress->setRange(0, static_cast<int>(m_ids.size()));
    m_progress->setAccessibleName(tr("Progress of the counting"));
    makeTargets();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_replay = buttons->addButton(tr("&Replay"), QDialogButtonBox::AcceptRole);
    m_replay->setObjectName(u"replayButton"_s);
    m_replay->setEnabled(false);
    m_replay->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_question);
    layout->addWidget(m_targets, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_remarks);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(&backend, &Backend::stateChanged, this, &QDialog::reject);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().lineSpacing() * 18);
    buttons->button(QDialogButtonBox::Cancel)->setFocus();
    m_question->setText(tr("Counting the events…"));
    countNext();
}

void ReplayDialog::makeTargets()
{
    m_targets->setObjectName(u"replayTargets"_s);
    m_targets->setAccessibleName(tr("Subscriptions and their handlers"));
    m_targets->setRootIsDecorated(false);
    m_targets->setUniformRowHeights(true);
    m_targets->setHeaderLabels({tr("Subscription"), tr("What its handler does with each event"), tr("Events")});
    m_targets->headerItem()->setTextAlignment(EventsColumn, Qt::AlignRight | Qt::AlignVCenter);
    const auto width = fontMetrics().averageCharWidth();
    m_targets->header()->resizeSection(SubscriptionColumn, width * 28);
    m_targets->header()->setStretchLastSection(false);
    m_targets->header()->setSectionResizeMode(HandlerColumn, QHeaderView::Stretch);
    m_targets->header()->resizeSection(EventsColumn, width * 12);
    m_targets->setTextElideMode(Qt::ElideMiddle);
    m_targets->setMinimumHeight(fontMetrics().height() * 6);
}

void ReplayDialog::countNext()
{
    auto *history = m_backend.history();
    if (!history || m_counted >= m_ids.size()) {
        showPlan();
        return;
    }
    const auto ids = m_ids.mid(m_counted, countedAtOnce);
    whenFinished(history->summaries(ids), this,
                 [this, count = ids.size()](const Result<QList<NotificationSummary>> &summaries) {
                     if (!summaries) {
                         showError(summaries.error());
                         return;
                     }
                     m_plan.add(*summaries);
                     m_found += summaries->size();
                     m_counted += count;
                     m_progress->setValue(static_cast<int>(m_counted));
                     countNext();
                 });
}

void ReplayDialog::showPlan()
{
    m_progress->hide();
    showTargets();
    m_question->setText(question());
    m_remarks->setText(remarks());
    m_remarks->setVisible(!m_remarks->text().isEmpty());
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
    const auto events = m_plan.events();
    m_replay->setEnabled(events > 0);
    m_replay->setText(events > 0 ? tr("&Replay (%1)").arg(QLocale().toString(events)) : tr("&Replay"));
}

void ReplayDialog::showTargets()
{
    QList<QTreeWidgetItem *> items;
    for (const auto &target : m_plan.targets()) {
        auto *item = new QTreeWidgetItem;
        item->setText(SubscriptionColumn, target.webhookId);
        item->setText(EventsColumn, QLocale().toString(target.events));
        item->setTextAlignment(EventsColumn, Qt::AlignRight | Qt::AlignVCenter);
        item->setText(HandlerColumn, target.isDefined() ? target.handler : tr("left out: it is not defined any more"));
        item->setToolTip(HandlerColumn, item->text(HandlerColumn));
        if (!target.isDefined()) {
            for (int column = SubscriptionColumn; column <= EventsColumn; ++column) {
                item->setForeground(column, mutedText(palette()));
            }
        }
        items << item;
    }
    m_targets->addTopLevelItems(items);
    m_targets->setVisible(!items.isEmpty());
}

QString ReplayDialog::question() const
{
    const auto events = m_plan.events();
    if (events == 0) {
        return tr("There is nothing in the selection that could be handed over once more.");
    }
    return tr("Events that are handed over to their handlers once more: %1.\nThey have been handed over before, so "
              "what "
              "the handlers do may be done twice: what they send is sent again, what they write is written again.")
        .arg(QLocale().toString(events));
}

QString ReplayDialog::remarks() const
{
    QStringList sentences;
    if (m_plan.waiting() > 0) {
        sentences
            << tr("Left out, since they still wait for their handler: %1.").arg(QLocale().toString(m_plan.waiting()));
    }
    if (m_found < m_ids.size()) {
        sentences << tr("Notifications that are no longer stored: %1.").arg(QLocale().toString(m_ids.size() - m_found));
    }
    if (m_plan.events() > 0) {
        sentences << tr("The history then says how the handling ends this time. The server hears nothing of it.");
    }
    return sentences.join(u' ');
}

void ReplayDialog::showError(const Error &error)
{
    m_progress->hide();
    m_targets->hide();
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad, colors));
    m_question->setPalette(colors);
    m_question->setText(tr("The events cannot be counted: %1").arg(error.toString()));
}

} // namespace Tbs::Gui
