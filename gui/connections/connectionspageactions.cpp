// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "../application/symbols.h"
#include "../mainwindow/messagebar.h"
#include "connectionform.h"
#include "connectionlistmodel.h"
#include "connectionspage.h"
#include "exportdialog.h"
#include "importdialog.h"
#include "missingsecretsdialog.h"
#include "newconnection.h"
#include "secretplacedialog.h"
#include "testdialog.h"

#include <Tbs/support/futures.h>

#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

// What the user does on the page of connections.

namespace Tbs::Gui {

namespace {

/// Of a copy that has no part in what is kept of the original.
void dropKeptSecrets(Configuration &configuration)
{
    for (const auto &secret : secretsOf(configuration)) {
        if (secret.secret->origin == ConfiguredSecret::Origin::Inline && secret.secret->value.isEmpty()) {
            *secret.secret = {};
        }
    }
}

QMessageBox *question(const QString &name, const QString &title, const QString &text, QWidget *parent)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
    box->setObjectName(name);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    return box;
}

void cancelByDefault(QMessageBox &box)
{
    auto *cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(cancel);
    box.setEscapeButton(cancel);
}

} // namespace

QString ConnectionsPage::add(Connection connection)
{
    const auto added = m_connections.store().add(connection);
    if (!added) {
        showMessage(Tone::Bad, {added.error().toString()});
        return {};
    }
    connection.id = *added;
    select(connection.id);
    formOf(connection.id)->edit(connection); // with secrets, until they are kept
    keepSecrets(connection, {});
    return connection.id;
}

void ConnectionsPage::addNew()
{
    hideMessage();
    if (!add(newConnection(m_connections.store().freeName(tr("New connection")))).isEmpty()) {
        auto &name = *currentForm()->findChild<QLineEdit *>(u"connectionName"_s);
        name.setFocus(Qt::OtherFocusReason);
        name.selectAll();
    }
}

void ConnectionsPage::trySandbox()
{
    hideMessage();
    const auto &all = m_connections.store().connections();
    const auto known = std::find_if(all.begin(), all.end(), [](const Connection &connection) {
        return connection.server == Connection::Server::Sandbox;
    });
    const auto id = known != all.end() ? known->id : add(sandboxConnection(tr("Sandbox")));
    select(id);
    openCurrent();
}

void ConnectionsPage::duplicate()
{
    auto copy = currentForm()->connection();
    hideMessage();
    whenFinished(m_connections.complete(copy), this,
                 [this, copy](const Result<Connection> &completed) { addCopy(copy, completed); });
}

void ConnectionsPage::addCopy(Connection copy, const Result<Connection> &completed)
{
    if (completed) {
        copy = *completed;
    } else {
        dropKeptSecrets(copy.configuration);
        showMessage(Tone::Warning,
                    {tr("The secrets were not copied, so type them in. %1").arg(completed.error().toString())});
    }
    copy.name = m_connections.store().freeName(tr("Copy of %1").arg(copy.name));
    copy.suspended.clear();
    copy.configuration.store.path.clear(); // two must not write to one store
    add(copy);
}

void ConnectionsPage::confirmRemoval()
{
    const auto id = currentId();
    const auto name = m_connections.store().find(id)->name;
    auto *box = question(u"deleteDialog"_s, tr("Delete %1").arg(name),
                         tr("Delete the connection \"%1\" and its secrets?").arg(name), this);
    box->setInformativeText(
        m_connections.isOpen(id)
            ? tr("It is open, and is disconnected first. What was received stays in its store; subscriptions stay on "
                 "the server unless they are deleted when it is disconnected.")
            : tr("What was received stays in its store, and subscriptions stay on the server."));
    auto *remove = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    remove->setObjectName(u"deleteButton"_s);
    cancelByDefault(*box);
    connect(remove, &QPushButton::clicked, this, [this, id] { this->remove(id); });
    box->open();
}

void ConnectionsPage::remove(const QString &id)
{
    if (m_connections.isOpen(id)) {
        m_backend.stop();
    }
    hideMessage();
    whenFinished(m_connections.remove(id), this, [this](const Result<void> &removed) {
        if (!removed) {
            showMessage(Tone::Bad, {removed.error().toString()});
        }
    });
}

void ConnectionsPage::moveBy(int rows)
{
    const auto id = currentId();
    if (const auto moved = m_connections.store().move(id, m_list->currentIndex().row() + rows); !moved) {
        showMessage(Tone::Bad, {moved.error().toString()});
    }
}

