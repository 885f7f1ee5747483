// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionspage.h"

#include "../application/symbols.h"
#include "../lists/emptystate.h"
#include "../lists/searchedit.h"
#include "../mainwindow/messagebar.h"
#include "subscriptioncommands.h"
#include "subscriptiondetail.h"
#include "subscriptionfiltermodel.h"
#include "subscriptionmodel.h"
#include "subscriptiontable.h"
#include "subscriptionwords.h"

#include <Tbs/service/headerjudgement.h>
#include <Tbs/service/wantedsubscriptions.h>
#include <Tbs/support/futures.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// Changes come in bunches.
constexpr int reloadMilliseconds = 200;
/// The newest of them; more would push the list away.
constexpr qsizetype maximumFailures = 3;

/// In the order of the tabs behind "All".
constexpr std::array owners{SubscriptionOwner::Ours, SubscriptionOwner::LeftOver, SubscriptionOwner::Others};

} // namespace

SubscriptionsPage::SubscriptionsPage(Backend &backend, Settings &settings, Clock &clock, QWidget *parent)
    : Page(u"subscriptionsPage"_s, tr("Subscriptions"), symbol(u"subscriptions"_s), parent)
    , m_backend(backend)
    , m_settings(settings)
    , m_clock(clock)
    , m_model(new SubscriptionModel(this))
    , m_filterModel(new SubscriptionFilterModel(*m_model, this))
    , m_commands(new SubscriptionCommands(backend, clock, *m_model, *this))
    , m_owners(new QTabBar)
    , m_failure(new MessageBar)
    , m_listFailure(new MessageBar)
    , m_stack(new QStackedWidget)
    , m_table(new SubscriptionTable(settings))
    , m_search(new SearchEdit(tr("Search: id, topic, endpoint, reason, status"), *m_table))
    , m_empty(new EmptyState)
    , m_detail(new SubscriptionDetail)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_status(new QLabel)
{
    makeActions();
    makeList();
    m_failure->setObjectName(u"failureBar"_s);
    m_listFailure->setObjectName(u"listFailureBar"_s);
    m_status->setObjectName(u"subscriptionStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->restoreState(settings.value(Setting::SubscriptionsSplitter).toByteArray());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->addLayout(makeTools());
    layout->addWidget(m_failure);
    layout->addWidget(m_listFailure);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_status);
    layout->addSpacing(4);
    connectAll();
    takeState();
}

void SubscriptionsPage::makeActions()
{
    m_copy = addPageAction(u"copyJson"_s, symbol(u"copy"_s, u"edit-copy"_s), tr("C&opy as JSON"), QKeySequence::Copy);
    m_columns = addPageAction(u"columns"_s, {}, tr("Choose Col&umns"), ColumnTable::chooseColumnsKey);
    m_refresh =
        addPageAction(u"refresh"_s, symbol(u"refresh"_s, u"view-refresh"_s), tr("&Refresh"), QKeySequence::Refresh);
    connect(m_copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_detail->shownJson()); });
    connect(m_columns, &QAction::triggered, m_table, &ColumnTable::chooseColumns);
    connect(m_refresh, &QAction::triggered, this, &SubscriptionsPage::load);
}

QLayout *SubscriptionsPage::makeTools()
{
    m_search->setObjectName(u"subscriptionSearch"_s);
    m_search->setAccessibleName(tr("Search in subscriptions"));
    m_owners->setObjectName(u"ownerTabs"_s);
    m_owners->setAccessibleName(tr("Whose subscriptions are shown"));
    m_owners->setDrawBase(false);
    m_owners->setExpanding(false);
    m_owners->addTab(QString());
    for (const auto owner : owners) {
        m_owners->setTabToolTip(m_owners->addTab(QString()),
                                ownerExplanation({.owner = owner, .managed = {}, .observed = {}}));
    }
    auto *line = new QHBoxLayout;
    line->addWidget(m_owners);
    line->addWidget(m_search, 1);
    for (auto *action : {m_commands->newSubscription(), m_refresh}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        line->addWidget(button);
    }
    return line;
}

void SubscriptionsPage::makeList()
{
    m_table->setModel(m_filterModel);
    connect(m_table, &ColumnTable::currentRowChanged, this, &SubscriptionsPage::showCurrent);
    connect(m_table, &QWidget::customContextMenuRequested, this, &SubscriptionsPage::showContextMenu);
    connect(m_table, &QAbstractItemView::activated, m_commands->action(SubscriptionAction::Edit), &QAction::trigger);
}

