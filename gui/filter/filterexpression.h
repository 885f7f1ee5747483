// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/liveentry.h"

#include <QCoreApplication>

namespace Tbs::Gui {

/// What stands in a filter bar, as something that can be asked.
///
/// The expression is a list of conditions that all have to hold, separated by blanks:
///
///     text  "some text"           the body contains it, in any case
///     type:heartbeat              handshake, heartbeat, event, status, events; with - in front: any other
///     topic:encounter             the topic's URL contains it
///     subscription:encounters     webhook id, Subscription/id or id
///     focus:Patient/1             the focus of an event; focus:Patient any Patient
///     status:error                pending, done, error: of an event's handler
///     origin:recovered            webhook, websocket, recovered; with - in front: any other
///     is:duplicate                duplicate, replayed, gap, rejected, failed
///     after:10m  before:2026-01-31T12:00   s, m, h, d ago; a date, a time of today, both
///
/// type, origin and is take several values, separated by commas. A value with blanks or colons stands in quotes.
struct FilterExpression
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::FilterExpression)

public:
    HistoryFilter history;
    QList<LiveEntry::Kind> kinds; ///< of `is:`, other than notifications; such things are not stored

    [[nodiscard]] bool isEmpty() const { return history.isEmpty() && kinds.isEmpty(); }
    friend bool operator==(const FilterExpression &, const FilterExpression &) = default;

    /// \a now: what times are relative to. \return BadData with a message for the person who types; location is the
    /// position of the mistake, from 0.
    [[nodiscard]] static Result<FilterExpression> parse(const QString &text, const QDateTime &now);
    /// `key:value`, in quotes where that is needed.
    [[nodiscard]] static QString condition(const QString &key, const QString &value);
    /// `key:` of everything there is, for completion.
    [[nodiscard]] static QStringList keys();
};

/// Whether \a expression lets \a entry pass.
[[nodiscard]] bool matches(const FilterExpression &expression, const LiveEntry &entry);

} // namespace Tbs::Gui