void ConnectionsPage::save(const QString &id, const Then &then)
{
    auto *form = formOf(id);
    if (!form->canBeSaved()) {
        select(id);
        form->goToMistake();
        return;
    }
    hideMessage();
    auto connection = *m_connections.store().find(id);
    form->writeTo(connection);
    if (const auto saved = m_connections.store().change(connection); !saved) {
        showMessage(Tone::Bad, {saved.error().toString()});
        return;
    }
    keepSecrets(connection, then);
}

void ConnectionsPage::keepSecrets(const Connection &connection, const Then &then)
{
    ++m_keeping;
    updateActions();
    whenFinished(m_connections.keepSecrets(connection), this, [this, connection, then](const Result<void> &kept) {
        --m_keeping;
        updateActions();
        if (!kept) {
            askForPlace(
                kept.error().message, [this, connection, then] { keepSecrets(connection, then); },
                [this, kept] {
                    showMessage(Tone::Bad,
                                {tr("The secrets are not kept: save again when that is mended. %1")
                                     .arg(kept.error().toString())});
                });
            return;
        }
        const auto *saved = m_connections.store().find(connection.id);
        if (auto *form = m_forms.value(connection.id); form && saved) {
            form->setSaved(*saved);
        }
        if (then) {
            then();
        }
    });
}

/// What the backend has changed is told here, and in the list of pages, which is seen from everywhere.
void ConnectionsPage::setUnkept(const std::optional<Error> &error)
{
    if (!m_unkept && !error) {
        return; // what the message says is something else
    }
    m_unkept = error;
    setIcon(error ? coloredSymbol(u"warning"_s, toneColor(Tone::Bad, palette())) : symbol(u"connections"_s));
    hideMessage();
}

/// What has to be done still is said again.
void ConnectionsPage::hideMessage()
{
    if (!m_unkept) {
        m_message->hide();
        return;
    }
    showMessage(
        Tone::Bad,
        {tr("The secrets that were typed in are used now, but are not kept: the next start does not have them. %1")
             .arg(m_unkept->toString())},
        tr("&Keep Them…"), [this] { keepUnkeptSecrets(); });
}

void ConnectionsPage::keepUnkeptSecrets()
{
    const auto keep = [this] {
        whenFinished(m_connections.keepOpenSecrets(), this, [this](const Result<void> &kept) {
            setUnkept(kept ? std::nullopt : std::optional(kept.error()));
        });
    };
    askForPlace(m_unkept->message, keep, {});
}

void ConnectionsPage::askForPlace(const QString &problem, const Then &accepted, const Then &rejected)
{
    auto *dialog = new SecretPlaceDialog(m_secrets, problem, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [accepted, rejected](int result) {
        const auto &then = result == QDialog::Accepted ? accepted : rejected;
        if (then) {
            then();
        }
    });
    dialog->open();
}

void ConnectionsPage::revert()
{
    currentForm()->setConnection(*m_connections.store().find(currentId()));
}

void ConnectionsPage::openCurrent()
{
    const auto id = currentId();
    auto *form = currentForm();
    if (!form) {
        return;
    }
    if (!form->mistakes().isEmpty()) {
        form->goToMistake();
        return;
    }
    hideMessage();
    const auto open = [this, id] {
        m_awaited = id;
        m_connections.open(id);
    };
    if (form->isChanged()) {
        save(id, open);
    } else {
        open();
    }
}

void ConnectionsPage::takeOpenFailure(const QString &id, const QList<Error> &errors)
{
    const auto *connection = m_connections.store().find(id);
    QStringList lines{tr("\"%1\" was not opened:").arg(connection ? connection->name : id)};
    for (const auto &error : errors) {
        lines << error.toString();
    }
    m_awaited.clear();
    select(id);
    updateActions();
    if (m_connections.missingSecrets(id).isEmpty()) {
        showMessage(Tone::Bad, lines);
    } else {
        showMessage(Tone::Bad, lines, tr("Type Them &In…"), [this, id] { askForMissingSecrets(id); });
    }
    Q_EMIT pageRequested(objectName(), {});
}

/// Also those that stand in no form as long as nothing is connected.
void ConnectionsPage::askForMissingSecrets(const QString &id)
{
    const auto *connection = m_connections.store().find(id);
    if (!connection) {
        return;
    }
    auto *dialog = new MissingSecretsDialog(connection->name, m_connections.missingSecrets(id), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, completed = *connection]() mutable {
        std::ignore = fillInlineSecrets(completed.configuration, dialog->values());
        hideMessage();
        keepSecrets(completed, [this, id = completed.id] {
            m_awaited = id;
            m_connections.open(id);
        });
    });
    dialog->open();
}

