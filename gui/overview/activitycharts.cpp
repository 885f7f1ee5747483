// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "activitycharts.h"

#include "activityhistory.h"
#include "timechart.h"

#include <QVBoxLayout>

#include <functional>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Value = std::function<std::optional<double>(const ActivityCounts &)>;

QList<std::optional<double>> valuesOf(const ActivityHistory &history, const Value &value)
{
    QList<std::optional<double>> values;
    for (int ago = ActivitySeries::seconds - 1; ago >= 0; --ago) {
        values << (ago < history.length() ? value(history.total().at(ago)) : std::nullopt);
    }
    return values;
}

std::optional<double> meanLatency(const ActivityCounts &counts)
{
    return counts.timed > 0 ? std::optional(static_cast<double>(counts.totalLatency.count()) / counts.timed)
                            : std::nullopt;
}

std::optional<double> maximumLatency(const ActivityCounts &counts)
{
    return counts.timed > 0 ? std::optional(static_cast<double>(counts.maximumLatency.count())) : std::nullopt;
}

} // namespace

ActivityCharts::ActivityCharts(QWidget *parent)
    : QWidget(parent)
    , m_rate(new TimeChart(tr("Events a second"), {}))
    , m_latency(new TimeChart(tr("Handling"), tr("ms")))
{
    m_rate->setObjectName(u"rateChart"_s);
    m_latency->setObjectName(u"latencyChart"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_rate, 1);
    layout->addWidget(m_latency, 1);
}

void ActivityCharts::show(const ActivityHistory &history)
{
    m_rate->setSeries({{tr("events"), TimeChart::Style::Area, Tone::Information,
                        valuesOf(history, [](const auto &counts) { return std::optional<double>(counts.events); })},
                       {tr("rejected"), TimeChart::Style::Marks, Tone::Bad,
                        valuesOf(history, [](const auto &counts) { return std::optional<double>(counts.rejected); })}},
                      history.end());
    m_latency->setSeries(
        {{tr("mean"), TimeChart::Style::Line, Tone::Information, valuesOf(history, meanLatency)},
         {tr("maximum"), TimeChart::Style::DashedLine, Tone::Warning, valuesOf(history, maximumLatency)}},
        history.end());
}

} // namespace Tbs::Gui
