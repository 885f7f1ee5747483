// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../filter/filterbar.h"
#include "../mainwindow/page.h"
#include "notificationtable.h"

class QHBoxLayout;
class QSplitter;

namespace Tbs::Gui {

class DetailPane;

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

    [[nodiscard]] NotificationTable &table() { return *m_table; }
    [[nodiscard]] DetailPane &detail() { return *m_detail; }
    [[nodiscard]] Backend &backend() { return m_backend; }
    [[nodiscard]] Settings &settings() { return m_settings; }
    /// Puts a widget behind the filter.
    void addTool(QWidget *widget);
    /// Makes an action of this page and puts a button for it behind the filter.
    QAction *addToolAction(const QIcon &icon, const QString &text, const QKeySequence &shortcut);
    /// Makes an action of this page.
    QAction *addPageAction(const QIcon &icon, const QString &text, const QKeySequence &shortcut = {});
    /// Shows the current line in the detail pane.
    void showCurrent();

private:
    void addNotificationActions();
    void updateActions();
    void copyJson();
    void copyCurl();
    void forward();
    void followSubscription();
    void followFocus();
    void showContextMenu(const QPoint &position);

    Backend &m_backend;
    Settings &m_settings;
    Setting m_splitterSetting;
    QHBoxLayout *m_tools;
    FilterBar *m_filterBar;
    NotificationTable *m_table;
    DetailPane *m_detail;
    QSplitter *m_splitter;
    QAction *m_copyJson = nullptr;
    QAction *m_copyCurl = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_followSubscription = nullptr;
    QAction *m_followFocus = nullptr;
};

} // namespace Tbs::Gui
