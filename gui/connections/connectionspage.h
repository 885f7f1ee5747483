// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"
#include "../mainwindow/page.h"
#include "connections.h"
#include "secretkeeper.h"

#include <functional>

class QLabel;
class QListView;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace Tbs::Gui {

class ConnectionForm;
class ConnectionListModel;
class EmptyState;
class MessageBar;

/// The saved connections, and an editor for the chosen one. What is edited is kept until it is saved or reverted.
class ConnectionsPage : public Page
{
    Q_OBJECT

public:
    /// All of them must outlive this.
    ConnectionsPage(Backend &backend, Connections &connections, SecretKeeper &secrets, Settings &settings, Clock &clock,
                    QWidget *parent = nullptr);

    void find() override;
    void setMasked(bool) override { }
    [[nodiscard]] bool mayClose() override;
    /// As a new connection; a dialog shows what is wrong with it.
    void importFile(const QString &fileName);

private:
    using Then = std::function<void()>;

    void makeActions();
    void makeExchangeActions();
    void makeList();
    void makeEditor();
    [[nodiscard]] QPushButton *buttonOf(QAction *action) const;
    void connectStore();

    [[nodiscard]] QString currentId() const;
    [[nodiscard]] ConnectionForm *currentForm() const;
    ConnectionForm *formOf(const QString &id);
    void select(const QString &id);
    void showCurrent();
    void forget(const QString &id);
    void takeChange(const QString &id);
    void updateActions();
    void updateOpen(const QStringList &mistakes);
    void showContextMenu(const QPoint &position);

    /// Saves \a connection as a new one, with its secrets, and goes to it. \return its id, empty when that failed.
    QString add(Connection connection);
    void addNew();
    void trySandbox();
    void duplicate();
    void addCopy(Connection copy, const Result<Connection> &completed);
    void confirmRemoval();
    void remove(const QString &id);
    void moveBy(int rows);
    void save(const QString &id, const Then &then);
    void keepSecrets(const Connection &connection, const Then &then);
    void setUnkept(const std::optional<Error> &error);
    void keepUnkeptSecrets();
    void hideMessage();
    void askForMissingSecrets(const QString &id);
    void askForPlace(const QString &problem, const Then &accepted, const Then &rejected);
    void revert();
    void openCurrent();
    void takeOpenFailure(const QString &id, const QList<Error> &errors);
    void takeState();
    void test();
    void chooseImport();
    void exportCurrent();
    void askUnsaved(const QStringList &ids);
    void saveAllAndClose(QStringList ids);
    /// \a action: the text of a button, empty for none, and \a then what it does.
    void showMessage(Tone tone, const QStringList &lines, const QString &action = {}, const Then &then = {});

    Backend &m_backend;
    Connections &m_connections;
    SecretKeeper &m_secrets;
    Settings &m_settings;
    Clock &m_clock;
    ConnectionListModel *m_model;
    MessageBar *m_message;
    QSplitter *m_splitter;
    QListView *m_list;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_editor;
    QStackedWidget *m_formStack;
    QHash<QString, ConnectionForm *> m_forms;
    QLabel *m_reason;
    QAction *m_new = nullptr;
    QAction *m_sandbox = nullptr;
    QAction *m_open = nullptr;
    QAction *m_test = nullptr;
    QAction *m_save = nullptr;
    QAction *m_revert = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_moveUp = nullptr;
    QAction *m_moveDown = nullptr;
    QAction *m_export = nullptr;
    bool m_isTesting = false; ///< secrets for a test are being fetched
    int m_keeping = 0; ///< how often secrets are being kept
    Then m_messageAction; ///< of the button in the message
    std::optional<Error> m_unkept; ///< why secrets of the open connection are not kept
    QString m_awaited; ///< the connection that was opened here, until it runs
};

} // namespace Tbs::Gui
