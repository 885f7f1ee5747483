// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filterexpression.h"

#include <QRegularExpression>

#include <variant>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

struct Term
{
    qsizetype position = 0;
    bool negated = false;
    QString key; ///< empty for text
    QString value;
};

template <typename T> using Names = QList<std::pair<QString, T>>;

const Names<NotificationType> &typeNames()
{
    static const Names<NotificationType> names{{u"handshake"_s, NotificationType::Handshake},
                                               {u"heartbeat"_s, NotificationType::Heartbeat},
                                               {u"event"_s, NotificationType::EventNotification},
                                               {u"status"_s, NotificationType::QueryStatus},
                                               {u"events"_s, NotificationType::QueryEvent}};
    return names;
}

const Names<NotificationOrigin> &originNames()
{
    static const Names<NotificationOrigin> names{{u"webhook"_s, NotificationOrigin::Webhook},
                                                 {u"websocket"_s, NotificationOrigin::WebSocket},
                                                 {u"recovered"_s, NotificationOrigin::Recovery}};
    return names;
}

const Names<EventState> &stateNames()
{
    static const Names<EventState> names{
        {u"pending"_s, EventState::Pending}, {u"done"_s, EventState::Done}, {u"error"_s, EventState::DeadLetter}};
    return names;
}

/// What `is:` asks for: something about notifications, or things that are none.
using Peculiarity = std::variant<bool HistoryFilter::*, LiveEntry::Kind>;

const Names<Peculiarity> &peculiarityNames()
{
    static const Names<Peculiarity> names{{u"duplicate"_s, &HistoryFilter::withDuplicates},
                                          {u"replayed"_s, &HistoryFilter::replayed},
                                          {u"gap"_s, LiveEntry::Kind::Gap},
                                          {u"rejected"_s, LiveEntry::Kind::Rejected},
                                          {u"failed"_s, LiveEntry::Kind::HandlerFailed}};
    return names;
}

class Parser
{
public:
    explicit Parser(const QDateTime &now)
        : m_now(now)
    {
    }

    Result<FilterExpression> parse(const QString &text)
    {
        auto terms = split(text);
        if (!terms) {
            return failure(terms.error());
        }
        for (const auto &term : std::as_const(*terms)) {
            if (auto taken = take(term); !taken) {
                return failure(taken.error());
            }
        }
        return m_expression;
    }

private:
    static tl::unexpected<Error> mistake(const Term &term, const QString &message)
    {
        return failure(Error::Kind::BadData, message, QString::number(term.position));
    }

