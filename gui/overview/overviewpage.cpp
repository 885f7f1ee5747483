// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "overviewpage.h"

#include "../application/symbols.h"
#include "../health/healthsummary.h"
#include "../lists/emptystate.h"
#include "../mainwindow/messagebar.h"
#include "../topics/knowntopics.h"
#include "activitycharts.h"
#include "journalview.h"
#include "overviewmodel.h"
#include "overviewtable.h"
#include "subscriptionactions.h"
#include "totalsbar.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr std::chrono::seconds tickPeriod(1);

QIcon pageIcon()
{
    return symbol(u"overview"_s);
}

} // namespace

OverviewPage::OverviewPage(Backend &backend, Settings &settings, Clock &clock, QWidget *parent)
    : Page(u"overviewPage"_s, tr("Overview"), pageIcon(), parent)
    , m_backend(backend)
    , m_settings(settings)
    , m_clock(clock)
    , m_connectionId(backend.connection().id)
    , m_model(new OverviewModel(m_history, clock, this))
    , m_topics(new KnownTopics(backend, clock, this))
    , m_totals(new TotalsBar)
    , m_message(new MessageBar)
    , m_table(new OverviewTable(*m_model, settings))
    , m_empty(new EmptyState)
    , m_stack(new QStackedWidget)
    , m_charts(new ActivityCharts)
    , m_journal(new JournalView(clock))
    , m_actions(new SubscriptionActions(backend, clock, *this, *m_table))
{
    m_actions->setParent(this);
    lay();
    addActions();
    connect(&backend, &Backend::stateChanged, this, &OverviewPage::takeSubscriptions);
    connect(&backend, &Backend::connectionChanged, this, &OverviewPage::takeConnection);
    connect(&backend, &Backend::subscriptionsChanged, this, &OverviewPage::takeSubscriptions);
    connect(&backend, &Backend::measured, this, &OverviewPage::takeActivity);
    connect(&backend, &Backend::journal, this, &OverviewPage::takeJournal);
    connect(m_topics, &KnownTopics::changed, this, [this] { m_model->setTopics(m_topics->topics()); });
    connect(m_table, &ColumnTable::currentRowChanged, this, &OverviewPage::takeCurrent);
    connect(m_table, &OverviewTable::actionTriggered, this,
            [this](int row) { m_actions->help(m_model->subscription(row)); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &OverviewPage::showContextMenu);
    connect(m_actions, &SubscriptionActions::busyChanged, m_model, &OverviewModel::setBusy);
    connect(m_actions, &SubscriptionActions::pageRequested, this, &OverviewPage::pageRequested);
    connect(m_actions, &SubscriptionActions::failed, this,
            [this](const QString &message) { m_message->showMessage(Tone::Bad, message, tr("Dismiss")); });
    connect(m_message, &MessageBar::actionTriggered, m_message, &QWidget::hide);
    connect(m_empty, &EmptyState::actionTriggered, this, &OverviewPage::goWhereItBegins);
    showWorst();
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::lay()
{
    m_message->setObjectName(u"overviewMessage"_s);
    m_empty->setObjectName(u"overviewEmpty"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *below = makeSplitter(Qt::Horizontal, u"overviewDetailSplitter"_s, Setting::OverviewDetailSplitter);
    below->addWidget(m_charts);
    below->addWidget(m_journal);
    below->setStretchFactor(0, 2);
    below->setStretchFactor(1, 3);
    auto *splitter = makeSplitter(Qt::Vertical, u"overviewSplitter"_s, Setting::OverviewSplitter);
    splitter->addWidget(m_stack);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    below->restoreState(m_settings.value(Setting::OverviewDetailSplitter).toByteArray());
    splitter->restoreState(m_settings.value(Setting::OverviewSplitter).toByteArray());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_totals);
    layout->addWidget(m_message);
    layout->addWidget(splitter, 1);
}

QSplitter *OverviewPage::makeSplitter(Qt::Orientation orientation, const QString &name, Setting setting)
{
    auto *splitter = new QSplitter(orientation);
    splitter->setObjectName(name);
    splitter->setChildrenCollapsible(false);
    connect(splitter, &QSplitter::splitterMoved, this,
            [this, splitter, setting] { m_settings.setValue(setting, splitter->saveState()); });
    return splitter;
}

void OverviewPage::addActions()
{
    auto *copyAction =
        addPageAction(u"copyOverview"_s, symbol(u"copy"_s, u"edit-copy"_s), tr("&Copy"), QKeySequence::Copy);
    copyAction->setToolTip(tr("Copies the selected lines of the journal, or the selected subscription."));
    connect(copyAction, &QAction::triggered, this, &OverviewPage::copy);
    auto *columnsAction = addPageAction(u"columns"_s, {}, tr("Choose Col&umns"), ColumnTable::chooseColumnsKey);
    connect(columnsAction, &QAction::triggered, m_table, &ColumnTable::chooseColumns);
}

void OverviewPage::find()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void OverviewPage::setMasked(bool masked)
{
    m_model->setMasked(masked);
}

void OverviewPage::showSubscription(const QString &webhookId)
{
    showSubscriptions(); // it may be newer than the list
    const auto &subscriptions = m_model->subscriptions();
    const auto found = std::find_if(subscriptions.begin(), subscriptions.end(),
                                    [&](const auto &one) { return one.webhookId() == webhookId; });
    if (found != subscriptions.end()) {
        m_table->setCurrentModelRow(static_cast<int>(found - subscriptions.begin()));
    }
}

void OverviewPage::takeConnection()
{
    const auto id = m_backend.connection().id;
    if (std::exchange(m_connectionId, id) != id) {
        m_history.clear();
        m_journal->clear();
        m_message->hide();
    }
}

void OverviewPage::takeSubscriptions()
{
    showWorst();
    if (isVisible()) {
        showAll();
    }
}

void OverviewPage::takeActivity(const Activity &activity)
{
    m_history.add(activity);
    if (isVisible()) {
        showActivity();
    }
}

void OverviewPage::takeJournal(const QList<JournalEntry> &entries)
{
    m_journal->add(entries);
    m_actions->noteJournal(entries);
}

void OverviewPage::takeCurrent()
{
    const int row = m_table->currentModelRow();
    const bool isAny = row >= 0 && isRunning();
    m_actions->setCurrent(isAny ? std::optional(m_model->subscription(row)) : std::nullopt);
    m_journal->setWebhookId(isAny ? m_model->subscription(row).webhookId() : QString());
}

/// In the list of pages, which is seen from everywhere.
void OverviewPage::showWorst()
{
    const HealthSummary summary(isRunning() ? m_backend.subscriptions() : QList<ManagedSubscription>());
    if (std::exchange(m_worst, summary.worst()) != summary.worst()) {
        const auto tone = lightTone(m_worst);
        setIcon(tone == Tone::Warning || tone == Tone::Bad ? lightIcon(m_worst, palette()) : pageIcon());
    }
}

void OverviewPage::showAll()
{
    showSubscriptions();
    showActivity();
    showEmptyState();
}

void OverviewPage::showSubscriptions()
{
    m_model->setSubscriptions(isRunning() ? m_backend.subscriptions() : QList<ManagedSubscription>());
    if (m_model->rowCount() > 0) {
        m_topics->want();
    }
    takeCurrent();
}

void OverviewPage::showActivity()
{
    m_charts->show(m_history);
    if (!isRunning()) {
        m_totals->showNothing();
        return;
    }
    m_model->updateRates();
    m_totals->showHealth(m_model->subscriptions());
    m_totals->showActivity(m_history);
}

void OverviewPage::showEmptyState()
{
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_empty);
    switch (m_backend.state()) {
    case Backend::State::Running:
        m_empty->say(tr("There are no subscriptions yet. Choose a topic to subscribe to."), tr("Show Topics"));
        return;
    case Backend::State::Starting:
        m_empty->say(tr("Connecting…"));
        return;
    case Backend::State::Stopped:
        m_empty->say(tr("Not connected. Choose a connection to see how its subscriptions do."), tr("Show Connections"));
        return;
    case Backend::State::Failed:
        m_empty->say(tr("The connection failed; the reason stands above. Try again, or change the connection."),
                     tr("Show Connections"));
        return;
    }
}

void OverviewPage::goWhereItBegins()
{
    Q_EMIT pageRequested(isRunning() ? u"topicsPage"_s : u"connectionsPage"_s, {});
}

void OverviewPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    showAll();
    if (!m_ticking) {
        m_ticking = true;
        m_clock.callAfter(tickPeriod, this, [this] { tick(); });
    }
}

void OverviewPage::tick()
{
    m_ticking = isVisible();
    if (m_ticking) {
        m_model->updateTimes();
        m_clock.callAfter(tickPeriod, this, [this] { tick(); });
    }
}

void OverviewPage::copy()
{
    if (m_journal->isListFocused()) {
        QGuiApplication::clipboard()->setText(m_journal->selectedText());
        return;
    }
    const int row = m_table->currentModelRow();
    if (row < 0) {
        return;
    }
    QStringList cells;
    for (const auto column : {OverviewModel::Name, OverviewModel::Status, OverviewModel::LastEvent,
                              OverviewModel::Behind, OverviewModel::Reason}) {
        cells << m_model->index(row, column).data().toString();
    }
    QGuiApplication::clipboard()->setText(cells.join(u'\t'));
}

void OverviewPage::showContextMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.setObjectName(u"overviewMenu"_s);
    menu.addActions(actions());
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

} // namespace Tbs::Gui
