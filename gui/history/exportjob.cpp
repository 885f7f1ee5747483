// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exportjob.h"

#include <Tbs/support/futures.h>

namespace Tbs::Gui {

namespace {

constexpr int batchSize = 200;

} // namespace

ExportJob::ExportJob(NotificationHistory &history, Options options, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_options(std::move(options))
    , m_format(exportFormatOf(m_options.path))
    , m_file(m_options.path)
{
    m_options.query.limit = batchSize;
}

template <typename T, typename Take> void ExportJob::ask(QFuture<Result<T>> future, Take take)
{
    whenFinished(
        future, this,
        [this, take = std::move(take)](const Result<T> &result) {
            if (m_ended) {
                return;
            }
            if (result) {
                take(*result);
            } else {
                end(failure(result.error()));
            }
        },
        [this] { end(failure(Error::Kind::Retry, tr("The store was closed."))); });
}

void ExportJob::start()
{
    if (!m_file.open(QIODevice::WriteOnly)) {
        end(failure(Error::Kind::ActionRequired,
                    tr("%1 cannot be written: %2").arg(m_options.path, m_file.errorString())));
        return;
    }
    m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    m_file.write(exportBegin(m_format));
    if (!m_options.ids.isEmpty()) {
        m_more = false;
        m_total = m_options.ids.size();
        takeIds(m_options.ids);
        return;
    }
    ask(m_history.extent(), [this](const HistoryExtent &extent) {
        m_total = extent.estimatedCount;
        findNext();
    });
}

void ExportJob::cancel()
{
    end(failure(Error::Kind::Rejected, tr("Cancelled; nothing was written.")));
}

void ExportJob::findNext()
{
    ask(m_history.find(m_options.query), [this](const HistoryMatches &matches) {
        m_options.query.after = matches.resumeAfter;
        m_more = matches.resumeAfter.has_value();
        m_unexamined = matches.unexamined;
        takeIds(matches.ids);
    });
}

void ExportJob::takeIds(QList<qint64> ids)
{
    ask(m_history.summaries(std::move(ids)), [this](const QList<NotificationSummary> &summaries) {
        m_summaries = summaries;
        m_next = 0;
        writeNext();
    });
}

void ExportJob::writeNext()
{
    while (m_next < m_summaries.size()) {
        const auto summary = m_summaries.at(m_next++);
        if (!hasBodies(m_format)) {
            write(summary, {});
            continue;
        }
        ask(m_history.notification(summary.notification.id),
            [this, summary](const std::optional<NotificationRecord> &record) {
                if (record) {
                    write(summary, record->body);
                }
                if (!m_ended) {
                    writeNext();
                }
            });
        return;
    }
    if (m_ended) {
        return;
    }
    const auto done = m_options.ids.isEmpty() ? m_total - m_unexamined : m_written;
    Q_EMIT progressed(m_written,
                      m_total > 0 ? static_cast<int>(std::clamp<qint64>(1000 * done / m_total, 0, 1000)) : 0);
    if (m_more) {
        findNext();
        return;
    }
    m_file.write(exportEnd(m_format));
    if (!m_file.commit()) {
        end(failure(Error::Kind::Retry, tr("%1 cannot be written: %2").arg(m_options.path, m_file.errorString())));
        return;
    }
    end(m_written);
}

void ExportJob::write(const NotificationSummary &summary, const QByteArray &body)
{
    if (m_written > 0) {
        m_file.write(exportSeparator(m_format));
    }
    if (m_file.write(exported(m_format, summary, body, m_options.masked)) < 0) {
        end(failure(Error::Kind::Retry, tr("%1 cannot be written: %2").arg(m_options.path, m_file.errorString())));
        return;
    }
    ++m_written;
}

void ExportJob::end(const Result<qint64> &result)
{
    if (std::exchange(m_ended, true)) {
        return;
    }
    if (!result) {
        m_file.cancelWriting();
    }
    Q_EMIT finished(result);
}

} // namespace Tbs::Gui
