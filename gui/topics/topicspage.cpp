// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicspage.h"

#include "../application/symbols.h"
#include "../lists/emptystate.h"
#include "../lists/searchedit.h"
#include "../lists/wordsearchmodel.h"
#include "../subscribe/subscribedialog.h"
#include "topicdetail.h"
#include "topicmodel.h"

#include <Tbs/support/futures.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// What can be done about an error, by its kind.
QString advice(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Retry:
        return TopicsPage::tr("This may pass: try again in a while.");
    case Error::Kind::ActionRequired:
        return TopicsPage::tr("Something has to be changed first, perhaps in the connection.");
    case Error::Kind::Rejected:
    case Error::Kind::BadData:
        return TopicsPage::tr("The server does not tell its topics. Who knows the URL of one can subscribe to it.");
    case Error::Kind::Internal:
        break;
    }
    return {};
}

} // namespace

TopicsPage::TopicsPage(Backend &backend, Settings &settings, const Clock &clock, QWidget *parent)
    : Page(u"topicsPage"_s, tr("Topics"), symbol(u"topics"_s), parent)
    , m_backend(backend)
    , m_settings(settings)
    , m_clock(clock)
    , m_model(new TopicModel(this))
    , m_searchModel(new WordSearchModel(TopicModel::SearchRole, TopicModel::SortRole, this))
    , m_tools(new QHBoxLayout)
    , m_stack(new QStackedWidget)
    , m_list(new QTreeView)
    , m_search(new SearchEdit(tr("Search: title, URL, description, resources, filters"), *m_list))
    , m_empty(new EmptyState)
    , m_detail(new TopicDetail)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_status(new QLabel)
    , m_remarksButton(new QToolButton)
    , m_remarksText(new QLabel)
{
    makeActions();
    makeTools();
    makeList();
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->restoreState(settings.value(Setting::TopicsSplitter).toByteArray());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->addLayout(m_tools);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(makeStatusLine());

    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings.setValue(Setting::TopicsSplitter, m_splitter->saveState()); });
    connect(m_empty, &EmptyState::actionTriggered, this, &TopicsPage::act);
    connect(m_empty, &EmptyState::otherActionTriggered, m_subscribeByUrl, &QAction::trigger);
    connect(&backend, &Backend::stateChanged, this, &TopicsPage::takeState);
    connect(&backend, &Backend::subscriptionsChanged, this, &TopicsPage::takeSubscriptions);
    takeState();
}

void TopicsPage::makeActions()
{
    m_subscribe =
        addPageAction(u"subscribe"_s, symbol(u"added"_s, u"list-add"_s), tr("&Subscribe…"), Qt::CTRL | Qt::Key_N);
    m_subscribeByUrl =
        addPageAction(u"subscribeByUrl"_s, {}, tr("Subscribe to a Topic by &URL…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N);
    m_copyUrl = addPageAction(u"copyUrl"_s, symbol(u"copy"_s, u"edit-copy"_s), tr("&Copy URL"), QKeySequence::Copy);
    m_refresh =
        addPageAction(u"refresh"_s, symbol(u"refresh"_s, u"view-refresh"_s), tr("&Refresh"), QKeySequence::Refresh);
    connect(m_subscribe, &QAction::triggered, this, [this] {
        if (const auto topic = currentTopic()) {
            subscribe(topic);
        }
    });
    connect(m_subscribeByUrl, &QAction::triggered, this, [this] { subscribe(std::nullopt); });
    connect(m_copyUrl, &QAction::triggered, this, &TopicsPage::copyUrl);
    connect(m_refresh, &QAction::triggered, this, &TopicsPage::load);
}

void TopicsPage::makeTools()
{
    m_search->setObjectName(u"topicSearch"_s);
    m_search->setAccessibleName(tr("Search in topics"));
    m_tools->addWidget(m_search, 1);
    for (auto *action : {m_subscribe, m_refresh}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        m_tools->addWidget(button);
    }
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_searchModel->setSearch(text);
        showState();
    });
}

void TopicsPage::makeList()
{
    m_searchModel->setSourceModel(m_model);
    m_list->setObjectName(u"topicList"_s);
    m_list->setAccessibleName(tr("Topics"));
    m_list->setModel(m_searchModel);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSortingEnabled(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    restoreColumns();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &TopicsPage::showCurrent);
    connect(m_list, &QTreeView::activated, m_subscribe, &QAction::trigger);
    connect(m_list, &QWidget::customContextMenuRequested, this, &TopicsPage::showContextMenu);
}

