// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mainwindow.h"

#include "../application/settings.h"
#include "../application/symbols.h"
#include "../application/tone.h"
#include "aboutdialog.h"
#include "messagebar.h"
#include "shortcutsdialog.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr QSize defaultSize(1180, 760);

struct StateAppearance
{
    const char *symbol;
    Tone tone;
    QString text;
};

StateAppearance appearance(const Backend &backend)
{
    switch (backend.state()) {
    case Backend::State::Stopped:
        return {"stop", Tone::Neutral, MainWindow::tr("Not connected")};
    case Backend::State::Starting:
        return {"retrying", Tone::Information, MainWindow::tr("Connecting…")};
    case Backend::State::Running:
        return {"done", Tone::Good,
                MainWindow::tr("Connected: %1 – listening at %2")
                    .arg(backend.connection().name, backend.listenUrl().toDisplayString())};
    case Backend::State::Failed:
        break;
    }
    return {"failed", Tone::Bad, MainWindow::tr("The connection failed")};
}

} // namespace

MainWindow::MainWindow(Backend &backend, Settings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_backend(backend)
    , m_settings(settings)
    , m_pageList(new QListWidget)
    , m_pages(new QStackedWidget)
    , m_messageBar(new MessageBar)
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("FHIR Subscriptions"));
    m_pageList->setObjectName(u"pageList"_s);
    m_pageList->setAccessibleName(tr("Pages"));
    m_pageList->setFrameShape(QFrame::NoFrame);
    m_pageList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pageList->setFixedWidth(fontMetrics().averageCharWidth() * 24);
    m_pageList->setIconSize(QSize(20, 20));
    m_messageBar->setObjectName(u"messageBar"_s);

    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_messageBar);
    right->addWidget(m_pages, 1);
    auto *content = new QWidget;
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pageList);
    layout->addLayout(right, 1);
    setCentralWidget(content);

    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    m_pageMenu = menuBar()->addMenu(QString());
    m_pageMenu->setToolTipsVisible(true); // they say why something cannot be done
    makeHelpMenu();
    makeStatusBar();

    connect(m_pageList, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::takeCurrentPage);
    connect(&backend, &Backend::stateChanged, this, &MainWindow::showState);
    connect(m_messageBar, &MessageBar::actionTriggered, &backend, &Backend::start);
    resize(defaultSize);
    restoreGeometry(settings.value(Setting::WindowGeometry).toByteArray());
    restoreState(settings.value(Setting::WindowState).toByteArray());
    showState();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeFileMenu()
{
    auto *menu = menuBar()->addMenu(tr("&File"));
    m_fileMenu = menu;
    m_connect =
        menu->addAction(symbol(u"connect"_s, u"network-connect"_s), tr("&Connect"), this, &MainWindow::connectAgain);
    m_connect->setObjectName(u"connect"_s);
    m_connect->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    m_disconnect =
        menu->addAction(symbol(u"stop"_s, u"network-disconnect"_s), tr("&Disconnect"), &m_backend, &Backend::stop);
    m_disconnect->setObjectName(u"disconnect"_s);
    menu->addSeparator();
    m_keepInTray = menu->addAction(tr("&Keep Running in the Tray when Closed"));
    m_keepInTray->setObjectName(u"keepInTray"_s);
    m_keepInTray->setCheckable(true);
    m_keepInTray->setChecked(m_settings.value(Setting::KeepInTray).toBool());
    connect(m_keepInTray, &QAction::toggled, this,
            [this](bool keep) { m_settings.setValue(Setting::KeepInTray, keep); });
    m_keepInTray->setVisible(false);
    connect(menu, &QMenu::aboutToShow, this, [this] { m_keepInTray->setVisible(isTrayAvailable()); });
    auto *quit = menu->addAction(QIcon::fromTheme(u"application-exit"_s), tr("&Quit"), this, &MainWindow::quit);
    quit->setObjectName(u"quit"_s);
    quit->setShortcut(Qt::CTRL | Qt::Key_Q);
    quit->setMenuRole(QAction::QuitRole);
}

void MainWindow::connectAgain()
{
    if (m_backend.connection().id.isEmpty()) {
        showPage(u"connectionsPage"_s); // nothing was open yet
    } else {
        m_backend.start();
    }
}

void MainWindow::addFileMenu(QMenu *menu)
{
    menu->setParent(m_fileMenu, menu->windowFlags());
    m_fileMenu->insertMenu(m_connect, menu);
}

void MainWindow::makeEditMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Edit"));
    auto *find =
        menu->addAction(symbol(u"filter"_s, u"edit-find"_s), tr("&Filter"), this, [this] { currentPage()->find(); });
    find->setObjectName(u"find"_s);
    find->setShortcut(QKeySequence::Find);
    menu->addSeparator();
    m_mask = menu->addAction(symbol(u"mask"_s, u"view-private"_s), tr("&Mask Patient Data"));
    m_mask->setObjectName(u"mask"_s);
    m_mask->setCheckable(true);
    m_mask->setShortcut(Qt::CTRL | Qt::Key_M);
    connect(m_mask, &QAction::toggled, this, &MainWindow::setMasked);
}

void MainWindow::makeViewMenu()
{
    m_viewMenu = menuBar()->addMenu(tr("&View"));
}

