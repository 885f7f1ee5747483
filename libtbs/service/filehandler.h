// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventcontext.h>

namespace Tbs {

struct TBS_CORE_EXPORT FileHandlerOptions
{
    /// Made with mode 0600 when it does not exist; its folder has to.
    QString path;
    /// Whether each event is on the disk (fsync) before it counts as handled.
    bool synchronize = false;
};

/// An event handler that appends EventContext::toJson() to a file, one line an event (NDJSON).
///
/// A line is written whole or not at all. The file is opened for each event, so that it may be moved away and a new one
/// begins (log rotation). Errors: Retry (full disk), ActionRequired when it cannot be opened. Thread-safe when only one
/// thread writes to a file.
class TBS_CORE_EXPORT FileHandler
{
public:
    explicit FileHandler(FileHandlerOptions options);

    [[nodiscard]] Result<void> operator()(const EventContext &event) const;

private:
    FileHandlerOptions m_options;
};

} // namespace Tbs
