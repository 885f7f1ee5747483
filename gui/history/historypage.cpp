// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "historypage.h"

#include "../application/symbols.h"
#include "../detail/detailpane.h"
#include "../retention/retentiondialog.h"
#include "exportjob.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QProgressDialog>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// How often what has been stored meanwhile is looked for.
constexpr int newerMilliseconds = 1000;

} // namespace

HistoryPage::HistoryPage(Backend &backend, Settings &settings, SubscriptionStyles &styles, const Clock &clock,
                         QWidget *parent)
    : NotificationPage({.name = u"historyPage"_s,
                        .title = tr("History"),
                        .icon = symbol(u"history"_s),
                        .columns = Setting::HistoryColumns,
                        .splitter = Setting::HistorySplitter},
                       backend, settings, clock, parent)
    , m_model(new HistoryModel(styles, this))
    , m_clock(clock)
    , m_status(new QLabel)
    , m_progress(new QProgressBar)
{
    table().setModel(m_model);
    addActions();
    addStatusLine();
    m_newerTimer.setSingleShot(true);
    m_newerTimer.setInterval(newerMilliseconds);
    connect(&m_newerTimer, &QTimer::timeout, m_model, &HistoryModel::findNewer);
    connect(&filterBar(), &FilterBar::expressionChanged, this, &HistoryPage::search);
    connect(&backend, &Backend::stateChanged, this, &HistoryPage::search);
    connect(&backend, &Backend::arrived, this, &HistoryPage::noteArrived);
    connect(m_model, &HistoryModel::searchChanged, this, &HistoryPage::showSearch);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &HistoryPage::showSearch);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_error.clear();
        showCurrent();
        showSearch();
    });
    connect(m_model, &HistoryModel::rowLoaded, this, [this](int row) {
        if (row == table().currentIndex().row() && !detail().detail()) {
            showCurrent();
        }
    });
    connect(m_model, &HistoryModel::failed, this, [this](const Error &error) {
        m_error = error.toString();
        showSearch();
    });
    search();
}