void SubscriptionsPage::connectAll()
{
    m_reloadTimer.setSingleShot(true);
    m_reloadTimer.setInterval(reloadMilliseconds);
    connect(&m_reloadTimer, &QTimer::timeout, this, &SubscriptionsPage::load);
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings.setValue(Setting::SubscriptionsSplitter, m_splitter->saveState()); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filterModel->setSearch(text);
        showState();
    });
    connect(m_owners, &QTabBar::currentChanged, this, [this](int tab) {
        m_filterModel->setOwner(tab <= 0 ? std::nullopt : std::optional(owners.at(static_cast<std::size_t>(tab) - 1)));
        showState();
    });
    connect(m_empty, &EmptyState::actionTriggered, this, &SubscriptionsPage::act);
    connect(m_empty, &EmptyState::otherActionTriggered, m_commands->newSubscription(), &QAction::trigger);
    connect(m_failure, &MessageBar::actionTriggered, m_failure, &QWidget::hide);
    connect(m_listFailure, &MessageBar::actionTriggered, this, &SubscriptionsPage::load);
    connect(m_commands, &SubscriptionCommands::missed, this, &SubscriptionsPage::showFailure);
    connect(m_commands, &SubscriptionCommands::eventsRequested, this,
            [this](const QString &webhookId) { Q_EMIT pageRequested(u"livePage"_s, webhookId); });
    connect(&m_commands->operations(), &SubscriptionOperations::failed, this, &SubscriptionsPage::showFailure);
    connect(&m_commands->operations(), &SubscriptionOperations::finished, this, &SubscriptionsPage::reloadSoon);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SubscriptionsPage::showCurrent);
    connect(&m_backend, &Backend::stateChanged, this, &SubscriptionsPage::takeState);
    connect(&m_backend, &Backend::subscriptionsChanged, this, &SubscriptionsPage::takeSubscriptions);
}

void SubscriptionsPage::find()
{
    m_search->edit();
}

void SubscriptionsPage::setMasked(bool masked)
{
    m_detail->setMasked(masked);
    m_commands->setMasked(masked);
    m_model->setMasked(masked);
}

void SubscriptionsPage::showSubscription(const QString &webhookId)
{
    for (const auto &row : m_model->rows()) {
        if (row.webhookId() == webhookId) {
            m_search->clear();
            m_owners->setCurrentIndex(0);
            const auto index = m_filterModel->mapFromSource(m_model->index(m_model->find(row.identity()), 0));
            m_table->setCurrentIndex(index);
            m_table->setFocus();
            return;
        }
    }
}

void SubscriptionsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_loaded) {
        load();
    }
}

void SubscriptionsPage::takeState()
{
    // Whatever is under way is of the connection before.
    m_connection.advance();
    m_loading = false;
    m_loaded = false;
    m_error.reset();
    m_reloadTimer.stop();
    m_failure->hide();
    m_commands->forget();
    m_model->clearListed();
    takeSubscriptions();
    if (isVisible()) {
        load();
    }
}

QStringList SubscriptionsPage::registrations() const
{
    QStringList registrations;
    for (const auto &subscription : m_backend.subscriptions()) {
        const auto &registered = subscription.registered;
        const auto &status = subscription.facts.status;
        registrations << subscription.webhookId() + u' '
                + (registered ? registered->id + u' ' + registered->versionId : QString()) + u' '
                + (status ? toCode(*status) : QString());
    }
    return registrations;
}

void SubscriptionsPage::takeSubscriptions()
{
    const bool isRunning = m_backend.state() == Backend::State::Running;
    m_model->setManaged(isRunning ? m_backend.subscriptions() : QList<ManagedSubscription>());
    const auto now = registrations();
    if (std::exchange(m_registrations, now) != now) {
        reloadSoon();
    }
    showState();
}

void SubscriptionsPage::reloadSoon()
{
    if (m_backend.state() != Backend::State::Running || !(m_loaded || m_loading)) {
        return; // it is listed when it is shown
    }
    if (isVisible()) {
        m_reloadTimer.start();
    } else {
        m_loaded = false;
    }
}

void SubscriptionsPage::load()
{
    if (m_backend.state() != Backend::State::Running) {
        return;
    }
    if (m_loading) {
        return reloadSoon(); // the answer may be older than what is wanted
    }
    m_loading = true;
    m_reloadTimer.stop();
    showState();
    const auto takeOfThis =
        m_connection.whileCurrent([this](const Result<QList<ServerSubscription>> &found) { take(found); });
    whenFinished(m_backend.server().subscriptions(), this, takeOfThis, [takeOfThis] {
        takeOfThis(failure(Error::Kind::Retry, tr("The connection was ended before the answer came.")));
    });
}

void SubscriptionsPage::take(const Result<QList<ServerSubscription>> &found)
{
    m_loading = false;
    m_loaded = true;
    m_error.reset();
    if (found) {
        m_listedAt = m_clock.now();
        m_model->setListed(*found);
    } else {
        m_error = found.error(); // what was found before stays readable
    }
    showState();
}

