// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationpage.h"

#include "../application/symbols.h"
#include "../detail/detailpane.h"
#include "../detail/jsontext.h"
#include "../mainwindow/messagebar.h"
#include "../replay/replaydialog.h"
#include "forwarddialog.h"

#include <Tbs/support/futures.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

NotificationPage::NotificationPage(const Traits &traits, Backend &backend, Settings &settings, const Clock &clock,
                                   QWidget *parent)
    : Page(traits.name, traits.title, traits.icon, parent)
    , m_backend(backend)
    , m_settings(settings)
    , m_splitterSetting(traits.splitter)
    , m_tools(new QHBoxLayout)
    , m_filterBar(new FilterBar(clock))
    , m_table(new NotificationTable(settings, traits.columns))
    , m_detail(new DetailPane)
    , m_notice(new MessageBar)
    , m_splitter(new QSplitter(Qt::Vertical))
{
    m_notice->setObjectName(u"notice"_s);
    m_table->setObjectName(u"notificationTable"_s);
    m_table->setAccessibleName(traits.title);
    m_tools->addWidget(m_filterBar, 1, Qt::AlignTop);
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->restoreState(settings.value(traits.splitter).toByteArray());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->addLayout(m_tools);
    layout->addWidget(m_notice);
    layout->addWidget(m_splitter, 1);

    addNotificationActions();
    updateActions();
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings.setValue(m_splitterSetting, m_splitter->saveState()); });
    connect(m_table, &NotificationTable::currentRowChanged, this, &NotificationPage::showCurrent);
    connect(m_table, &QWidget::customContextMenuRequested, this, &NotificationPage::showContextMenu);
    connect(m_table, &NotificationTable::selectedRowsChanged, this, &NotificationPage::updateActions);
    connect(m_detail, &DetailPane::detailChanged, this, &NotificationPage::updateActions);
    connect(m_notice, &MessageBar::actionTriggered, m_notice, &QWidget::hide);
    connect(&backend, &Backend::stateChanged, this, &NotificationPage::updateActions);
    connect(&backend, &Backend::stateChanged, this, [this] { m_detail->setHistory(m_backend.history()); });
    m_detail->setHistory(backend.history());
}

NotificationPage::~NotificationPage() = default;

void NotificationPage::find()
{
    m_filterBar->edit();
}

void NotificationPage::setMasked(bool masked)
{
    m_detail->setMasked(masked);
}

void NotificationPage::showSubscription(const QString &webhookId)
{
    m_filterBar->setText(FilterExpression::condition(u"subscription"_s, webhookId));
}

void NotificationPage::addTool(QWidget *widget)
{
    m_tools->addWidget(widget, 0, Qt::AlignTop);
}

QAction *NotificationPage::addToolAction(const QString &name, const QIcon &icon, const QString &text,
                                         const QKeySequence &shortcut)
{
    auto *action = addPageAction(name, icon, text, shortcut);
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addTool(button);
    return action;
}

