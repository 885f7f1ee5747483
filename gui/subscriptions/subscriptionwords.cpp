// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionwords.h"

#include "../application/symbols.h"
#include "../application/tone.h"

#include <Tbs/codec/filtertext.h>
#include <Tbs/codec/subscriptionmask.h>

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::SubscriptionWords)
};

struct Appearance
{
    const char *symbol;
    Tone tone;
};

QIcon icon(const Appearance &appearance, const QPalette &palette)
{
    const auto name = QString::fromLatin1(appearance.symbol);
    return appearance.tone == Tone::Neutral ? symbol(name) : coloredSymbol(name, toneColor(appearance.tone, palette));
}

Appearance ownerAppearance(SubscriptionOwner owner)
{
    switch (owner) {
    case SubscriptionOwner::Ours:
        return {"ours", Tone::Good};
    case SubscriptionOwner::LeftOver:
        return {"leftover", Tone::Warning};
    case SubscriptionOwner::Others:
        break;
    }
    return {"others", Tone::Neutral};
}

Appearance statusAppearance(SubscriptionStatusCode status)
{
    switch (status) {
    case SubscriptionStatusCode::Requested:
        return {"requested", Tone::Information};
    case SubscriptionStatusCode::Active:
        return {"done", Tone::Good};
    case SubscriptionStatusCode::Error:
        return {"warning", Tone::Bad};
    case SubscriptionStatusCode::Off:
        return {"off", Tone::Neutral};
    case SubscriptionStatusCode::EnteredInError:
        break;
    }
    return {"failed", Tone::Neutral};
}

} // namespace

QString ownerText(SubscriptionOwner owner)
{
    switch (owner) {
    case SubscriptionOwner::Ours:
        return Words::tr("Ours");
    case SubscriptionOwner::LeftOver:
        return Words::tr("Left over");
    case SubscriptionOwner::Others:
        break;
    }
    return Words::tr("Others");
}

QString ownerExplanation(const SubscriptionRow &row)
{
    switch (row.owner) {
    case SubscriptionOwner::Ours:
        return Words::tr("It is ours: it is defined in this connection.");
    case SubscriptionOwner::LeftOver:
        return row.secondOf.isEmpty()
            ? Words::tr("It is left over: its endpoint is ours, but nothing in this connection wants it any more.")
            : Words::tr("It is left over: it sends to the endpoint of %1, which another one serves.").arg(row.secondOf);
    case SubscriptionOwner::Others:
        break;
    }
    return Words::tr("It is somebody else’s: it sends to an endpoint that is not ours.");
}

QIcon ownerIcon(SubscriptionOwner owner, const QPalette &palette)
{
    return icon(ownerAppearance(owner), palette);
}

QString statusText(const SubscriptionRow &row)
{
    if (!row.operation.isEmpty()) {
        return row.operation;
    }
    if (const auto status = row.status()) {
        return toCode(*status);
    }
    return row.isListed ? Words::tr("not on the server") : Words::tr("not known");
}

QIcon statusIcon(const SubscriptionRow &row, const QPalette &palette)
{
    if (!row.operation.isEmpty()) {
        return icon({"retrying", Tone::Information}, palette);
    }
    const auto status = row.status();
    return icon(status ? statusAppearance(*status) : Appearance{"unregistered", Tone::Information}, palette);
}

Subscription shownSubscription(const SubscriptionRow &row)
{
    if (const auto *actual = row.actual()) {
        return *actual;
    }
    return row.managed ? requestedSubscription(row.managed->wanted.definition, {}, {}) : Subscription();
}

QString topicText(const SubscriptionRow &row, bool masked)
{
    const auto topic = shownSubscription(row).topic;
    return masked && !row.isTopicBased() ? withMaskedFilterValues(topic, hiddenText()) : topic;
}

QString channelText(const SubscriptionRow &row)
{
    return shownSubscription(row).channelType;
}

QString endpointText(const SubscriptionRow &row)
{
    return shownSubscription(row).endpoint.toDisplayString();
}

QString contentText(const SubscriptionRow &row)
{
    const auto content = shownSubscription(row).content;
    return content ? toCode(*content) : QString();
}

QString filtersText(const QList<FilterBy> &filters, bool masked, const QString &separator)
{
    QStringList texts;
    for (const auto &each : filters) {
        auto filter = each;
        if (masked) {
            filter.comparator.clear();
            filter.value.clear();
        }
        texts << toText(filter) + (masked ? hiddenText() : QString());
    }
    return texts.join(separator);
}

QString heartbeatText(std::optional<quint32> seconds)
{
    return seconds.value_or(0) == 0 ? Words::tr("none") : Words::tr("%1 s").arg(QLocale().toString(*seconds));
}

QString momentText(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

QString hiddenText()
{
    return u"•••"_s;
}

QString adviceForSubscription(const Error &error)
{
    return error.isGone() ? Words::tr("The server does not have it any more. Refresh the list to see what it has.")
                          : adviceFor(error.kind);
}

QString adviceFor(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Retry:
        return Words::tr("This may pass: try again in a while.");
    case Error::Kind::Rejected:
        return Words::tr("The server refuses it. Perhaps the credentials of this connection do not allow it, or the "
                         "server does not offer it; its log may say more.");
    case Error::Kind::ActionRequired:
        return Words::tr("Something has to be changed first, perhaps in the connection.");
    case Error::Kind::BadData:
        return Words::tr("The answer could not be understood. Those who run the server may know why.");
    case Error::Kind::Internal:
        break;
    }
    return {};
}

} // namespace Tbs::Gui
