// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QObject>

namespace Tbs {

/// One notification on its way over a channel. Destroying it ends everything.
class TBS_SANDBOX_AUTOTEST_EXPORT Delivery : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// After the delay of the faults.
    virtual void start() = 0;
    /// Nothing is sent and no signal comes any more.
    virtual void cancel() = 0;

Q_SIGNALS:
    /// It was sent once. \a status is the HTTP status, 0 when there was no answer.
    void attempted(int status, bool accepted);
    /// Comes once, after the last attempted().
    void finished(bool accepted);
};

} // namespace Tbs