void HistoryPage::addActions()
{
    m_oldestFirst = addPageAction(u"oldestFirst"_s, {}, tr("&Oldest First"), Qt::CTRL | Qt::Key_T);
    m_oldestFirst->setCheckable(true);
    connect(m_oldestFirst, &QAction::toggled, this,
            [this](bool oldest) { m_model->setOrder(oldest ? Qt::AscendingOrder : Qt::DescendingOrder); });
    auto *refresh = addPageAction(u"refresh"_s, symbol(u"refresh"_s, u"view-refresh"_s), tr("&Look for Newer"),
                                  QKeySequence::Refresh);
    connect(refresh, &QAction::triggered, m_model, &HistoryModel::findNewer);
    m_stop =
        addPageAction(u"stopSearch"_s, symbol(u"stop"_s, u"process-stop"_s), tr("S&top Searching"), Qt::Key_Escape);
    connect(m_stop, &QAction::triggered, m_model, &HistoryModel::stop);
    m_export =
        addToolAction(u"export"_s, symbol(u"export"_s, u"document-export"_s), tr("&Export…"), Qt::CTRL | Qt::Key_E);
    connect(m_export, &QAction::triggered, this, [this] { chooseFile(false); });
    m_exportSelected =
        addPageAction(u"exportSelected"_s, {}, tr("E&xport Selected…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    connect(m_exportSelected, &QAction::triggered, this, [this] { chooseFile(true); });
    m_retention = addPageAction(u"retention"_s, {}, tr("Rete&ntion…"), Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    m_retention->setToolTip(tr("What is thrown away, and when"));
    connect(m_retention, &QAction::triggered, this, &HistoryPage::editRetention);
}

void HistoryPage::addStatusLine()
{
    m_status->setObjectName(u"historyStatus"_s);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setObjectName(u"historyProgress"_s);
    m_progress->setRange(0, 1000);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 30);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the search"));
    auto *stop = new QToolButton;
    stop->setDefaultAction(m_stop);
    stop->setAutoRaise(true);
    connect(m_model, &HistoryModel::searchChanged, stop, [this, stop] { stop->setVisible(m_model->isSearching()); });
    auto *line = new QHBoxLayout;
    line->addWidget(m_status, 1);
    line->addWidget(m_progress);
    line->addWidget(stop);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(line);
}

std::optional<LiveEntry> HistoryPage::entryAt(const QModelIndex &index) const
{
    return m_model->entry(index.row());
}

qint64 HistoryPage::storedId(int row) const
{
    const auto entry = m_model->entry(row);
    return entry && entry->summary.notification.newEvents == 0 ? 0 : m_model->id(row);
}

void HistoryPage::noteReplayed(const QList<qint64> &notificationIds)
{
    m_model->follow(notificationIds);
}

void HistoryPage::setMasked(bool masked)
{
    NotificationPage::setMasked(masked);
    m_masked = masked;
    m_model->setMasked(masked);
}

void HistoryPage::search()
{
    const auto &expression = filterBar().expression();
    // What is not stored is not found.
    m_model->search(expression.kinds.isEmpty() ? backend().history() : nullptr, expression.history);
    updatePlaceholder();
}

void HistoryPage::noteArrived(const QList<LiveEntry> &entries)
{
    const bool reading = table().verticalScrollBar()->value() > 0 && m_model->order() == Qt::DescendingOrder;
    const bool stored = std::any_of(entries.begin(), entries.end(),
                                    [](const auto &entry) { return entry.kind == LiveEntry::Kind::Notification; });
    if (stored && !reading && !m_newerTimer.isActive()) {
        m_newerTimer.start();
    }
}

void HistoryPage::showSearch()
{
    const bool searching = m_model->isSearching();
    const bool found = m_model->rowCount() > 0;
    m_progress->setVisible(searching);
    m_progress->setValue(1000 - m_model->remaining());
    m_stop->setEnabled(searching);
    m_export->setEnabled(found);
    m_exportSelected->setEnabled(found);
    m_retention->setEnabled(backend().history());
    const auto count = QLocale().toString(m_model->rowCount());
    m_status->setText(!m_error.isEmpty() ? m_error
                          : searching    ? tr("%1 found, searching…").arg(count)
                                         : tr("%1 found").arg(count));
    updatePlaceholder();
}

void HistoryPage::updatePlaceholder()
{
    if (!filterBar().expression().kinds.isEmpty()) {
        table().setPlaceholder(tr("Gaps, rejected requests and failures of handlers are shown in Live; the history has "
                                  "notifications. status:error finds those whose handler failed."));
    } else if (!m_error.isEmpty()) {
        table().setPlaceholder(m_error);
    } else if (!backend().history()) {
        table().setPlaceholder(tr("Not connected. Connect to see what is stored."));
    } else if (m_model->isSearching()) {
        table().setPlaceholder(tr("Searching…"));
    } else {
        table().setPlaceholder(m_model->filter().isEmpty() ? tr("Nothing is stored yet.")
                                                           : tr("Nothing that is stored passes the filter."));
    }
}

void HistoryPage::chooseFile(bool onlySelected)
{
    auto *dialog =
        new QFileDialog(this, tr("Export Notifications"), settings().value(Setting::ExportFolder).toString());
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(exportNameFilters());
    dialog->setDefaultSuffix(u"ndjson"_s);
    dialog->selectFile(u"notifications.ndjson"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const auto suffix = filter.mid(filter.lastIndexOf(u'.') + 1).chopped(1);
        dialog->setDefaultSuffix(suffix);
        dialog->selectFile(u"notifications."_s + suffix);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, onlySelected](const QString &path) {
        settings().setValue(Setting::ExportFolder, QFileInfo(path).absolutePath());
        startExport(path, onlySelected);
    });
    dialog->open();
}

void HistoryPage::startExport(const QString &path, bool onlySelected)
{
    auto *history = backend().history();
    if (!history) {
        return;
    }
    ExportJob::Options options{
        .path = path, .query = {.filter = m_model->filter(), .order = m_model->order()}, .masked = m_masked};
    if (onlySelected) {
        for (const auto row : table().selectedRows()) {
            options.ids << m_model->id(row);
        }
    }
    auto *job = new ExportJob(*history, std::move(options), this);
    connect(&backend(), &Backend::stateChanged, job, &ExportJob::cancel);
    showProgress(job, path);
    job->start();
}

void HistoryPage::showProgress(ExportJob *job, const QString &path)
{
    auto *progress =
        new QProgressDialog(tr("Exporting to %1").arg(QDir::toNativeSeparators(path)), tr("Cancel"), 0, 1000, this);
    progress->setObjectName(u"exportProgress"_s);
    progress->setWindowModality(Qt::WindowModal);
    progress->setAutoReset(false);
    connect(progress, &QProgressDialog::canceled, job, &ExportJob::cancel);
    connect(job, &ExportJob::progressed, progress, [progress](qint64, int permille) { progress->setValue(permille); });
    connect(job, &ExportJob::finished, this, [this, job, progress, path](const Result<qint64> &written) {
        job->deleteLater();
        progress->deleteLater();
        showExportResult(path, written);
    });
}

void HistoryPage::showExportResult(const QString &path, const Result<qint64> &written)
{
    if (written) {
        m_status->setText(tr("%1 exported to %2").arg(QLocale().toString(*written), QDir::toNativeSeparators(path)));
        return;
    }
    m_status->setText(written.error().message);
    if (written.error().kind != Error::Kind::Rejected) {
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Export"), written.error().message, QMessageBox::Ok, this);
        box->setObjectName(u"exportFailed"_s);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    }
}

void HistoryPage::editRetention()
{
    auto *dialog = new RetentionDialog(backend(), m_clock, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        showNotice(Tone::Good, tr("The retention was changed. What has to go is deleted from now on."));
        search();
    });
    dialog->open();
}

} // namespace Tbs::Gui
