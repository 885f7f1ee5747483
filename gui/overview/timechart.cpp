// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "timechart.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr int secondsInMinute = 60;
constexpr std::array gridShares{0.0, 0.5, 1.0};

QColor faint(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

} // namespace

TimeChart::TimeChart(const QString &title, const QString &unit, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_unit(unit)
{
    setAccessibleName(title);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TimeChart::setSeries(const QList<Series> &series, const QDateTime &end)
{
    m_series = series;
    m_end = end;
    m_cursor = std::min(m_cursor, length() - 1);
    setAccessibleDescription(description());
    update();
}

QSize TimeChart::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 8};
}

QSize TimeChart::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 6};
}

double TimeChart::roundedUp(double value)
{
    if (value <= 1) {
        return 1;
    }
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (value <= step * power) {
            return step * power;
        }
    }
    return 10 * power;
}

int TimeChart::length() const
{
    return m_series.isEmpty() ? 0 : static_cast<int>(m_series.constFirst().values.size());
}

double TimeChart::top() const
{
    double highest = 0;
    for (const auto &series : m_series) {
        if (series.style != Style::Marks) {
            for (const auto &value : series.values) {
                highest = std::max(highest, value.value_or(0));
            }
        }
    }
    return roundedUp(highest);
}

QRectF TimeChart::plotRect() const
{
    const auto &metrics = fontMetrics();
    int widest = metrics.horizontalAdvance(u"0000"_s);
    for (const double share : gridShares) {
        widest = std::max(widest, metrics.horizontalAdvance(valueText(top() * share)));
    }
    return QRectF(rect()).adjusted(widest + 12, metrics.height() + 10, -12, -metrics.height() - 9);
}

QPointF TimeChart::pointAt(int second, double value) const
{
    const auto plot = plotRect();
    const double share = length() < 2 ? 1 : static_cast<double>(second) / (length() - 1);
    return {plot.left() + plot.width() * share, plot.bottom() - plot.height() * value / top()};
}

QString TimeChart::valueText(double value) const
{
    const bool isWhole = value >= 100 || value == std::floor(value);
    const auto number = QLocale().toString(value, 'f', isWhole ? 0 : 1);
    return m_unit.isEmpty() ? number : tr("%1 %2", "number and unit").arg(number, m_unit);
}

void TimeChart::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(hasFocus() ? palette().color(QPalette::Highlight) : faint(mutedText(palette()), 0.4F));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    paintHead(painter);
    paintGrid(painter);
    for (const auto &series : m_series) {
        paintSeries(painter, series);
    }
    if (m_cursor >= 0) {
        paintCursor(painter);
    }
}

/// The title, and what the lines are, as samples of them.
void TimeChart::paintHead(QPainter &painter) const
{
    const auto &metrics = fontMetrics();
    const QRect head(8, 4, width() - 16, metrics.height() + 2);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(head, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), m_title);
    int right = head.right();
    for (auto series = m_series.rbegin(); series != m_series.rend(); ++series) {
        const int textWidth = metrics.horizontalAdvance(series->name);
        painter.setPen(mutedText(palette()));
        painter.drawText(QRect(right - textWidth, head.top(), textWidth + 1, head.height()),
                         static_cast<int>(Qt::AlignVCenter), series->name);
        const double y = head.center().y() + 1;
        const QPointF to(right - textWidth - 6, y);
        if (series->style == Style::Marks) {
            painter.setPen(QPen(toneColor(series->tone, palette()), 1.6));
            painter.drawLine(to + QPointF(-8, -4), to + QPointF(0, 4));
            painter.drawLine(to + QPointF(-8, 4), to + QPointF(0, -4));
        } else {
            paintRun(painter, *series, QPolygonF{to - QPointF(20, 0), to});
        }
        right -= textWidth + 38;
    }
}

void TimeChart::paintGrid(QPainter &painter) const
{
    const auto plot = plotRect();
    const auto &metrics = fontMetrics();
    const QPen line(faint(mutedText(palette()), 0.25F), 1);
    for (const double share : gridShares) {
        const double y = std::floor(plot.bottom() - plot.height() * share) + 0.5;
        painter.setPen(line);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(mutedText(palette()));
        painter.drawText(QRectF(0, y - metrics.height() / 2.0, plot.left() - 6, metrics.height()),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), valueText(top() * share));
    }
    const int minutes = length() / secondsInMinute;
    for (int minute = 0; minute <= minutes; ++minute) {
        const double x = plot.right() - plot.width() * minute * secondsInMinute / std::max(1, length());
        painter.setPen(line);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(mutedText(palette()));
        const auto text = minute == 0 ? tr("now") : tr("%1 min").arg(-minute);
        const double width = metrics.horizontalAdvance(text) + 2;
        const double left = std::clamp(x - width / 2, 2.0, std::max(2.0, plot.right() + 8 - width));
        painter.drawText(QRectF(left, plot.bottom() + 7, width, metrics.height()), static_cast<int>(Qt::AlignCenter),
                         text);
    }
}

void TimeChart::paintSeries(QPainter &painter, const Series &series) const
{
    QPolygonF run;
    for (int second = 0; second < series.values.size(); ++second) {
        const auto &value = series.values.at(second);
        if (series.style == Style::Marks) {
            if (value.value_or(0) > 0) {
                paintMark(painter, second, toneColor(series.tone, palette()));
            }
        } else if (value) {
            run << pointAt(second, *value);
        } else {
            paintRun(painter, series, std::exchange(run, {}));
        }
    }
    paintRun(painter, series, run);
}