void TopicsPage::restoreColumns()
{
    auto *header = m_list->header();
    const auto width = fontMetrics().averageCharWidth();
    int column = 0;
    for (const int characters : {28, 22, 16, 12, 14, 38, 40}) {
        header->resizeSection(column++, width * characters);
    }
    header->setSectionsMovable(true);
    m_list->sortByColumn(TopicModel::Title, Qt::AscendingOrder);
    header->restoreState(m_settings.value(Setting::TopicsColumns).toByteArray());
    const auto save = [this, header] {
        if (isVisible()) {
            m_settings.setValue(Setting::TopicsColumns, header->saveState());
        }
    };
    connect(header, &QHeaderView::sectionMoved, this, save);
    connect(header, &QHeaderView::sectionResized, this, save);
    connect(header, &QHeaderView::sortIndicatorChanged, this, save);
}

QWidget *TopicsPage::makeStatusLine()
{
    m_status->setObjectName(u"topicStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_remarksButton->setObjectName(u"remarksButton"_s);
    m_remarksButton->setCheckable(true);
    m_remarksButton->setAutoRaise(true);
    m_remarksButton->setFocusPolicy(Qt::StrongFocus);
    m_remarksButton->setToolTip(tr("What was asked in vain, and what could not be understood"));
    m_remarksText->setObjectName(u"remarksText"_s);
    m_remarksText->setWordWrap(true);
    m_remarksText->setTextFormat(Qt::PlainText);
    m_remarksText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *line = new QHBoxLayout;
    line->addWidget(m_status, 1);
    line->addWidget(m_remarksButton);
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_remarksText);
    connect(m_remarksButton, &QToolButton::toggled, this, &TopicsPage::showRemarks);
    return widget;
}

void TopicsPage::find()
{
    m_search->edit();
}

void TopicsPage::setMasked(bool masked)
{
    m_masked = masked;
    if (m_dialog) {
        m_dialog->setMasked(masked);
    }
}

void TopicsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_loaded) {
        load();
    }
}

void TopicsPage::takeState()
{
    // Whatever is under way is of the connection before.
    m_connection.advance();
    m_loading = false;
    m_loaded = false;
    m_error.reset();
    m_remarks.clear();
    m_model->setTopics({});
    takeSubscriptions();
    showState();
    if (isVisible()) {
        load();
    }
}

void TopicsPage::load()
{
    if (m_backend.state() != Backend::State::Running || m_loading) {
        return;
    }
    m_loading = true;
    showState();
    const auto takeOfThis = m_connection.whileCurrent([this](const Result<DiscoveredTopics> &found) { take(found); });
    whenFinished(m_backend.server().topics(), this, takeOfThis, [takeOfThis] {
        takeOfThis(failure(Error::Kind::Retry, tr("The connection was ended before the answer came.")));
    });
}

void TopicsPage::take(const Result<DiscoveredTopics> &found)
{
    m_loading = false;
    m_loaded = true;
    m_error.reset();
    if (found) {
        m_remarks = found->remarks;
        m_model->setTopics(found->topics);
    } else {
        m_error = found.error(); // what was found before stays readable; the status line says that it is old
    }
    if (!m_list->currentIndex().isValid()) {
        m_list->setCurrentIndex(m_searchModel->index(0, 0));
    }
    showState();
    showCurrent();
}

void TopicsPage::takeSubscriptions()
{
    QStringList topics;
    for (const auto &subscription : m_backend.subscriptions()) {
        topics.append(subscription.wanted.definition.topic);
    }
    m_model->setSubscriptions(topics);
    showCurrent();
}

void TopicsPage::showState()
{
    const bool isRunning = m_backend.state() == Backend::State::Running;
    m_refresh->setEnabled(isRunning && !m_loading);
    m_subscribeByUrl->setEnabled(isRunning);
    m_status->setText(statusText());
    showRemarks();
    m_detail->setVisible(m_model->rowCount() > 0);
    if (m_searchModel->rowCount() > 0) {
        m_stack->setCurrentWidget(m_list);
    } else {
        m_stack->setCurrentWidget(m_empty);
        showEmpty();
    }
}

