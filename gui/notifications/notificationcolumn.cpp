// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationcolumn.h"

#include "notificationmark.h"
#include "patientmask.h"
#include "subscriptionstyles.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

struct ColumnTraits
{
    const char *title;
    int characters;
    bool byDefault;
};

const ColumnTraits &traits(NotificationColumn column)
{
    static const QList<ColumnTraits> table{
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Kind"), 15, true},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Time"), 18, true},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Subscription"), 16, true},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Topic"), 26, true},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Focus"), 24, true},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Number"), 8, true},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Handling"), 12, true},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Details"), 18, true},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Origin"), 10, false},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Size"), 8, false},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "FHIR"), 6, false},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Bundle"), 36, false},
        {QT_TRANSLATE_NOOP("Tbs::Gui::NotificationColumn", "Server"), 30, false},
    };
    return table.at(static_cast<qsizetype>(column));
}

class Cell
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::NotificationColumn)
};

QString numberText(const LiveEntry &entry)
{
    const auto &summary = entry.summary;
    if (entry.kind == LiveEntry::Kind::Gap) {
        return entry.gap.first == entry.gap.last ? QString::number(entry.gap.first)
                                                 : u"%1–%2"_s.arg(entry.gap.first).arg(entry.gap.last);
    }
    if (summary.firstEventNumber) {
        const auto first = summary.firstEventNumber->toString();
        return summary.firstEventNumber == summary.lastEventNumber
            ? first
            : u"%1–%2"_s.arg(first, summary.lastEventNumber->toString());
    }
    return {};
}

QString handlingText(const NotificationSummary &summary)
{
    if (summary.deadLetters > 0) {
        return Cell::tr("failed: %n", nullptr, summary.deadLetters);
    }
    if (summary.pendingEvents > 0) {
        return Cell::tr("waiting: %n", nullptr, summary.pendingEvents);
    }
    return summary.notification.newEvents > 0 ? Cell::tr("done") : QString();
}

QString originText(NotificationOrigin origin)
{
    switch (origin) {
    case NotificationOrigin::Webhook:
        return Cell::tr("Webhook");
    case NotificationOrigin::WebSocket:
        return Cell::tr("Websocket");
    case NotificationOrigin::Recovery:
        return Cell::tr("Recovery");
    case NotificationOrigin::Replay:
        break;
    }
    return Cell::tr("Replay");
}

QString fociText(const QStringList &foci, bool masked)
{
    if (foci.isEmpty()) {
        return {};
    }
    const auto first = masked ? maskedReference(foci.constFirst()) : foci.constFirst();
    return foci.size() == 1 ? first : Cell::tr("%1 and %n more", nullptr, static_cast<int>(foci.size()) - 1).arg(first);
}

/// What is not usual about it.
QString detailsText(const LiveEntry &entry)
{
    const auto &record = entry.summary.notification;
    switch (entry.kind) {
    case LiveEntry::Kind::Gap:
        return Cell::tr("missing events: %n", nullptr, static_cast<int>(entry.gap.last - entry.gap.first + 1));
    case LiveEntry::Kind::GapClosed:
        return {};
    case LiveEntry::Kind::Rejected:
    case LiveEntry::Kind::HandlerFailed:
        return entry.error.toString().simplified();
    case LiveEntry::Kind::Notification:
        break;
    }
    QStringList details;
    if (record.newEvents > 1) {
        details << Cell::tr("events: %n", nullptr, record.newEvents);
    }
    if (record.duplicateEvents > 0) {
        details << Cell::tr("duplicates: %n", nullptr, record.duplicateEvents);
    }
    return details.join(u", "_s);
}