void SubscriptionsPage::showFailure(const QString &message)
{
    if (!m_failure->isVisibleTo(this)) {
        m_failures.clear(); // they were read
    }
    m_failures.removeAll(message);
    m_failures.append(message);
    m_failures = m_failures.last(std::min(maximumFailures, m_failures.size()));
    m_failure->showMessage(Tone::Bad, m_failures.join(u'\n'), tr("Dis&miss"));
}

void SubscriptionsPage::showState()
{
    const bool isRunning = m_backend.state() == Backend::State::Running;
    m_refresh->setEnabled(isRunning && !m_loading);
    m_status->setText(statusText());
    showOwners();
    m_detail->setVisible(m_model->rowCount() > 0);
    if (m_error && m_model->rowCount() > 0) {
        const auto before = m_model->isListed()
            ? tr("The server does not list its subscriptions now; they are shown "
                 "as they were before.")
            : tr("The server does not list its subscriptions; only ours are shown.");
        m_listFailure->showMessage(
            Tone::Warning, before + u' ' + m_error->toString() + u'\n' + adviceFor(m_error->kind), tr("&Try Again"));
    } else {
        m_listFailure->hide();
    }
    if (m_filterModel->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        if (!m_table->currentIndex().isValid()) {
            m_table->setCurrentIndex(m_filterModel->index(0, 0));
        }
    } else {
        m_stack->setCurrentWidget(m_empty);
        showEmpty();
    }
    showCurrent();
}

void SubscriptionsPage::showOwners()
{
    const QLocale locale;
    m_owners->setTabText(0, tr("All %1").arg(locale.toString(m_model->rowCount())));
    int tab = 1;
    for (const auto owner : owners) {
        m_owners->setTabText(tab++, u"%1 %2"_s.arg(ownerText(owner), locale.toString(m_model->count(owner))));
    }
}

QString SubscriptionsPage::statusText() const
{
    const QLocale locale;
    const auto shown = m_filterModel->rowCount();
    const auto all = m_model->rowCount();
    if (m_loading) {
        return tr("Asking the server for its subscriptions…");
    }
    if (all == 0 || !m_loaded) {
        return {};
    }
    const auto count = shown == all ? tr("Subscriptions: %1").arg(locale.toString(all))
                                    : tr("%1 of %2 subscriptions").arg(locale.toString(shown), locale.toString(all));
    return m_model->isListed()
        ? tr("%1 – as the server listed them at %2").arg(count, m_listedAt.toLocalTime().toString(u"HH:mm:ss"_s))
        : count;
}

void SubscriptionsPage::showEmpty()
{
    if (m_backend.state() == Backend::State::Starting) {
        m_empty->say(tr("Connecting…"));
    } else if (m_backend.state() != Backend::State::Running) {
        m_empty->say(tr("Not connected. Connect to see which subscriptions the server has."), tr("&Connect"));
    } else if (m_model->rowCount() > 0) {
        m_empty->say(m_search->text().isEmpty() ? tr("There is none of these.")
                                                : tr("No subscription has “%1” in it.").arg(m_search->text()),
                     tr("Show &All"));
    } else if (m_loading || !m_loaded) {
        m_empty->say(tr("Asking the server for its subscriptions…"));
    } else if (m_error) {
        m_empty->say(m_error->toString() + u"\n\n"_s + adviceFor(m_error->kind), tr("&Try Again"));
    } else {
        m_empty->say(tr("There is no subscription yet, neither here nor on the server.\n\nThe page Topics shows what "
                        "can be subscribed to."),
                     {}, m_commands->newSubscription()->text());
    }
}

void SubscriptionsPage::act()
{
    if (m_backend.state() != Backend::State::Running) {
        m_backend.start();
    } else if (m_model->rowCount() > 0) {
        m_search->clear();
        m_owners->setCurrentIndex(0);
        m_search->setFocus();
    } else {
        load();
    }
}

Subscription SubscriptionsPage::requested(const ManagedSubscription &managed) const
{
    const auto &configuration = m_backend.connection().configuration;
    const auto complete = judgeHeaders(managed.wanted, configuration, processEnvironment).subscription;
    return requestedSubscription(managed.wanted.definition, m_backend.endpoint(managed.webhookId()),
                                 subscriptionHeaders(configuration.webhook, complete));
}

void SubscriptionsPage::showCurrent()
{
    const auto index = m_filterModel->mapToSource(m_table->currentIndex());
    if (!index.isValid()) {
        m_detail->clear();
        m_copy->setEnabled(false);
        m_commands->setCurrent({});
        return;
    }
    const auto &row = m_model->row(index.row());
    m_detail->setRow(row, row.managed ? requested(*row.managed) : Subscription());
    m_copy->setEnabled(!m_detail->shownJson().isEmpty());
    m_commands->setCurrent(row.identity());
}

void SubscriptionsPage::showContextMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.setObjectName(u"subscriptionMenu"_s);
    menu.setToolTipsVisible(true);
    menu.addActions(actions());
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

} // namespace Tbs::Gui
