// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectionspage.h"

#include "../application/symbols.h"
#include "../lists/emptystate.h"
#include "../mainwindow/messagebar.h"
#include "connectionform.h"
#include "connectionlistmodel.h"
#include "newconnection.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

ConnectionsPage::ConnectionsPage(Backend &backend, Connections &connections, SecretKeeper &secrets, Settings &settings,
                                 Clock &clock, QWidget *parent)
    : Page(u"connectionsPage"_s, tr("Connections"), symbol(u"connections"_s), parent)
    , m_backend(backend)
    , m_connections(connections)
    , m_secrets(secrets)
    , m_settings(settings)
    , m_clock(clock)
    , m_model(new ConnectionListModel(connections, backend, this))
    , m_message(new MessageBar)
    , m_splitter(new QSplitter)
    , m_list(new QListView)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_editor(new QWidget)
    , m_formStack(new QStackedWidget)
    , m_reason(new QLabel)
{
    m_message->setObjectName(u"connectionsMessage"_s);
    makeActions();
    makeExchangeActions();
    makeList();
    makeEditor();
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->addWidget(m_stack);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->restoreState(settings.value(Setting::ConnectionsSplitter).toByteArray());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_message);
    layout->addWidget(m_splitter, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_settings.setValue(Setting::ConnectionsSplitter, m_splitter->saveState()); });
    connectStore();
    select(m_backend.connection().id);
    showCurrent();
}

void ConnectionsPage::connectStore()
{
    auto &store = m_connections.store();
    connect(&store, &ConnectionStore::removed, this, &ConnectionsPage::forget);
    connect(&store, &ConnectionStore::changed, this, &ConnectionsPage::takeChange);
    connect(&store, &ConnectionStore::moved, this, &ConnectionsPage::updateActions);
    connect(&m_connections, &Connections::opening, this, &ConnectionsPage::updateActions);
    connect(&m_connections, &Connections::openFailed, this, &ConnectionsPage::takeOpenFailure);
    connect(&m_connections, &Connections::saveFailed, this, [this](const QString &, const Error &error) {
        showMessage(Tone::Bad, {tr("What has changed in the open connection was not saved. %1").arg(error.toString())});
    });
    connect(&m_connections, &Connections::secretsNotKept, this,
            [this](const QString &, const Error &error) { setUnkept(error); });
    connect(&m_connections, &Connections::opening, this, [this] { setUnkept({}); });
    connect(m_message, &MessageBar::actionTriggered, this, [this] { m_messageAction(); });
    connect(&m_backend, &Backend::stateChanged, this, &ConnectionsPage::takeState);
    connect(&m_backend, &Backend::connectionChanged, this, &ConnectionsPage::updateActions);
    QStringList lines;
    for (const auto &error : store.errors()) {
        lines << error.toString();
    }
    if (!lines.isEmpty()) {
        lines.prepend(
            tr("Not every saved connection could be read. The files stay as they are; mend or move them, then "
               "start the program again."));
        showMessage(Tone::Bad, lines);
    }
}

