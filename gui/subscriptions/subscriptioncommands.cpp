// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptioncommands.h"

#include "../application/symbols.h"
#include "../subscribe/subscribedialog.h"
#include "eventsdialog.h"
#include "statusdialog.h"
#include "subscriptionmodel.h"

#include <QAction>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// What the connection says of \a row, without the defaults.
SubscriptionConfiguration configurationOf(const SubscriptionRow &row, const Configuration &configuration)
{
    for (const auto &subscription : configuration.subscriptions) {
        if (withDefaults(subscription.definition, configuration.defaults).webhookId == row.webhookId()) {
            return subscription;
        }
    }
    return row.managed->wanted;
}

/// How many events the server is known to have counted.
quint64 countOf(const SubscriptionRow &row)
{
    return row.managed ? row.managed->facts.serverCount.value_or(row.managed->facts.highest) : 0;
}

} // namespace

SubscriptionCommands::SubscriptionCommands(Backend &backend, Clock &clock, SubscriptionModel &model, Page &page)
    : QObject(&page)
    , m_backend(backend)
    , m_clock(clock)
    , m_model(model)
    , m_page(page)
    , m_operations(backend, clock)
{
    m_new = m_page.addPageAction(u"newSubscription"_s, symbol(u"added"_s, u"list-add"_s), tr("&New Subscription…"),
                                 Qt::CTRL | Qt::Key_N);
    connect(m_new, &QAction::triggered, this, &SubscriptionCommands::subscribe);
    addRowActions();
    m_deleteLeftOver = m_page.addPageAction(u"deleteLeftOver"_s, {}, tr("Delete All &Left Over…"),
                                            Qt::CTRL | Qt::SHIFT | Qt::Key_Delete);
    connect(m_deleteLeftOver, &QAction::triggered, this, [this] { remove(leftOver()); });
    connect(&m_operations, &SubscriptionOperations::currentChanged, this, [this] {
        m_model.setOperations(m_operations.current());
        update();
    });
    update();
}

void SubscriptionCommands::addRowAction(SubscriptionAction action, const QString &name, const QIcon &icon,
                                        const QString &text, const QKeySequence &shortcut)
{
    auto *added = m_page.addPageAction(name, icon, text, shortcut);
    m_actions.insert(action, added);
    connect(added, &QAction::triggered, this, [this, action] { carryOut(action); });
}

