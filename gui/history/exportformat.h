// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationhistory.h>

#include <QStringList>

namespace Tbs::Gui {

/// A file format of exported notifications.
enum class ExportFormat {
    Ndjson, ///< an object a line: what is known of the notification, its body as it came
    Json, ///< an array of the same objects
    Csv, ///< a table without bodies, RFC 4180
};

/// By the end of \a path's name; Ndjson for what is neither .json nor .csv.
[[nodiscard]] ExportFormat exportFormatOf(const QString &path);
/// Of a file dialog: `Name (*.suffix)`.
[[nodiscard]] QStringList exportNameFilters();
/// Whether it contains bodies.
[[nodiscard]] bool hasBodies(ExportFormat format);

/// What stands before the first, between two, and behind the last notification.
[[nodiscard]] QByteArray exportBegin(ExportFormat format);
[[nodiscard]] QByteArray exportSeparator(ExportFormat format);
[[nodiscard]] QByteArray exportEnd(ExportFormat format);

/// One notification. \a body is not needed for Csv. \a masked: without what tells who a patient is.
[[nodiscard]] QByteArray exported(ExportFormat format, const NotificationSummary &summary, const QByteArray &body,
                                  bool masked);

} // namespace Tbs::Gui