void ConnectionsPage::makeActions()
{
    m_new =
        addPageAction(u"newConnection"_s, symbol(u"added"_s, u"list-add"_s), tr("&New Connection"), QKeySequence::New);
    m_sandbox =
        addPageAction(u"trySandbox"_s, symbol(u"sandbox"_s), tr("Try the &Sandbox"), Qt::CTRL | Qt::SHIFT | Qt::Key_N);
    m_open =
        addPageAction(u"openConnection"_s, symbol(u"connect"_s, u"network-connect"_s), tr("&Open"), QKeySequence::Open);
    m_test = addPageAction(u"testConnection"_s, symbol(u"test"_s), tr("&Test…"), Qt::CTRL | Qt::Key_T);
    m_save = addPageAction(u"saveConnection"_s, symbol(u"save"_s, u"document-save"_s), tr("Sa&ve"), QKeySequence::Save);
    m_revert = addPageAction(u"revertConnection"_s, symbol(u"restarted"_s, u"document-revert"_s), tr("&Revert"),
                             Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    m_duplicate = addPageAction(u"duplicateConnection"_s, symbol(u"duplicate"_s, u"edit-copy"_s), tr("D&uplicate"),
                                Qt::CTRL | Qt::Key_D);
    m_remove = addPageAction(u"deleteConnection"_s, symbol(u"removed"_s, u"edit-delete"_s), tr("&Delete…"),
                             Qt::CTRL | Qt::Key_Delete);
    m_moveUp = addPageAction(u"moveConnectionUp"_s, {}, tr("Move U&p"), Qt::CTRL | Qt::SHIFT | Qt::Key_Up);
    m_moveDown = addPageAction(u"moveConnectionDown"_s, {}, tr("Move Do&wn"), Qt::CTRL | Qt::SHIFT | Qt::Key_Down);
    connect(m_new, &QAction::triggered, this, &ConnectionsPage::addNew);
    connect(m_sandbox, &QAction::triggered, this, &ConnectionsPage::trySandbox);
    connect(m_open, &QAction::triggered, this, &ConnectionsPage::openCurrent);
    connect(m_test, &QAction::triggered, this, &ConnectionsPage::test);
    connect(m_save, &QAction::triggered, this, [this] { save(currentId(), {}); });
    connect(m_revert, &QAction::triggered, this, &ConnectionsPage::revert);
    connect(m_duplicate, &QAction::triggered, this, &ConnectionsPage::duplicate);
    connect(m_remove, &QAction::triggered, this, &ConnectionsPage::confirmRemoval);
    connect(m_moveUp, &QAction::triggered, this, [this] { moveBy(-1); });
    connect(m_moveDown, &QAction::triggered, this, [this] { moveBy(1); });
}

void ConnectionsPage::makeExchangeActions()
{
    auto *import = addPageAction(u"importConnection"_s, symbol(u"import"_s, u"document-import"_s),
                                 tr("&Import tbs.yaml…"), Qt::CTRL | Qt::Key_I);
    m_export = addPageAction(u"exportConnection"_s, symbol(u"export"_s, u"document-export"_s), tr("&Export tbs.yaml…"),
                             Qt::CTRL | Qt::Key_E);
    auto *place = addPageAction(u"secretPlace"_s, {}, tr("Where Secrets Are &Kept…"), {});
    connect(import, &QAction::triggered, this, &ConnectionsPage::chooseImport);
    connect(m_export, &QAction::triggered, this, &ConnectionsPage::exportCurrent);
    connect(place, &QAction::triggered, this, [this] { askForPlace({}, {}, {}); });
}

QPushButton *ConnectionsPage::buttonOf(QAction *action) const
{
    auto *button = new QPushButton;
    button->setObjectName(action->objectName() + u"Button"_s);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

void ConnectionsPage::makeList()
{
    m_list->setObjectName(u"connectionList"_s);
    m_list->setAccessibleName(tr("Saved connections"));
    m_list->setModel(m_model);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(2);
    auto *left = new QWidget;
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttonOf(m_new));
    layout->addWidget(buttonOf(m_sandbox));
    left->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_splitter->addWidget(left);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConnectionsPage::showCurrent);
    connect(m_list, &QListView::doubleClicked, m_open, &QAction::trigger);
    connect(m_list, &QWidget::customContextMenuRequested, this, &ConnectionsPage::showContextMenu);
}

void ConnectionsPage::makeEditor()
{
    m_empty->say(tr("Connect to a FHIR server to receive notifications of its subscriptions.\n\nOr try the sandbox: a "
                    "server inside of this program, with example data that changes every second."),
                 tr("New Connection"), tr("Try the Sandbox"));
    connect(m_empty, &EmptyState::actionTriggered, m_new, &QAction::trigger);
    connect(m_empty, &EmptyState::otherActionTriggered, m_sandbox, &QAction::trigger);
    m_formStack->setObjectName(u"formStack"_s);
    m_reason->setObjectName(u"reasonText"_s);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    for (auto *action : {m_open, m_test, m_save, m_revert}) {
        buttons->addWidget(buttonOf(action));
    }
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(m_editor);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_formStack, 1);
    layout->addWidget(m_reason);
    layout->addLayout(buttons);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_editor);
}

QString ConnectionsPage::currentId() const
{
    return m_model->idAt(m_list->currentIndex());
}

ConnectionForm *ConnectionsPage::currentForm() const
{
    return m_forms.value(currentId());
}

ConnectionForm *ConnectionsPage::formOf(const QString &id)
{
    if (auto *known = m_forms.value(id)) {
        return known;
    }
    const auto *saved = m_connections.store().find(id);
    if (!saved) {
        return nullptr;
    }
    auto *form = new ConnectionForm(m_clock);
    form->setConnection(*saved);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"formScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(form);
    m_formStack->addWidget(scroll);
    m_forms.insert(id, form);
    connect(form, &ConnectionForm::changed, this, [this, id, form] {
        m_model->setUnsaved(id, form->isChanged());
        updateActions();
    });
    return form;
}