void MainWindow::makeHelpMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Help"));
    auto *shortcuts = menu->addAction(tr("&Keyboard Shortcuts"), this, &MainWindow::showShortcuts);
    shortcuts->setObjectName(u"shortcuts"_s);
    shortcuts->setShortcut(QKeySequence::HelpContents);
    auto *about = menu->addAction(tr("&About"), this, &MainWindow::showAbout);
    about->setObjectName(u"about"_s);
    about->setMenuRole(QAction::AboutRole);
}

void MainWindow::makeStatusBar()
{
    m_stateIcon = new QLabel;
    m_stateText = new QLabel;
    m_stateText->setObjectName(u"stateText"_s);
    m_stateText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_masked = new QLabel(tr("Patient data is masked"));
    m_masked->setObjectName(u"maskedText"_s);
    m_masked->hide();
    statusBar()->addWidget(m_stateIcon);
    statusBar()->addWidget(m_stateText, 1);
    statusBar()->addPermanentWidget(m_masked);
}

void MainWindow::addPage(Page *page)
{
    auto *item = new QListWidgetItem(page->icon(), page->title(), m_pageList);
    item->setSizeHint(QSize(0, fontMetrics().height() + 18));
    page->setMasked(m_mask->isChecked());
    m_pages->addWidget(page);
    connect(page, &Page::pageRequested, this, &MainWindow::showPage);
    connect(page, &Page::closeAgreed, this, &MainWindow::quit);
    connect(page, &Page::iconChanged, this, [page, item] { item->setIcon(page->icon()); });
    const int number = m_pages->count();
    auto *action = m_viewMenu->addAction(page->icon(), page->title(), this,
                                         [this, number] { m_pageList->setCurrentRow(number - 1); });
    action->setObjectName(u"show-"_s + page->objectName());
    if (number <= 9) {
        action->setShortcut(QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_0 + number)));
    }
}

void MainWindow::showPage(const QString &name, const QString &webhookId)
{
    for (int i = 0; i < m_pages->count(); ++i) {
        if (m_pages->widget(i)->objectName() == name) {
            m_pageList->setCurrentRow(i);
            if (!webhookId.isEmpty()) {
                currentPage()->showSubscription(webhookId);
            }
        }
    }
}

void MainWindow::addStatusWidget(QWidget *widget)
{
    statusBar()->addPermanentWidget(widget);
}

void MainWindow::restorePage()
{
    m_mask->setChecked(m_settings.value(Setting::MaskPatientData).toBool());
    m_pageList->setCurrentRow(0);
    showPage(m_settings.value(Setting::CurrentPage).toString());
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_pages->currentWidget());
}

void MainWindow::takeCurrentPage()
{
    const auto *page = currentPage();
    m_pageMenu->setTitle(page->title());
    m_pageMenu->clear();
    m_pageMenu->addActions(page->actions());
    m_pageMenu->menuAction()->setVisible(!page->actions().isEmpty());
}

void MainWindow::setMasked(bool masked)
{
    m_settings.setValue(Setting::MaskPatientData, masked);
    m_masked->setVisible(masked);
    for (int i = 0; i < m_pages->count(); ++i) {
        qobject_cast<Page *>(m_pages->widget(i))->setMasked(masked);
    }
}

void MainWindow::showState()
{
    const auto [name, tone, text] = appearance(m_backend);
    const int size = fontMetrics().height();
    m_stateIcon->setPixmap(coloredSymbol(QString::fromLatin1(name), toneColor(tone, palette()))
                               .pixmap(QSize(size, size), devicePixelRatioF()));
    m_stateText->setText(text);
    const auto state = m_backend.state();
    m_connect->setEnabled(state == Backend::State::Stopped || state == Backend::State::Failed);
    m_disconnect->setEnabled(state == Backend::State::Running);
    if (state != Backend::State::Failed) {
        m_messageBar->hide();
        return;
    }
    QStringList messages;
    for (const auto &error : m_backend.errors()) {
        messages << error.toString();
    }
    m_messageBar->showMessage(Tone::Bad, messages.join(u'\n'), tr("Try Again"));
}

void MainWindow::showAbout()
{
    auto *dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showShortcuts()
{
    auto *dialog = new ShortcutsDialog(*menuBar(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::raiseWindow()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::setTray(std::function<bool()> isAvailable)
{
    m_isTrayAvailable = std::move(isAvailable);
}

bool MainWindow::isTrayAvailable() const
{
    return m_isTrayAvailable && m_isTrayAvailable();
}

bool MainWindow::isKeptInTray() const
{
    return isTrayAvailable() && m_keepInTray->isChecked() && !m_quitting && !qGuiApp->isSavingSession();
}

void MainWindow::quit()
{
    m_quitting = true;
    close();
}

bool MainWindow::isAgreedByPages()
{
    for (int i = 0; i < m_pages->count(); ++i) {
        if (auto *page = qobject_cast<Page *>(m_pages->widget(i)); !page->mayClose()) {
            m_quitting = false;
            raiseWindow();
            showPage(page->objectName());
            return false;
        }
    }
    return true;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setValue(Setting::WindowGeometry, saveGeometry());
    m_settings.setValue(Setting::WindowState, saveState());
    m_settings.setValue(Setting::CurrentPage, currentPage()->objectName());
    if (isKeptInTray()) {
        event->ignore();
        hide();
        Q_EMIT keptInTray();
        return;
    }
    if (!isAgreedByPages()) {
        event->ignore();
        return;
    }
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace Tbs::Gui