QString TopicsPage::statusText() const
{
    const QLocale locale;
    const auto count = m_searchModel->rowCount();
    const auto all = m_model->rowCount();
    if (m_loading) {
        return tr("Asking the server for its topics…");
    }
    if (m_error && all > 0) {
        return tr("As they were before; asking again failed: %1").arg(m_error->toString());
    }
    if (!m_loaded || all == 0) {
        return {};
    }
    return count == all ? tr("Topics: %1").arg(locale.toString(all))
                        : tr("%1 of %2 topics").arg(locale.toString(count), locale.toString(all));
}

void TopicsPage::showEmpty()
{
    const auto byUrl = m_subscribeByUrl->text();
    if (m_backend.state() == Backend::State::Starting) {
        m_empty->say(tr("Connecting…"));
    } else if (m_backend.state() != Backend::State::Running) {
        m_empty->say(tr("Not connected. Connect to see which topics the server has."), tr("&Connect"));
    } else if (m_model->rowCount() > 0) {
        m_empty->say(tr("No topic has “%1” in it.").arg(m_search->text()), tr("Show &All"));
    } else if (m_loading || !m_loaded) {
        m_empty->say(tr("Asking the server for its topics…"));
    } else if (m_error) {
        m_empty->say(m_error->toString() + u"\n\n"_s + advice(m_error->kind), tr("&Try Again"), byUrl);
    } else {
        m_empty->say(tr("The server tells of no topic.\n\nIt was asked for SubscriptionTopic resources, for the Basic "
                        "resources that stand for them in R4, for the topics in its CapabilityStatement, and for "
                        "$topic-list where that is announced. Its documentation may name topics nevertheless: who "
                        "knows the URL of one can subscribe to it."),
                     {}, byUrl);
    }
}

void TopicsPage::act()
{
    if (m_backend.state() != Backend::State::Running) {
        m_backend.start();
    } else if (m_model->rowCount() > 0) {
        m_search->clear();
        m_search->setFocus();
    } else {
        load();
    }
}

void TopicsPage::showRemarks()
{
    QStringList lines;
    for (const auto &remark : m_remarks) {
        const bool isWarning = remark.severity != Issue::Severity::Information;
        lines.append((isWarning ? u"⚠ "_s : u"• "_s)
                     + (remark.path.isEmpty() ? remark.message : remark.path + u": "_s + remark.message));
    }
    m_remarksButton->setText(tr("Remarks: %1").arg(QLocale().toString(lines.size())));
    m_remarksButton->setVisible(!lines.isEmpty());
    m_remarksText->setText(lines.join(u'\n'));
    // Where there is nothing else they are what there is to know.
    m_remarksText->setVisible(!lines.isEmpty() && (m_remarksButton->isChecked() || m_model->rowCount() == 0));
}

std::optional<DiscoveredTopic> TopicsPage::currentTopic() const
{
    const auto index = m_searchModel->mapToSource(m_list->currentIndex());
    return index.isValid() ? std::optional(m_model->topic(index.row())) : std::nullopt;
}

void TopicsPage::showCurrent()
{
    const auto topic = currentTopic();
    m_subscribe->setEnabled(topic.has_value());
    m_copyUrl->setEnabled(topic.has_value());
    if (!topic) {
        return m_detail->clear();
    }
    QStringList webhookIds;
    for (const auto &subscription : m_backend.subscriptions()) {
        if (isNamedBy(topic->topic, subscription.wanted.definition.topic)) {
            webhookIds.append(subscription.webhookId());
        }
    }
    m_detail->setTopic(*topic, webhookIds);
}

void TopicsPage::subscribe(const std::optional<DiscoveredTopic> &topic)
{
    m_dialog = SubscribeDialog::subscribe(m_backend, m_clock, topic, this);
    m_dialog->setMasked(m_masked);
    connect(m_dialog, &SubscribeDialog::eventsRequested, this,
            [this](const QString &webhookId) { Q_EMIT pageRequested(u"livePage"_s, webhookId); });
}

void TopicsPage::copyUrl()
{
    if (const auto topic = currentTopic()) {
        QGuiApplication::clipboard()->setText(topic->topic.url);
    }
}

void TopicsPage::showContextMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.setObjectName(u"topicMenu"_s);
    menu.addActions(actions());
    menu.exec(m_list->viewport()->mapToGlobal(position));
}

} // namespace Tbs::Gui
