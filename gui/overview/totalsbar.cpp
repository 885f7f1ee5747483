// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "totalsbar.h"

#include "activityhistory.h"
#include "figure.h"
#include "ratetext.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QString latencyText(const ActivityCounts &counts)
{
    if (counts.timed == 0) {
        return TotalsBar::tr("handler failures in 5 min; nothing was handled");
    }
    const QLocale locale;
    return TotalsBar::tr("handler failures in 5 min; latency %1 ms on average, at most %2 ms")
        .arg(locale.toString(counts.totalLatency.count() / counts.timed),
             locale.toString(counts.maximumLatency.count()));
}

/// What an operator should read when there is time for one sentence only.
QString sentenceFor(const HealthSummary &summary)
{
    if (summary.total() == 0) {
        return TotalsBar::tr("Nothing is subscribed to.");
    }
    if (lightTone(summary.worst()) == Tone::Good) {
        return TotalsBar::tr("All subscriptions are well.");
    }
    if (lightTone(summary.worst()) == Tone::Neutral || lightTone(summary.worst()) == Tone::Information) {
        return TotalsBar::tr("Nothing is wrong. Not active: %1.").arg(summary.details());
    }
    return TotalsBar::tr("Not as they should be: %1.").arg(summary.details());
}

} // namespace

TotalsBar::TotalsBar(QWidget *parent)
    : QFrame(parent)
    , m_healthy(new Figure)
    , m_rate(new Figure)
    , m_behind(new Figure)
    , m_handling(new Figure)
    , m_sentence(new QLabel)
{
    m_healthy->setObjectName(u"healthyFigure"_s);
    m_rate->setObjectName(u"rateFigure"_s);
    m_behind->setObjectName(u"behindFigure"_s);
    m_handling->setObjectName(u"handlingFigure"_s);
    m_sentence->setObjectName(u"overviewSentence"_s);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setWordWrap(true);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(4, 0, 4, 2);
    layout->setHorizontalSpacing(fontMetrics().averageCharWidth() * 4);
    int column = 0;
    for (auto *figure : {m_healthy, m_rate, m_behind, m_handling}) {
        layout->addWidget(figure, 0, column++);
    }
    layout->setColumnStretch(column, 1);
    layout->addWidget(m_sentence, 1, 0, 1, column + 1);
    showNothing();
}

void TotalsBar::showHealth(const QList<ManagedSubscription> &subscriptions)
{
    const HealthSummary summary(subscriptions);
    const QLocale locale;
    const auto tone = lightTone(summary.worst());
    if (summary.total() == 0) {
        m_healthy->show(locale.toString(0), tr("subscriptions"));
    } else {
        m_healthy->show(tr("%1 of %2").arg(locale.toString(summary.healthy()), locale.toString(summary.total())),
                        tr("subscriptions healthy"), tone, lightSymbol(summary.worst()));
    }
    m_behind->show(locale.toString(summary.eventsBehind()), tr("events behind"),
                   summary.eventsBehind() > 0 ? Tone::Warning : Tone::Neutral,
                   summary.eventsBehind() > 0 ? u"gap"_s : QString());
    m_sentence->setText(sentenceFor(summary));
}

void TotalsBar::showActivity(const ActivityHistory &history)
{
    m_rate->show(
        rateText(history.eventRate(history.total(), shortRateSeconds)),
        tr("events now; %1 in the last minute").arg(rateText(history.eventRate(history.total(), longRateSeconds))));
    const auto counts = history.total().sum(ActivitySeries::seconds);
    m_handling->show(QLocale().toString(counts.failed), latencyText(counts),
                     counts.failed > 0 ? Tone::Warning : Tone::Neutral, counts.failed > 0 ? u"warning"_s : QString());
}

void TotalsBar::showNothing()
{
    const auto nothing = u"–"_s;
    m_healthy->show(nothing, tr("subscriptions healthy"));
    m_rate->show(nothing, tr("events a second"));
    m_behind->show(nothing, tr("events behind"));
    m_handling->show(nothing, tr("handler failures"));
    m_sentence->setText(tr("Nothing is connected."));
}

} // namespace Tbs::Gui