void SubscriptionCommands::addRowActions()
{
    addRowAction(SubscriptionAction::Edit, u"edit"_s, symbol(u"changed"_s, u"document-edit"_s), tr("&Edit…"),
                 Qt::CTRL | Qt::Key_E);
    addRowAction(SubscriptionAction::Deactivate, u"deactivate"_s, symbol(u"off"_s), tr("&Deactivate…"),
                 Qt::CTRL | Qt::Key_P);
    addRowAction(SubscriptionAction::Activate, u"activate"_s, symbol(u"done"_s), tr("&Activate Again"),
                 Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    addRowAction(SubscriptionAction::CheckNow, u"checkNow"_s, symbol(u"handshake"_s), tr("&Check Now"),
                 Qt::CTRL | Qt::Key_K);
    addRowAction(SubscriptionAction::Status, u"status"_s, symbol(u"query"_s), tr("Ask for $&status…"),
                 Qt::CTRL | Qt::Key_I);
    addRowAction(SubscriptionAction::Events, u"events"_s, symbol(u"recovered"_s), tr("&Fetch $events…"),
                 Qt::CTRL | Qt::Key_G);
    addRowAction(SubscriptionAction::ShowEvents, u"showEvents"_s, symbol(u"live"_s), tr("Show E&vents"),
                 Qt::CTRL | Qt::Key_B);
    addRowAction(SubscriptionAction::Delete, u"delete"_s, symbol(u"removed"_s, u"edit-delete"_s), tr("De&lete…"),
                 QKeySequence::Delete);
}

void SubscriptionCommands::setCurrent(const QString &identity)
{
    m_current = identity;
    update();
}

std::optional<SubscriptionRow> SubscriptionCommands::row(const QString &identity) const
{
    const int number = m_model.find(identity);
    return number < 0 ? std::nullopt : std::optional(m_model.row(number));
}

QList<SubscriptionRow> SubscriptionCommands::leftOver() const
{
    QList<SubscriptionRow> rows;
    for (const auto &row : m_model.rows()) {
        if (row.owner == SubscriptionOwner::LeftOver && row.operation.isEmpty()) {
            rows << row;
        }
    }
    return rows;
}

QString SubscriptionCommands::obstacle(SubscriptionAction action, const std::optional<SubscriptionRow> &row) const
{
    if (m_backend.state() != Backend::State::Running) {
        return tr("Not connected.");
    }
    return row ? obstacleTo(action, *row) : tr("Select a subscription first.");
}

void SubscriptionCommands::updateAction(QAction &action, const QString &obstacle)
{
    action.setEnabled(obstacle.isEmpty());
    // An empty one would be made of the text.
    const auto name = action.text().remove(u'&').remove(u'…');
    action.setToolTip(obstacle.isEmpty() ? name : tr("%1: %2").arg(name, obstacle));
}

void SubscriptionCommands::update()
{
    const auto current = row(m_current);
    for (auto action = m_actions.cbegin(); action != m_actions.cend(); ++action) {
        updateAction(**action, obstacle(action.key(), current));
    }
    const bool isRunning = m_backend.state() == Backend::State::Running;
    updateAction(*m_new, isRunning ? QString() : tr("Not connected."));
    updateAction(*m_deleteLeftOver, leftOver().isEmpty() ? tr("Nothing is left over.") : QString());
}

void SubscriptionCommands::setMasked(bool masked)
{
    m_masked = masked;
    if (m_subscribeDialog) {
        m_subscribeDialog->setMasked(masked);
    }
    if (m_statusDialog) {
        m_statusDialog->setMasked(masked);
    }
    if (m_eventsDialog) {
        m_eventsDialog->setMasked(masked);
    }
}

void SubscriptionCommands::forget()
{
    if (m_dialog) {
        m_dialog->reject();
    }
    m_operations.forget();
}

void SubscriptionCommands::carryOut(SubscriptionAction action)
{
    const auto current = row(m_current);
    if (!obstacle(action, current).isEmpty()) {
        return; // it has become so since the action was enabled
    }
    switch (action) {
    case SubscriptionAction::Edit:
        return edit(*current);
    case SubscriptionAction::Deactivate:
        return deactivate(*current);
    case SubscriptionAction::Activate:
        return activate(*current);
    case SubscriptionAction::CheckNow:
        return m_operations.checkNow(*current);
    case SubscriptionAction::Delete:
        return remove({*current});
    case SubscriptionAction::Status:
        return showStatus(*current);
    case SubscriptionAction::Events:
        return fetchEvents(*current);
    case SubscriptionAction::ShowEvents:
        Q_EMIT eventsRequested(current->webhookId());
        return;
    }
}

void SubscriptionCommands::open(SubscribeDialog *dialog)
{
    m_subscribeDialog = dialog;
    dialog->setMasked(m_masked);
    connect(dialog, &SubscribeDialog::eventsRequested, this, &SubscriptionCommands::eventsRequested);
}

void SubscriptionCommands::open(QDialog *dialog)
{
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void SubscriptionCommands::subscribe()
{
    open(SubscribeDialog::subscribe(m_backend, m_clock, std::nullopt, &m_page));
}

void SubscriptionCommands::edit(const SubscriptionRow &row)
{
    open(SubscribeDialog::edit(m_backend, m_clock, configurationOf(row, m_backend.connection().configuration),
                               std::nullopt, &m_page));
}

template <typename Done>
void SubscriptionCommands::confirm(ConfirmDialog::Intent intent, const QList<SubscriptionRow> &rows, Done done)
{
    auto *dialog = new ConfirmDialog(intent, rows, m_backend.serverUrl(), m_masked, &m_page);
    connect(dialog, &QDialog::accepted, this, [this, rows, done] {
        QList<SubscriptionRow> remaining;
        for (const auto &asked : rows) {
            if (const auto now = row(asked.identity()); now && now->owner == asked.owner && now->operation.isEmpty()) {
                remaining << *now;
            }
        }
        if (remaining.size() < rows.size()) {
            Q_EMIT missed(rows.size() == 1
                              ? tr("%1 has changed or gone meanwhile; nothing was done.").arg(rows.constFirst().name())
                              : tr("Some of them have changed or gone meanwhile; nothing was done with those."));
        }
        if (!remaining.isEmpty()) {
            done(remaining);
        }
    });
    open(dialog);
}

void SubscriptionCommands::deactivate(const SubscriptionRow &row)
{
    confirm(ConfirmDialog::Intent::Deactivate, {row},
            [this](const QList<SubscriptionRow> &rows) { m_operations.deactivate(rows.constFirst()); });
}

void SubscriptionCommands::activate(const SubscriptionRow &row)
{
    if (row.managed) {
        return m_operations.activate(row);
    }
    confirm(ConfirmDialog::Intent::Activate, {row},
            [this](const QList<SubscriptionRow> &rows) { m_operations.activate(rows.constFirst()); });
}

void SubscriptionCommands::remove(const QList<SubscriptionRow> &rows)
{
    confirm(ConfirmDialog::Intent::Delete, rows,
            [this](const QList<SubscriptionRow> &remaining) { m_operations.remove(remaining); });
}

void SubscriptionCommands::showStatus(const SubscriptionRow &row)
{
    m_statusDialog = new StatusDialog(m_backend, row.id(), row.name(), m_masked, &m_page);
    open(m_statusDialog);
}

void SubscriptionCommands::fetchEvents(const SubscriptionRow &row)
{
    const auto missing = row.managed ? row.managed->facts.missing : NumberRanges();
    m_eventsDialog = new EventsDialog(
        m_backend, {.id = row.id(), .name = row.name(), .missing = missing, .count = countOf(row)}, m_masked, &m_page);
    open(m_eventsDialog);
}

} // namespace Tbs::Gui
