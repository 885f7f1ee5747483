// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"

#include <QDateTime>
#include <QWidget>

#include <optional>

namespace Tbs::Gui {

/// Values by the second, the newest at the right. The second below the mouse, or chosen by the arrow keys, is told in
/// figures; all of it in words to those who do not see it (QWidget::accessibleDescription()).
class TimeChart : public QWidget
{
    Q_OBJECT

public:
    enum class Style { Area, Line, DashedLine, Marks /**< where there is more than 0 */ };

    struct Series
    {
        QString name;
        Style style = Style::Line;
        Tone tone = Tone::Neutral;
        QList<std::optional<double>> values; ///< the oldest first, one a second; absent: not known
    };

    /// \a unit: of all values, behind them.
    TimeChart(const QString &title, const QString &unit, QWidget *parent = nullptr);

    /// All of the same length, whose last value is of the second that ended at \a end.
    void setSeries(const QList<Series> &series, const QDateTime &end);

    /// The second that is told in figures, from 0, the oldest; -1: none.
    [[nodiscard]] int cursor() const { return m_cursor; }
    /// What is told of it; empty when there is none.
    [[nodiscard]] QString cursorText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// The smallest of 1, 2 and 5 times a power of ten that is not below \a value; at least 1.
    [[nodiscard]] static double roundedUp(double value);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QRectF plotRect() const;
    [[nodiscard]] int length() const;
    [[nodiscard]] double top() const;
    [[nodiscard]] QPointF pointAt(int second, double value) const;
    [[nodiscard]] QString valueText(double value) const;
    [[nodiscard]] QString description() const;
    void setCursorSecond(int second);
    void paintHead(QPainter &painter) const;
    void paintGrid(QPainter &painter) const;
    void paintSeries(QPainter &painter, const Series &series) const;
    void paintRun(QPainter &painter, const Series &series, const QPolygonF &run) const;
    void paintMark(QPainter &painter, int second, const QColor &color) const;
    void paintCursor(QPainter &painter) const;

    QString m_title;
    QString m_unit;
    QList<Series> m_series;
    QDateTime m_end;
    int m_cursor = -1;
};

} // namespace Tbs::Gui