void ConnectionsPage::select(const QString &id)
{
    auto index = m_model->indexOf(id);
    if (!index.isValid() && !m_list->currentIndex().isValid()) {
        index = m_model->index(0);
    }
    if (index.isValid()) {
        m_list->setCurrentIndex(index);
    }
}

void ConnectionsPage::showCurrent()
{
    auto *form = formOf(currentId());
    if (form) {
        m_formStack->setCurrentWidget(form->parentWidget()->parentWidget()); // its scroll area
    }
    m_stack->setCurrentWidget(form ? m_editor : static_cast<QWidget *>(m_empty));
    m_splitter->widget(0)->setVisible(m_model->rowCount() > 0);
    updateActions();
}

void ConnectionsPage::forget(const QString &id)
{
    if (auto *form = m_forms.take(id)) {
        auto *scroll = form->parentWidget()->parentWidget();
        m_formStack->removeWidget(scroll);
        scroll->deleteLater();
    }
    showCurrent();
}

void ConnectionsPage::takeChange(const QString &id)
{
    const auto *saved = m_connections.store().find(id);
    if (auto *form = m_forms.value(id); form && saved) {
        form->setOthers(*saved);
    }
}

void ConnectionsPage::updateActions()
{
    const auto id = currentId();
    const auto *form = currentForm();
    const auto *saved = m_connections.store().find(id);
    const bool isThere = form && saved;
    const bool isChanged = isThere && form->isChanged();
    const auto mistakes = isThere ? form->mistakeTexts() : QStringList();
    updateOpen(mistakes);
    m_save->setEnabled(isChanged && form->canBeSaved());
    m_save->setToolTip(isChanged && !form->canBeSaved() ? tr("Mend first:\n%1").arg(mistakes.join(u'\n')) : QString());
    m_revert->setEnabled(isChanged);
    for (auto *action : {m_duplicate, m_remove}) {
        action->setEnabled(isThere);
    }
    const bool isSandbox = isThere && saved->server == Connection::Server::Sandbox;
    m_export->setEnabled(isThere && !isSandbox && mistakes.isEmpty());
    m_export->setToolTip(isSandbox ? tr("A sandbox needs no file: tbs listen --sandbox") : QString());
    const int row = m_list->currentIndex().row();
    m_moveUp->setEnabled(row > 0);
    m_moveDown->setEnabled(row >= 0 && row < m_model->rowCount() - 1);
}

void ConnectionsPage::updateOpen(const QStringList &mistakes)
{
    const auto id = currentId();
    const auto *form = currentForm();
    const bool isOpening = m_connections.isOpening(id);
    const bool isUsable = form && mistakes.isEmpty();
    const bool isChanged = form && form->isChanged();
    const bool isOpen = m_connections.isOpen(id);
    m_open->setText(isChanged ? tr("Save and &Open") : isOpen ? tr("&Open Anew") : tr("&Open"));
    m_open->setEnabled(isUsable && !isOpening);
    m_test->setEnabled(isUsable && !m_isTesting);
    const auto reason = mistakes.isEmpty() ? QString() : tr("Mend first:\n%1").arg(mistakes.join(u'\n'));
    m_open->setToolTip(reason);
    m_test->setToolTip(reason.isEmpty() ? tr("Looks at the server and at what stands here, and changes nothing")
                                        : reason);
    QString text;
    if (isOpening || m_isTesting || m_keeping > 0) {
        text = tr("Waiting for the secrets. The keychain may ask for its password in a window of its own.");
    } else if (mistakes.size() == 1) {
        text = u"✘ "_s + mistakes.constFirst();
    } else if (!mistakes.isEmpty()) {
        text =
            u"✘ "_s + tr("%1 (and %n more)", nullptr, static_cast<int>(mistakes.size()) - 1).arg(mistakes.constFirst());
    } else if (isOpen && isChanged) {
        text = tr("It is open as it was before. What you change takes effect when it is opened anew.");
    }
    m_reason->setText(text);
    m_reason->setVisible(!text.isEmpty());
}

void ConnectionsPage::showContextMenu(const QPoint &position)
{
    QMenu menu;
    menu.addActions({m_open, m_test});
    menu.addSeparator();
    menu.addActions({m_duplicate, m_export, m_remove});
    menu.addSeparator();
    menu.addActions({m_moveUp, m_moveDown});
    menu.exec(m_list->viewport()->mapToGlobal(position));
}

void ConnectionsPage::showMessage(Tone tone, const QStringList &lines, const QString &action, const Then &then)
{
    m_messageAction = then;
    m_message->showMessage(tone, lines.join(u'\n'), action);
}

void ConnectionsPage::find()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
}

} // namespace Tbs::Gui