void NotificationPage::addNotificationActions()
{
    m_copyJson =
        addPageAction(u"copyJson"_s, symbol(u"copy"_s, u"edit-copy"_s), tr("&Copy as JSON"), QKeySequence::Copy);
    m_copyCurl = addPageAction(u"copyCurl"_s, {}, tr("Copy as c&url"), Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    m_forward = addPageAction(u"forward"_s, symbol(u"forward"_s, u"mail-forward"_s), tr("For&ward to a URL…"),
                              Qt::CTRL | Qt::Key_D);
    m_followSubscription =
        addPageAction(u"followSubscription"_s, {}, tr("Follow this &Subscription"), Qt::CTRL | Qt::Key_B);
    m_followFocus = addPageAction(u"followFocus"_s, {}, tr("Follow this &Resource"), Qt::CTRL | Qt::Key_R);
    m_replay = addPageAction(u"replay"_s, symbol(u"replayed"_s), tr("Rep&lay…"), Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    m_replay->setToolTip(tr("Hands the events of the selected lines over to their handlers once more"));
    const auto *columns = addPageAction(u"columns"_s, {}, tr("Choose Colu&mns"), ColumnTable::chooseColumnsKey);
    connect(columns, &QAction::triggered, m_table, &ColumnTable::chooseColumns);
    connect(m_replay, &QAction::triggered, this, &NotificationPage::askWhetherToReplay);
    connect(m_copyJson, &QAction::triggered, this, &NotificationPage::copyJson);
    connect(m_copyCurl, &QAction::triggered, this, &NotificationPage::copyCurl);
    connect(m_forward, &QAction::triggered, this, &NotificationPage::forward);
    connect(m_followSubscription, &QAction::triggered, this, &NotificationPage::followSubscription);
    connect(m_followFocus, &QAction::triggered, this, &NotificationPage::followFocus);
}

void NotificationPage::showCurrent()
{
    const auto index = m_table->currentIndex();
    if (!index.isValid()) {
        m_detail->clear();
    } else if (const auto entry = entryAt(index)) {
        m_detail->show(*entry);
    }
}

void NotificationPage::updateActions()
{
    const auto &shown = m_detail->detail();
    const bool hasBody = shown && !shown->entry.body.isEmpty();
    m_copyJson->setEnabled(hasBody);
    m_copyCurl->setEnabled(hasBody);
    m_forward->setEnabled(hasBody);
    m_followSubscription->setEnabled(shown && !shown->entry.summary.subscription.webhookId.isEmpty());
    m_followFocus->setEnabled(shown && !shown->entry.summary.foci.isEmpty());
    const auto ranges = m_table->selectionModel() ? m_table->selectionModel()->selection() : QItemSelection();
    const bool isOneLine = ranges.size() == 1 && ranges.constFirst().height() == 1;
    const bool canReplay = isOneLine ? storedId(ranges.constFirst().top()) != 0 : !ranges.isEmpty();
    m_replay->setEnabled(canReplay && !m_replaying && m_backend.history());
}

void NotificationPage::copyJson()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_detail->shownJson()));
}

void NotificationPage::copyCurl()
{
    const auto &webhookId = m_detail->detail()->entry.summary.subscription.webhookId;
    QGuiApplication::clipboard()->setText(curlCommand(m_backend.endpoint(webhookId), m_detail->body()));
}

void NotificationPage::forward()
{
    auto *dialog = new ForwardDialog(m_settings, m_detail->body(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void NotificationPage::followSubscription()
{
    const auto &key = m_detail->detail()->entry.summary.subscription;
    m_filterBar->setCondition(u"subscription"_s, key.subscription.isEmpty() ? key.webhookId : key.subscription);
}

void NotificationPage::followFocus()
{
    m_filterBar->setCondition(u"focus"_s, m_detail->detail()->entry.summary.foci.constFirst());
}

void NotificationPage::askWhetherToReplay()
{
    QList<qint64> ids;
    for (const auto row : m_table->selectedRows()) {
        if (const auto id = storedId(row); id != 0) {
            ids << id;
        }
    }
    auto *dialog = new ReplayDialog(m_backend, std::move(ids), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { replay(dialog->notificationIds()); });
    dialog->open();
}

void NotificationPage::replay(const QList<qint64> &notificationIds)
{
    m_replaying = true;
    updateActions();
    showNotice(Tone::Information, tr("Handing over…"));
    whenFinished(
        m_backend.replay(notificationIds), this,
        [this, notificationIds](const Result<int> &events) { takeReplayed(notificationIds, events); },
        [this, notificationIds] {
            const Error ended{Error::Kind::Retry, tr("The connection was ended before the answer came."), {}};
            takeReplayed(notificationIds, failure(ended));
        });
}

void NotificationPage::takeReplayed(const QList<qint64> &notificationIds, const Result<int> &events)
{
    m_replaying = false;
    updateActions();
    m_detail->reloadEvents();
    noteReplayed(notificationIds);
    if (!events) {
        showNotice(Tone::Bad, tr("Not all was handed over: %1").arg(events.error().toString()));
    } else if (*events == 0) {
        showNotice(Tone::Information,
                   tr("Nothing was handed over: the events still wait for their handler, or are no longer stored."));
    } else {
        showNotice(Tone::Good,
                   tr("Events handed over once more: %1. Their lines in History say how that ends.")
                       .arg(QLocale().toString(*events)));
    }
}

void NotificationPage::showNotice(Tone tone, const QString &text)
{
    m_notice->showMessage(tone, text, tr("&Dismiss"));
}

void NotificationPage::showContextMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.setObjectName(u"notificationMenu"_s);
    menu.addActions(actions());
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

} // namespace Tbs::Gui