/// \a run: values that follow each other without a hole.
void TimeChart::paintRun(QPainter &painter, const Series &series, const QPolygonF &run) const
{
    if (run.isEmpty()) {
        return;
    }
    const auto color = toneColor(series.tone, palette());
    const bool isDashed = series.style == Style::DashedLine;
    if (run.size() == 1) { // a line would not be seen
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDashed ? faint(color, 0.5F) : color);
        painter.drawEllipse(run.constFirst(), 1.5, 1.5);
        return;
    }
    if (series.style == Style::Area) {
        const double bottom = run.size() == 2 ? run.constFirst().y() + 4 : plotRect().bottom();
        auto area = run;
        area << QPointF(run.constLast().x(), bottom) << QPointF(run.constFirst().x(), bottom);
        painter.setPen(Qt::NoPen);
        painter.setBrush(faint(color, 0.22F));
        painter.drawPolygon(area);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(isDashed ? faint(color, 0.75F) : color, isDashed ? 1 : 1.4, isDashed ? Qt::DashLine : Qt::SolidLine));
    painter.drawPolyline(run);
}

void TimeChart::paintMark(QPainter &painter, int second, const QColor &color) const
{
    const QPointF at(pointAt(second, 0).x(), plotRect().top() + 5);
    painter.setPen(QPen(faint(color, 0.35F), 1));
    painter.drawLine(at + QPointF(0, 5), QPointF(at.x(), plotRect().bottom()));
    painter.setPen(QPen(color, 1.6));
    painter.drawLine(at + QPointF(-3.5, -3.5), at + QPointF(3.5, 3.5));
    painter.drawLine(at + QPointF(-3.5, 3.5), at + QPointF(3.5, -3.5));
}

void TimeChart::paintCursor(QPainter &painter) const
{
    const auto plot = plotRect();
    const double x = pointAt(m_cursor, 0).x();
    painter.setPen(QPen(mutedText(palette()), 1));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    const auto text = cursorText();
    const QSizeF size(fontMetrics().horizontalAdvance(text) + 12, fontMetrics().height() + 6);
    const double left = std::clamp(x - size.width() / 2, 2.0, std::max(2.0, width() - size.width() - 2));
    const QRectF box(QPointF(left, plot.top() + 2), size);
    painter.setPen(mutedText(palette()));
    painter.setBrush(palette().color(QPalette::ToolTipBase));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(palette().color(QPalette::ToolTipText));
    painter.drawText(box, static_cast<int>(Qt::AlignCenter), text);
}

QString TimeChart::cursorText() const
{
    if (m_cursor < 0) {
        return {};
    }
    QStringList parts;
    for (const auto &series : m_series) {
        const auto &value = series.values.at(m_cursor);
        parts << tr("%1: %2").arg(series.name, value ? valueText(*value) : tr("none"));
    }
    const auto at = m_end.addSecs(m_cursor - length() + 1).toLocalTime();
    return tr("%1 – %2", "time and values").arg(QLocale().toString(at.time(), u"HH:mm:ss"_s), parts.join(u", "_s));
}

QString TimeChart::description() const
{
    QStringList sentences;
    for (const auto &series : m_series) {
        double sum = 0;
        double highest = 0;
        int known = 0;
        for (const auto &value : series.values) {
            if (value) {
                ++known;
                sum += *value;
                highest = std::max(highest, *value);
            }
        }
        if (known == 0) {
            sentences << tr("%1: nothing in the last 5 minutes.").arg(series.name);
        } else {
            const auto &newest = series.values.constLast();
            sentences << tr("%1: now %2, on average %3, at most %4.")
                             .arg(series.name, newest ? valueText(*newest) : tr("none"), valueText(sum / known),
                                  valueText(highest));
        }
    }
    return sentences.join(u' ');
}

void TimeChart::setCursorSecond(int second)
{
    const int cursor = length() == 0 ? -1 : std::clamp(second, -1, length() - 1);
    if (std::exchange(m_cursor, cursor) != cursor) {
        update();
    }
}

void TimeChart::mouseMoveEvent(QMouseEvent *event)
{
    const auto plot = plotRect();
    const double share = (event->position().x() - plot.left()) / std::max(1.0, plot.width());
    setCursorSecond(share < 0 || share > 1 ? -1 : static_cast<int>(std::lround(share * (length() - 1))));
}

void TimeChart::leaveEvent(QEvent *event)
{
    setCursorSecond(-1);
    QWidget::leaveEvent(event);
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    const int from = m_cursor < 0 ? length() : m_cursor;
    switch (event->key()) {
    case Qt::Key_Left:
        setCursorSecond(std::max(0, from - 1));
        return;
    case Qt::Key_Right:
        setCursorSecond(std::min(length() - 1, from + 1));
        return;
    case Qt::Key_Home:
        setCursorSecond(0);
        return;
    case Qt::Key_End:
        setCursorSecond(length() - 1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TimeChart::focusOutEvent(QFocusEvent *event)
{
    setCursorSecond(-1);
    QWidget::focusOutEvent(event);
}

} // namespace Tbs::Gui