    /// A quote may begin a term or a value; it ends at the next one.
    static Result<QList<Term>> split(const QString &text)
    {
        // -? key: "value" or word, or "text", or word
        static const QRegularExpression pattern(
            uR"re(\s*(?:(?<minus>-?)(?<key>[A-Za-z]+):(?:"(?<quotedValue>[^"]*)"|(?<value>[^\s"]*))|"(?<quoted>[^"]*)"|(?<word>[^\s":]+))(?=\s|$))re"_s);
        QList<Term> terms;
        for (qsizetype position = 0; position < text.size();) {
            if (QStringView(text).mid(position).trimmed().isEmpty()) {
                break;
            }
            const auto match = pattern.match(text, position, QRegularExpression::NormalMatch,
                                             QRegularExpression::AnchorAtOffsetMatchOption);
            Term term{.position = position};
            if (!match.hasMatch()) {
                while (term.position < text.size() && text.at(term.position).isSpace()) {
                    ++term.position;
                }
                return mistake(term,
                               FilterExpression::tr("Not understood from here. Put text with a colon or a quote that "
                                                    "is not closed in \"quotes\"."));
            }
            term.position = match.capturedEnd() - QStringView(match.captured()).trimmed().size();
            term.key = match.captured(u"key"_s).toLower();
            term.negated = !match.captured(u"minus"_s).isEmpty();
            term.value = match.captured(u"quotedValue"_s) + match.captured(u"value"_s) + match.captured(u"quoted"_s)
                + match.captured(u"word"_s);
            position = match.capturedEnd();
            terms << term;
        }
        return terms;
    }

    Result<void> take(const Term &term)
    {
        auto &filter = m_expression.history;
        if (term.value.isEmpty()) {
            return term.key.isEmpty()
                ? Result<void>()
                : mistake(term, FilterExpression::tr("Here a value is missing: %1:…").arg(term.key));
        }
        if (term.key.isEmpty()) {
            filter.texts << term.value;
            return {};
        }
        if (term.key == "type"_L1) {
            return takeList(term, typeNames(), filter.types);
        }
        if (term.key == "origin"_L1) {
            return takeList(term, originNames(), filter.origins);
        }
        if (term.negated) {
            return mistake(term, FilterExpression::tr("Only type: and origin: can have a - in front."));
        }
        return takePlain(term);
    }

    Result<void> takePlain(const Term &term)
    {
        auto &filter = m_expression.history;
        if (term.key == "topic"_L1) {
            return takeText(term, filter.topic);
        }
        if (term.key == "subscription"_L1) {
            return takeText(term, filter.subscription);
        }
        if (term.key == "focus"_L1) {
            return takeText(term, filter.focus);
        }
        if (term.key == "status"_L1) {
            auto state = find(stateNames(), term, term.value);
            return state ? Result<void>((filter.state = *state, Result<void>())) : failure(state.error());
        }
        if (term.key == "is"_L1) {
            return takePeculiarities(term);
        }
        if (term.key == "after"_L1) {
            return takeTime(term, filter.from);
        }
        if (term.key == "before"_L1) {
            return takeTime(term, filter.to);
        }
        return mistake(
            term,
            FilterExpression::tr("There is no %1: – there are %2").arg(term.key, FilterExpression::keys().join(u' ')));
    }

    static Result<void> takeText(const Term &term, QString &target)
    {
        if (!target.isEmpty()) {
            return mistake(term, FilterExpression::tr("%1: stands here twice.").arg(term.key));
        }
        target = term.value;
        return {};
    }

    template <typename T> static Result<T> find(const Names<T> &names, const Term &term, const QString &value)
    {
        QStringList known;
        for (const auto &[name, meaning] : names) {
            if (name.compare(value, Qt::CaseInsensitive) == 0) {
                return meaning;
            }
            known << name;
        }
        return mistake(term,
                       FilterExpression::tr("%1: knows no “%2”, but %3").arg(term.key, value, known.join(u", "_s)));
    }

    template <typename T> static Result<void> takeList(const Term &term, const Names<T> &names, QList<T> &target)
    {
        QList<T> listed;
        for (const auto &value : term.value.split(u',', Qt::SkipEmptyParts)) {
            auto found = find(names, term, value);
            if (!found) {
                return failure(found.error());
            }
            listed << *found;
        }
        // Several conditions all have to hold, so only what all of them allow remains.
        QList<T> allowed;
        for (const auto &[name, meaning] : names) {
            if (listed.contains(meaning) != term.negated && (target.isEmpty() || target.contains(meaning))) {
                allowed << meaning;
            }
        }
        if (allowed.isEmpty()) {
            return mistake(term, FilterExpression::tr("Together with the conditions before it this leaves nothing."));
        }
        target = allowed;
        return {};
    }

    Result<void> takePeculiarities(const Term &term)
    {
        auto &filter = m_expression.history;
        const auto values = term.value.split(u',', Qt::SkipEmptyParts);
        for (const auto &value : values) {
            const auto found = find(peculiarityNames(), term, value);
            if (!found) {
                return failure(found.error());
            }
            if (const auto *member = std::get_if<bool HistoryFilter::*>(&*found)) {
                filter.*(*member) = true;
            } else {
                m_expression.kinds << std::get<LiveEntry::Kind>(*found);
            }
        }
        const bool ofNotifications = filter.withDuplicates || filter.replayed;
        if (ofNotifications && (values.size() > 1 || !m_expression.kinds.isEmpty())) {
            return mistake(term,
                           FilterExpression::tr(
                               "is:duplicate and is:replayed cannot stand in a list, nor beside other values of is:"));
        }
        return {};
    }

    Result<void> takeTime(const Term &term, QDateTime &target) const
    {
        target = readTime(term.value);
        if (!target.isValid()) {
            return mistake(term,
                           FilterExpression::tr("“%1” is no time. Examples: 10m, 2h, 3d, 12:30, 2026-01-31, "
                                                "2026-01-31T12:30")
                               .arg(term.value));
        }
        return {};
    }

    [[nodiscard]] QDateTime readTime(const QString &text) const
    {
        static const QRegularExpression ago(u"^(\\d{1,6})([smhd])$"_s);
        if (const auto match = ago.match(text); match.hasMatch()) {
            const auto count = match.captured(1).toLongLong();
            const auto unit = match.captured(2);
            const qint64 seconds = unit == "s"_L1 ? 1 : unit == "m"_L1 ? 60 : unit == "h"_L1 ? 3600 : 86400;
            return m_now.addSecs(-count * seconds);
        }
        const auto local = m_now.toLocalTime();
        for (const auto &format : {u"HH:mm"_s, u"HH:mm:ss"_s}) {
            if (const auto time = QTime::fromString(text, format); time.isValid()) {
                return QDateTime(local.date(), time).toUTC();
            }
        }
        return QDateTime::fromString(text, Qt::ISODate).toUTC();
    }

    QDateTime m_now;
    FilterExpression m_expression;
};

} // namespace

Result<FilterExpression> FilterExpression::parse(const QString &text, const QDateTime &now)
{
    return Parser(now).parse(text);
}

QString FilterExpression::condition(const QString &key, const QString &value)
{
    static const QRegularExpression plain(u"^[^\\s\"]+$"_s);
    return plain.match(value).hasMatch() ? u"%1:%2"_s.arg(key, value) : u"%1:\"%2\""_s.arg(key, value);
}

QStringList FilterExpression::keys()
{
    return {u"type:"_s,   u"topic:"_s, u"subscription:"_s, u"focus:"_s, u"status:"_s,
            u"origin:"_s, u"is:"_s,    u"after:"_s,        u"before:"_s};
}

bool matches(const FilterExpression &expression, const LiveEntry &entry)
{
    auto filter = expression.history;
    if (entry.kind == LiveEntry::Kind::Notification) {
        // What became of its events is not known yet.
        return expression.kinds.isEmpty() && !filter.state && Tbs::matches(filter, entry.summary, entry.body);
    }
    if (!expression.kinds.isEmpty() && !expression.kinds.contains(entry.kind)) {
        return false;
    }
    if (filter.state) {
        const auto state = entry.nextAttemptAt.isValid() ? EventState::Pending : EventState::DeadLetter;
        if (entry.kind != LiveEntry::Kind::HandlerFailed || state != filter.state) {
            return false;
        }
        filter.state.reset();
    }
    const bool ofNotifications =
        !filter.types.isEmpty() || !filter.origins.isEmpty() || filter.withDuplicates || filter.replayed;
    return !ofNotifications && Tbs::matches(filter, entry.summary, entry.error.message.toUtf8());
}

} // namespace Tbs::Gui
