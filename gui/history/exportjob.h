// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "exportformat.h"

#include <QObject>
#include <QSaveFile>

namespace Tbs::Gui {

/// Writes notifications to a file, one after the other, without keeping anybody waiting. The file is there when all is
/// well, and as it was before when not.
class ExportJob : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString path;
        HistoryQuery query; ///< which ones, in which order
        QList<qint64> ids; ///< these instead, where it is not empty
        bool masked = false;
    };

    /// \a history must outlive this.
    ExportJob(NotificationHistory &history, Options options, QObject *parent = nullptr);

    /// finished() follows.
    void start();
    /// finished() follows, with nothing written.
    void cancel();

Q_SIGNALS:
    /// \a permille: how much has been looked at.
    void progressed(qint64 written, int permille);
    /// How many were written, or why none. Once.
    void finished(const Tbs::Result<qint64> &written);

private:
    template <typename T, typename Take> void ask(QFuture<Result<T>> future, Take take);
    void findNext();
    void takeIds(QList<qint64> ids);
    void writeNext();
    void write(const NotificationSummary &summary, const QByteArray &body);
    void end(const Result<qint64> &result);

    NotificationHistory &m_history;
    Options m_options;
    ExportFormat m_format;
    QSaveFile m_file;
    QList<NotificationSummary> m_summaries; ///< to be written, in their order
    qsizetype m_next = 0; ///< into them
    bool m_more = true;
    qint64 m_total = 0;
    qint64 m_unexamined = 0;
    qint64 m_written = 0;
    bool m_ended = false;
};

} // namespace Tbs::Gui
