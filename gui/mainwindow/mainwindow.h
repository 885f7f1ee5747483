// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "page.h"

#include <QMainWindow>

#include <functional>

class QLabel;
class QListWidget;
class QMenu;
class QStackedWidget;

namespace Tbs::Gui {

class MessageBar;
class Settings;

/// The window: pages at its left, the chosen one at its right, what is wrong above it, the connection below.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// \a backend and \a settings must outlive this.
    MainWindow(Backend &backend, Settings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Puts \a page at the end of the list; the window owns it.
    void addPage(Page *page);
    /// \a webhookId: the subscription that it is to show; empty: the page as it is. Of no effect where there is no such
    /// page.
    void showPage(const QString &name, const QString &webhookId = {});
    /// The page of last time, or the first. After the last addPage().
    void restorePage();
    /// Puts \a menu before everything else in the menu of files; the window owns it.
    void addFileMenu(QMenu *menu);
    /// Puts \a widget at the right end of the status bar; the window owns it.
    void addStatusWidget(QWidget *widget);
    /// In front of other windows, also from the task bar.
    void raiseWindow();
    /// \a isAvailable: whether there is something besides the window to come back from, which is asked when it matters.
    /// Only then the window may stay there when it is closed, if the user wants that. Empty: there is nothing.
    void setTray(std::function<bool()> isAvailable);
    /// Closes it, also where closing would hide it only.
    void quit();

Q_SIGNALS:
    /// It was closed for good.
    void closed();
    /// It was closed, and the program goes on.
    void keptInTray();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeFileMenu();
    void connectAgain();
    void makeEditMenu();
    void makeViewMenu();
    void makeHelpMenu();
    void makeStatusBar();
    [[nodiscard]] Page *currentPage() const;
    void takeCurrentPage();
    void setMasked(bool masked);
    void showState();
    [[nodiscard]] bool isTrayAvailable() const;
    [[nodiscard]] bool isKeptInTray() const;
    [[nodiscard]] bool isAgreedByPages();
    void showAbout();
    void showShortcuts();

    Backend &m_backend;
    Settings &m_settings;
    QListWidget *m_pageList;
    QStackedWidget *m_pages;
    MessageBar *m_messageBar;
    QMenu *m_fileMenu = nullptr;
    QMenu *m_viewMenu = nullptr;
    QMenu *m_pageMenu = nullptr;
    QAction *m_connect = nullptr;
    QAction *m_disconnect = nullptr;
    QAction *m_keepInTray = nullptr;
    QAction *m_mask = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_stateText = nullptr;
    QLabel *m_masked = nullptr;
    std::function<bool()> m_isTrayAvailable;
    bool m_quitting = false;
};

} // namespace Tbs::Gui
