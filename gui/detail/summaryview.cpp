// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "summaryview.h"

#include "../notifications/notificationcolumn.h"
#include "../notifications/notificationmark.h"
#include "../notifications/patientmask.h"

#include <QApplication>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr int maximumIssues = 20;

QString fullTime(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss.zzz t"_s) : QString();
}

QString durationText(qint64 milliseconds)
{
    return milliseconds < 10'000 ? SummaryView::tr("%1 ms").arg(milliseconds)
                                 : SummaryView::tr("%1 s").arg(QLocale().toString(milliseconds / 1000));
}

} // namespace

SummaryView::SummaryView(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(u"detailSummary"_s);
    setBackgroundRole(QPalette::Base); // as the other tabs have it
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
}

void SummaryView::setDetail(const NotificationDetail &detail, bool masked)
{
    auto *content = new QWidget;
    m_form = new QFormLayout(content);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto &entry = detail.entry;
    addMark(entry);
    if (!entry.error.message.isEmpty()) {
        add(tr("Reason"), entry.error.message);
        add(tr("Where"), entry.error.location);
    }
    if (entry.kind == LiveEntry::Kind::Gap) {
        add(tr("Missing numbers"),
            cellData(entry, NotificationColumn::Number, Qt::DisplayRole, nullptr, masked).toString());
    }
    add(tr("Next attempt"), fullTime(entry.nextAttemptAt));
    addTimes(detail);
    add(tr("Webhook"), entry.summary.subscription.webhookId);
    add(tr("Subscription"), entry.summary.subscription.subscription);
    add(tr("Server"), entry.summary.subscription.server);
    add(tr("Topic"), entry.summary.topic);
    QStringList foci = entry.summary.foci;
    if (masked) {
        std::transform(foci.begin(), foci.end(), foci.begin(), maskedReference);
    }
    add(tr("Focus"), foci.join(u'\n'));
    if (entry.kind == LiveEntry::Kind::Notification) {
        addNotification(detail, masked);
    }
    setWidget(content);
    content->show();
}

void SummaryView::addMark(const LiveEntry &entry)
{
    const auto mark = markOf(entry);
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *icon = new QLabel;
    const int size = fontMetrics().height();
    icon->setPixmap(markIcon(mark, palette()).pixmap(QSize(size, size), devicePixelRatioF()));
    auto *text = new QLabel(u"<b>%1</b> – %2"_s.arg(markText(mark), markExplanation(mark)));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    m_form->addRow(tr("Kind"), line);
}

void SummaryView::add(const QString &label, const QString &text)
{
    if (text.isEmpty()) {
        return;
    }
    auto *value = new QLabel(text);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setAccessibleName(label);
    m_form->addRow(label, value);
}

void SummaryView::addTimes(const NotificationDetail &detail)
{
    const auto &receivedAt = detail.entry.summary.notification.receivedAt;
    add(tr("Received"), fullTime(receivedAt));
    if (!detail.decoded) {
        return;
    }
    const auto &notification = detail.decoded->value;
    add(tr("Sent"), fullTime(notification.timestamp));
    const auto &events = notification.statuses.constFirst().notificationEvents;
    if (events.isEmpty() || !events.constFirst().timestamp.isValid()) {
        return;
    }
    const auto &happened = events.constFirst().timestamp;
    add(tr("Happened"), fullTime(happened));
    if (const auto delay = happened.msecsTo(receivedAt); delay >= 0) {
        add(tr("On its way"), durationText(delay));
    }
}

void SummaryView::addNotification(const NotificationDetail &detail, bool masked)
{
    const auto &record = detail.entry.summary.notification;
    const auto cell = [&detail, masked](NotificationColumn column) {
        return cellData(detail.entry, column, Qt::DisplayRole, nullptr, masked).toString();
    };
    add(tr("Type"), toCode(record.type));
    add(tr("Numbers"), cell(NotificationColumn::Number));
    if (record.eventsSinceSubscriptionStart) {
        add(tr("Events counted by the server"), record.eventsSinceSubscriptionStart->toString());
    }
    add(tr("New events"), QString::number(record.newEvents));
    if (record.duplicateEvents > 0) {
        add(tr("Duplicate events"), QString::number(record.duplicateEvents));
    }
    add(tr("Origin"), cell(NotificationColumn::Origin));
    add(tr("FHIR version"), toCode(record.fhirVersion));
    add(tr("Size"), cell(NotificationColumn::Size));
    add(tr("Bundle"), record.bundleId);
    if (detail.decoded) {
        addIssues(detail.decoded->issues);
    }
}

void SummaryView::addIssues(const QList<Issue> &issues)
{
    QStringList lines;
    for (const auto &issue : issues.first(std::min<qsizetype>(maximumIssues, issues.size()))) {
        lines << u"%1: %2"_s.arg(issue.path, issue.message);
    }
    add(tr("Deviations"), lines.join(u'\n'));
}

} // namespace Tbs::Gui
