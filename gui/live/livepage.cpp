// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "livepage.h"

#include "../application/symbols.h"
#include "../detail/detailpane.h"
#include "../notifications/notificationcolumn.h"
#include "../notifications/subscriptionstyles.h"

#include <QColorDialog>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QIcon colorIcon(const QColor &color)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(2, 2, 12, 12);
    return pixmap;
}

} // namespace

LivePage::LivePage(Backend &backend, Settings &settings, SubscriptionStyles &styles, const Clock &clock,
                   QWidget *parent)
    : NotificationPage({.name = u"livePage"_s,
                        .title = tr("Live"),
                        .icon = symbol(u"live"_s),
                        .columns = Setting::LiveColumns,
                        .splitter = Setting::LiveSplitter},
                       backend, settings, clock, parent)
    , m_styles(styles)
    , m_model(new LiveModel(styles, this))
    , m_newButton(new QPushButton(&table()))
    , m_counts(new QLabel)
{
    table().setModel(m_model);
    // What became of an event is not known yet when it arrives.
    table().leaveOut(NotificationColumn::Handling);

    m_newButton->setObjectName(u"newButton"_s);
    m_newButton->setIcon(symbol(u"live"_s));
    m_newButton->setFocusPolicy(Qt::NoFocus);
    m_newButton->hide();
    m_counts->setObjectName(u"liveCounts"_s);
    m_counts->setForegroundRole(QPalette::PlaceholderText);

    addActions();
    addSubscriptionsButton();
    layout()->addWidget(m_counts);

    connect(&filterBar(), &FilterBar::expressionChanged, m_model, &LiveModel::setExpression);
    connect(&filterBar(), &FilterBar::expressionChanged, this, &LivePage::updatePlaceholder);
    connect(&backend, &Backend::arrived, m_model, &LiveModel::add);
    connect(&backend, &Backend::stateChanged, this, &LivePage::updatePlaceholder);
    connect(table().verticalScrollBar(), &QScrollBar::valueChanged, this, &LivePage::noteReading);
    connect(&table(), &NotificationTable::currentRowChanged, this, &LivePage::noteReading);
    connect(m_model, &LiveModel::waitingCountChanged, this, &LivePage::showCounts);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &LivePage::showCounts);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &LivePage::showCounts);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        noteReading();
        showCurrent();
        showCounts();
    });
    connect(m_newButton, &QPushButton::clicked, this, &LivePage::followNewest);
    table().viewport()->installEventFilter(this);
    updatePlaceholder();
    showCounts();
}

void LivePage::addActions()
{
    m_newest = addPageAction(u"followNewest"_s, symbol(u"live"_s), tr("&Back to the Newest"), Qt::Key_Escape);
    connect(m_newest, &QAction::triggered, this, &LivePage::followNewest);

    m_pause =
        addToolAction(u"pause"_s, symbol(u"pause"_s, u"media-playback-pause"_s), tr("&Pause"), Qt::CTRL | Qt::Key_P);
    m_pause->setCheckable(true);
    connect(m_pause, &QAction::toggled, this, &LivePage::updatePaused);

    auto *clear = addPageAction(u"clearLive"_s, symbol(u"clear"_s, u"edit-clear-history"_s), tr("C&lear the List"),
                                Qt::CTRL | Qt::Key_L);
    clear->setToolTip(tr("What was stored stays in the history."));
    connect(clear, &QAction::triggered, m_model, &LiveModel::clear);
}