QString text(const LiveEntry &entry, NotificationColumn column, bool masked)
{
    const auto &summary = entry.summary;
    const bool isNotification = entry.kind == LiveEntry::Kind::Notification;
    switch (column) {
    case NotificationColumn::Kind:
        return markText(markOf(entry));
    case NotificationColumn::Time:
        return timeText(summary.notification.receivedAt, QDate::currentDate());
    case NotificationColumn::Subscription:
        return summary.subscription.webhookId;
    case NotificationColumn::Topic:
        return topicName(summary.topic);
    case NotificationColumn::Focus:
        return fociText(summary.foci, masked);
    case NotificationColumn::Number:
        return numberText(entry);
    case NotificationColumn::Handling:
        return isNotification ? handlingText(summary) : QString();
    case NotificationColumn::Details:
        return detailsText(entry);
    case NotificationColumn::Origin:
        return isNotification ? originText(summary.notification.origin) : QString();
    case NotificationColumn::Size:
        return isNotification ? sizeText(summary.bodySize) : QString();
    case NotificationColumn::Version:
        return isNotification ? toCode(summary.notification.fhirVersion) : QString();
    case NotificationColumn::Bundle:
        return summary.notification.bundleId;
    case NotificationColumn::Server:
        break;
    }
    return summary.subscription.server;
}

QString toolTip(const LiveEntry &entry, NotificationColumn column, bool masked)
{
    switch (column) {
    case NotificationColumn::Kind:
        return markExplanation(markOf(entry));
    case NotificationColumn::Subscription:
        return entry.summary.subscription.subscription;
    case NotificationColumn::Topic:
        return entry.summary.topic;
    case NotificationColumn::Time:
        return QLocale().toString(entry.summary.notification.receivedAt.toLocalTime(), QLocale::LongFormat);
    case NotificationColumn::Details:
        return entry.error.toString();
    default:
        return text(entry, column, masked);
    }
}

/// The colour of a subscription as a small disc.
QPixmap swatch(const QColor &color)
{
    const auto ratio = qApp->devicePixelRatio();
    const auto key = u"tbs-swatch-%1-%2"_s.arg(color.name()).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    constexpr int size = 10;
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(0.5, 0.5, size - 1, size - 1));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QVariant decoration(const LiveEntry &entry, NotificationColumn column, const SubscriptionStyles *styles)
{
    if (column == NotificationColumn::Kind) {
        return markIcon(markOf(entry), QApplication::palette());
    }
    if (column == NotificationColumn::Subscription && styles) {
        return swatch(styles->color(entry.summary.subscription.webhookId));
    }
    return {};
}

QVariant foreground(const LiveEntry &entry, NotificationColumn column)
{
    const auto palette = QApplication::palette();
    const auto tone = markTone(markOf(entry));
    if (column == NotificationColumn::Kind && tone != Tone::Neutral) {
        return toneColor(tone, palette);
    }
    if (column == NotificationColumn::Handling && entry.summary.deadLetters > 0) {
        return toneColor(Tone::Bad, palette);
    }
    if (markOf(entry) == NotificationMark::Duplicate) {
        return mutedText(palette);
    }
    return {};
}

} // namespace

QString columnTitle(NotificationColumn column)
{
    return Cell::tr(traits(column).title);
}

int columnCharacters(NotificationColumn column)
{
    return traits(column).characters;
}

bool isShownByDefault(NotificationColumn column)
{
    return traits(column).byDefault;
}

QVariant cellData(const LiveEntry &entry, NotificationColumn column, int role, const SubscriptionStyles *styles,
                  bool masked)
{
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column, masked);
    case Qt::ToolTipRole:
        return toolTip(entry, column, masked);
    case Qt::DecorationRole:
        return decoration(entry, column, styles);
    case Qt::ForegroundRole:
        return foreground(entry, column);
    case Qt::TextAlignmentRole:
        return column == NotificationColumn::Size ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QString timeText(const QDateTime &time, const QDate &today)
{
    const auto local = time.toLocalTime();
    const auto clock = local.toString(u"HH:mm:ss.zzz"_s);
    return local.date() == today
        ? clock
        : local.toString(local.date().year() == today.year() ? u"MM-dd "_s : u"yyyy-MM-dd "_s) + clock;
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString topicName(const QString &canonical)
{
    return canonical.mid(canonical.lastIndexOf(u'/') + 1);
}

} // namespace Tbs::Gui
