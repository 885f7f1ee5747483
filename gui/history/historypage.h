// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../notifications/notificationpage.h"
#include "historymodel.h"

#include <QTimer>

class QLabel;
class QProgressBar;

namespace Tbs::Gui {

class ExportJob;
class SubscriptionStyles;

/// Everything that is stored: by time, subscription, topic, focus, type, state and text; exports of it.
class HistoryPage final : public NotificationPage
{
    Q_OBJECT

public:
    /// \a styles must outlive this, as must the rest.
    HistoryPage(Backend &backend, Settings &settings, SubscriptionStyles &styles, const Clock &clock,
                QWidget *parent = nullptr);

    void setMasked(bool masked) override;

protected:
    [[nodiscard]] std::optional<LiveEntry> entryAt(const QModelIndex &index) const override;
    [[nodiscard]] qint64 storedId(int row) const override;
    void noteReplayed(const QList<qint64> &notificationIds) override;

private:
    void addActions();
    void addStatusLine();
    void search();
    void noteArrived(const QList<LiveEntry> &entries);
    void showSearch();
    void updatePlaceholder();
    void chooseFile(bool onlySelected);
    void startExport(const QString &path, bool onlySelected);
    void showProgress(ExportJob *job, const QString &path);
    void showExportResult(const QString &path, const Result<qint64> &written);
    void editRetention();

    HistoryModel *m_model;
    const Clock &m_clock;
    QTimer m_newerTimer;
    bool m_masked = false;
    QString m_error;
    QAction *m_oldestFirst = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_export = nullptr;
    QAction *m_exportSelected = nullptr;
    QAction *m_retention = nullptr;
    QLabel *m_status;
    QProgressBar *m_progress;
};

} // namespace Tbs::Gui
