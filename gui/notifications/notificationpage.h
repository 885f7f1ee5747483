// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"
#include "../backend/backend.h"
#include "../filter/filterbar.h"
#include "../mainwindow/page.h"
#include "notificationtable.h"

class QHBoxLayout;
class QSplitter;

namespace Tbs::Gui {

class DetailPane;
class MessageBar;

/// What the pages with lists of notifications have in common: filter, list, detail, and what can be done with a line.
class NotificationPage : public Page
{
    Q_OBJECT

public:
    struct Traits
    {
        QString name;
        QString title;
        QIcon icon;
        Setting columns;
        Setting splitter;
    };

    /// \a backend, \a settings and \a clock must outlive this.
    NotificationPage(const Traits &traits, Backend &backend, Settings &settings, const Clock &clock,
                     QWidget *parent = nullptr);
    ~NotificationPage() override;

    void find() override;
    void setMasked(bool masked) override;
    void showSubscription(const QString &webhookId) override;

    [[nodiscard]] FilterBar &filterBar() { return *m_filterBar; }

protected:
    /// What stands in a line; nothing while it is being read.
    [[nodiscard]] virtual std::optional<LiveEntry> entryAt(const QModelIndex &index) const = 0;
    /// The id of a line's notification, also while it is being read; 0 when it has none, or no events.
    [[nodiscard]] virtual qint64 storedId(int row) const = 0;
    /// These are handed over to their handlers once more: what the lines show of it changes.
    virtual void noteReplayed(const QList<qint64> &notificationIds) { Q_UNUSED(notificationIds) }

    [[nodiscard]] NotificationTable &table() { return *m_table; }
    [[nodiscard]] DetailPane &detail() { return *m_detail; }
    [[nodiscard]] Backend &backend() { return m_backend; }
    [[nodiscard]] Settings &settings() { return m_settings; }
    /// Puts a widget behind the filter.
    void addTool(QWidget *widget);
    /// Makes an action of this page and puts a button for it behind the filter.
    QAction *addToolAction(const QString &name, const QIcon &icon, const QString &text, const QKeySequence &shortcut);
    /// Shows the current line in the detail pane.
    void showCurrent();
    /// Says what came of something, above the list, until the user dismisses it.
    void showNotice(Tone tone, const QString &text);

private:
    void addNotificationActions();
    void updateActions();
    void copyJson();
    void copyCurl();
    void forward();
    void followSubscription();
    void followFocus();
    void askWhetherToReplay();
    void replay(const QList<qint64> &notificationIds);
    void takeReplayed(const QList<qint64> &notificationIds, const Result<int> &events);
    void showContextMenu(const QPoint &position);

    Backend &m_backend;
    Settings &m_settings;
    Setting m_splitterSetting;
    QHBoxLayout *m_tools;
    FilterBar *m_filterBar;
    NotificationTable *m_table;
    DetailPane *m_detail;
    MessageBar *m_notice;
    QSplitter *m_splitter;
    QAction *m_copyJson = nullptr;
    QAction *m_copyCurl = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_followSubscription = nullptr;
    QAction *m_followFocus = nullptr;
    QAction *m_replay = nullptr;
    bool m_replaying = false;
};

} // namespace Tbs::Gui