void LivePage::addSubscriptionsButton()
{
    auto *button = new QToolButton;
    button->setObjectName(u"subscriptionsButton"_s);
    button->setIcon(symbol(u"subscriptions"_s));
    button->setText(tr("Subscriptions"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(tr("Which subscriptions are shown, and in which colour"));
    button->setPopupMode(QToolButton::InstantPopup);
    m_subscriptionsMenu = new QMenu(button);
    m_subscriptionsMenu->setObjectName(u"subscriptionsMenu"_s);
    button->setMenu(m_subscriptionsMenu);
    addTool(button);
    connect(m_subscriptionsMenu, &QMenu::aboutToShow, this, &LivePage::fillSubscriptionsMenu);
    const auto showMuted = [this, button] {
        button->setText(m_styles.isAnyMuted()
                            ? tr("Subscriptions (muted: %1)")
                                  .arg(std::count_if(m_styles.known().begin(), m_styles.known().end(),
                                                     [this](const QString &id) { return m_styles.isMuted(id); }))
                            : tr("Subscriptions"));
    };
    connect(&m_styles, &SubscriptionStyles::mutedChanged, this, showMuted);
    connect(&m_styles, &SubscriptionStyles::knownChanged, this, showMuted);
}

void LivePage::fillSubscriptionsMenu()
{
    m_subscriptionsMenu->clear();
    for (const auto &webhookId : m_styles.known()) {
        auto *shown = m_subscriptionsMenu->addAction(webhookId);
        shown->setCheckable(true);
        shown->setChecked(!m_styles.isMuted(webhookId));
        connect(shown, &QAction::toggled, this,
                [this, webhookId](bool checked) { m_styles.setMuted(webhookId, !checked); });
    }
    if (m_styles.known().isEmpty()) {
        m_subscriptionsMenu->addAction(tr("Nothing has arrived yet"))->setEnabled(false);
        return;
    }
    auto *colors = m_subscriptionsMenu->addMenu(tr("Colour"));
    for (const auto &webhookId : m_styles.known()) {
        auto *action = colors->addAction(colorIcon(m_styles.color(webhookId)), webhookId);
        connect(action, &QAction::triggered, this, [this, webhookId] {
            const auto color =
                QColorDialog::getColor(m_styles.color(webhookId), this, tr("Colour of %1").arg(webhookId));
            if (color.isValid()) {
                m_styles.setColor(webhookId, color);
            }
        });
    }
}

std::optional<LiveEntry> LivePage::entryAt(const QModelIndex &index) const
{
    return m_model->entry(index.row());
}

qint64 LivePage::storedId(int row) const
{
    const auto &entry = m_model->entry(row);
    const auto &record = entry.summary.notification;
    return entry.kind == LiveEntry::Kind::Notification && record.newEvents > 0 ? record.id : 0;
}

void LivePage::setMasked(bool masked)
{
    NotificationPage::setMasked(masked);
    m_model->setMasked(masked);
}

void LivePage::showSubscription(const QString &webhookId)
{
    m_styles.setMuted(webhookId, false);
    NotificationPage::showSubscription(webhookId);
}

/// Who scrolls down or looks at a line reads, and does not want it to move.
void LivePage::noteReading()
{
    m_reading = table().verticalScrollBar()->value() > 0 || table().currentIndex().isValid();
    updatePaused();
}

void LivePage::updatePaused()
{
    m_model->setPaused(m_pause->isChecked() || m_reading);
    showCounts();
}

void LivePage::followNewest()
{
    m_pause->setChecked(false);
    table().setCurrentIndex({});
    table().clearSelection();
    table().scrollToTop();
    noteReading();
}

void LivePage::showCounts()
{
    const int waiting = m_model->waitingCount();
    m_newButton->setVisible(waiting > 0);
    if (waiting > 0) {
        m_newButton->setText(tr("%n new", nullptr, waiting));
        placeNewButton();
    }
    const QLocale locale;
    auto text = tr("%1 of %2 lines").arg(locale.toString(m_model->rowCount()), locale.toString(m_model->heldCount()));
    if (m_model->isPaused()) {
        text += u" – "_s + (m_pause->isChecked() ? tr("paused") : tr("stands still while you read; Esc goes on"));
    }
    m_counts->setText(text);
}

void LivePage::placeNewButton()
{
    m_newButton->adjustSize();
    const auto *viewport = table().viewport();
    m_newButton->move(viewport->x() + (viewport->width() - m_newButton->width()) / 2, viewport->y() + 8);
    m_newButton->raise();
}

bool LivePage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && m_newButton->isVisible()) {
        placeNewButton();
    }
    return NotificationPage::eventFilter(watched, event);
}

void LivePage::updatePlaceholder()
{
    switch (backend().state()) {
    case Backend::State::Running:
        table().setPlaceholder(filterBar().expression().isEmpty()
                                   ? tr("Nothing has arrived yet. Notifications appear here as they come.")
                                   : tr("Nothing that has arrived passes the filter."));
        return;
    case Backend::State::Starting:
        table().setPlaceholder(tr("Connecting…"));
        return;
    case Backend::State::Stopped:
    case Backend::State::Failed:
        table().setPlaceholder(tr("Not connected. Connect to see what arrives."));
        return;
    }
}

} // namespace Tbs::Gui