void ConnectionsPage::takeState()
{
    updateActions();
    const auto state = m_backend.state();
    if (state == Backend::State::Running && m_backend.connection().id == m_awaited) {
        m_awaited.clear();
        Q_EMIT pageRequested(u"overviewPage"_s, {});
    } else if (state == Backend::State::Failed) {
        m_awaited.clear();
    }
}

void ConnectionsPage::test()
{
    m_isTesting = true;
    hideMessage();
    updateActions();
    whenFinished(m_connections.complete(currentForm()->connection()), this,
                 [this](const Result<Connection> &completed) {
                     m_isTesting = false;
                     updateActions();
                     if (!completed) {
                         showMessage(Tone::Bad, {tr("Nothing was tested. %1").arg(completed.error().toString())});
                         return;
                     }
                     auto *dialog = new TestDialog(*completed, m_clock, this);
                     dialog->setAttribute(Qt::WA_DeleteOnClose);
                     dialog->open();
                 });
}

void ConnectionsPage::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import tbs.yaml"), m_settings.value(Setting::ExportFolder).toString(),
                                   tr("Configurations (*.yaml *.yml *.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ConnectionsPage::importFile);
    dialog->open();
}

void ConnectionsPage::importFile(const QString &fileName)
{
    hideMessage();
    const auto imported = importConfiguration(fileName, m_clock.now());
    const auto take = [this, fileName, imported] {
        Connection connection{.name = m_connections.store().freeName(QFileInfo(fileName).completeBaseName()),
                              .configuration = *imported.configuration};
        if (add(connection).isEmpty()) {
            return;
        }
        showMessage(Tone::Good,
                    {tr("%1 was imported, with %n subscription(s).", nullptr,
                        static_cast<int>(connection.configuration.subscriptions.size()))
                         .arg(fileName)});
    };
    if (imported.errors.isEmpty() && imported.warnings.isEmpty()) {
        take();
        return;
    }
    auto *dialog = new ImportDialog(fileName, imported, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, take);
    dialog->open();
}

void ConnectionsPage::exportCurrent()
{
    const auto connection = currentForm()->connection();
    auto *dialog = new ExportDialog(connection, m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::secretsWanted, dialog, [this, dialog, connection](const QString &path) {
        whenFinished(m_connections.complete(connection), dialog, [dialog, path](const Result<Connection> &completed) {
            if (completed) {
                dialog->write(completed->configuration, path);
            } else {
                dialog->showError(completed.error().toString());
            }
        });
    });
    dialog->open();
}

bool ConnectionsPage::mayClose()
{
    QStringList unsaved;
    for (auto it = m_forms.begin(); it != m_forms.end(); ++it) {
        if (it.value()->isChanged()) {
            unsaved << it.key();
        }
    }
    if (unsaved.isEmpty()) {
        return true;
    }
    askUnsaved(unsaved);
    return false;
}

void ConnectionsPage::askUnsaved(const QStringList &ids)
{
    QStringList names;
    for (const auto &id : ids) {
        names << m_connections.store().find(id)->name;
    }
    auto *box = question(u"unsavedDialog"_s, tr("Quit"),
                         tr("These connections have changes that are not saved: %1.").arg(names.join(u", "_s)), this);
    auto *save = box->addButton(tr("&Save and Quit"), QMessageBox::AcceptRole);
    save->setObjectName(u"saveAndQuit"_s);
    auto *discard = box->addButton(tr("&Discard and Quit"), QMessageBox::DestructiveRole);
    discard->setObjectName(u"discardAndQuit"_s);
    cancelByDefault(*box);
    connect(save, &QPushButton::clicked, this, [this, ids] { saveAllAndClose(ids); });
    connect(discard, &QPushButton::clicked, this, [this, ids] {
        for (const auto &id : ids) {
            m_forms.value(id)->setConnection(*m_connections.store().find(id));
        }
        Q_EMIT closeAgreed();
    });
    box->open();
}

void ConnectionsPage::saveAllAndClose(QStringList ids)
{
    if (ids.isEmpty()) {
        Q_EMIT closeAgreed();
        return;
    }
    const auto id = ids.takeFirst();
    save(id, [this, ids] { saveAllAndClose(ids); });
}

} // namespace Tbs::Gui
