// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "eventsview.h"

#include "../application/symbols.h"
#include "../application/tone.h"
#include "../notifications/patientmask.h"

#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

enum Column {
    StateColumn,
    NumberColumn,
    FocusColumn,
    AttemptsColumn,
    NextAttemptColumn,
    ReplayedColumn,
    LastErrorColumn
};

void showState(QTreeWidgetItem &item, const EventRecord &event, const QPalette &palette)
{
    switch (event.state) {
    case EventState::Done:
        item.setText(StateColumn, EventsView::tr("Done"));
        item.setIcon(StateColumn, coloredSymbol(u"done"_s, toneColor(Tone::Good, palette)));
        return;
    case EventState::Pending:
        item.setText(StateColumn,
                     event.attempts > 0 ? EventsView::tr("Waits for another attempt") : EventsView::tr("Waiting"));
        item.setIcon(StateColumn, coloredSymbol(u"retrying"_s, toneColor(Tone::Warning, palette)));
        return;
    case EventState::DeadLetter:
        item.setText(StateColumn, EventsView::tr("Failed"));
        item.setIcon(StateColumn, coloredSymbol(u"failed"_s, toneColor(Tone::Bad, palette)));
        return;
    }
}

/// To the second; empty for none.
QString fullTime(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

} // namespace

EventsView::EventsView(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"detailEvents"_s);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setHeaderLabels({tr("Handler"), tr("Number"), tr("Focus"), tr("Attempts"), tr("Next attempt"), tr("Replayed"),
                     tr("Last error")});
    setAccessibleName(tr("Events and their handlers"));
    const auto width = fontMetrics().averageCharWidth();
    header()->resizeSection(StateColumn, width * 26);
    header()->resizeSection(FocusColumn, width * 26);
    header()->resizeSection(ReplayedColumn, width * 26);
}

void EventsView::setDetail(const NotificationDetail &detail, bool masked)
{
    clear();
    QList<QTreeWidgetItem *> items;
    for (const auto &event : detail.events) {
        auto *item = new QTreeWidgetItem;
        showState(*item, event, palette());
        item->setText(NumberColumn, event.eventNumber ? event.eventNumber->toString() : QString());
        item->setText(FocusColumn, masked ? maskedReference(event.focus) : event.focus);
        item->setText(AttemptsColumn, QString::number(event.attempts));
        item->setText(NextAttemptColumn,
                      event.nextAttemptAt.isValid() ? event.nextAttemptAt.toLocalTime().toString(u"HH:mm:ss"_s)
                                                    : QString());
        item->setText(ReplayedColumn, fullTime(event.replayedAt));
        item->setText(LastErrorColumn, event.lastError);
        item->setToolTip(LastErrorColumn, event.lastError);
        items << item;
    }
    addTopLevelItems(items);
    const bool anyReplayed = std::any_of(detail.events.begin(), detail.events.end(),
                                         [](const EventRecord &event) { return event.replayedAt.isValid(); });
    setColumnHidden(ReplayedColumn, !anyReplayed);
}

} // namespace Tbs::Gui
