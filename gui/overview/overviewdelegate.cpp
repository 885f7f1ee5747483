// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "overviewdelegate.h"

#include "../application/tone.h"
#include "overviewmodel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace Tbs::Gui {

namespace {

constexpr int margin = 6;
constexpr int sparklineWidth = 54;
constexpr int barHeight = 3;

const QStyle &styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? *option.widget->style() : *QApplication::style();
}

QColor textColor(const QStyleOptionViewItem &option, Tone tone)
{
    if (option.state.testFlag(QStyle::State_Selected)) {
        return option.palette.color(QPalette::HighlightedText);
    }
    return toneColor(tone, option.palette);
}

QColor secondColor(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected) ? option.palette.color(QPalette::HighlightedText)
                                                         : mutedText(option.palette);
}

QRect buttonRect(const QStyleOptionViewItem &option)
{
    const int height = std::min(option.rect.height() - 8, option.fontMetrics.height() + 12);
    const QSize size(option.rect.width() - 2 * margin, height);
    return QStyle::alignedRect(option.direction, Qt::AlignCenter, size, option.rect);
}

void paintSparkline(QPainter &painter, const QRect &rect, const QList<double> &points, const QColor &color)
{
    const double highest = std::max(1.0, *std::max_element(points.begin(), points.end()));
    QPolygonF line;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const double x = rect.left() + rect.width() * static_cast<double>(i) / static_cast<double>(points.size() - 1);
        line << QPointF(x, rect.bottom() - (rect.height() - 1) * points.at(i) / highest);
    }
    auto area = line;
    area << rect.bottomRight() << rect.bottomLeft();
    auto faint = color;
    faint.setAlphaF(0.2F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint);
    painter.drawPolygon(area);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

void paintCountdown(QPainter &painter, const QRect &rect, double left, const QColor &color, bool isLate)
{
    auto faint = color;
    faint.setAlphaF(isLate ? 1.0F : 0.2F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint);
    painter.drawRoundedRect(rect, 1.5, 1.5);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(rect.left(), rect.top(), rect.width() * left, rect.height()), 1.5, 1.5);
}

/// Two lines at most; what does not fit ends in an ellipsis.
void paintWrapped(QPainter &painter, const QRect &rect, const QString &text, const QFontMetrics &metrics)
{
    QTextLayout layout(text, painter.font());
    QStringList lines;
    layout.beginLayout();
    for (auto line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(rect.width());
        if (lines.size() == OverviewDelegate::lines - 1) {
            lines << metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, rect.width());
            break;
        }
        lines << text.mid(line.textStart(), line.textLength());
    }
    layout.endLayout();
    const int height = metrics.height() * static_cast<int>(lines.size());
    QRect lineRect(rect.left(), rect.center().y() - height / 2 + 1, rect.width(), metrics.height());
    for (const auto &line : std::as_const(lines)) {
        painter.drawText(lineRect, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), line);
        lineRect.translate(0, metrics.height());
    }
}

void paintLines(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &first,
                const QString &second, Tone tone, Qt::TextElideMode elideSecond)
{
    const auto &metrics = option.fontMetrics;
    const int height = metrics.height() * (second.isEmpty() ? 1 : 2);
    QRect line(rect.left(), rect.center().y() - height / 2 + 1, rect.width(), metrics.height());
    painter.setPen(textColor(option, tone));
    const auto alignment = static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    painter.drawText(line, alignment, metrics.elidedText(first, Qt::ElideRight, line.width()));
    line.translate(0, metrics.height());
    painter.setPen(secondColor(option));
    painter.drawText(line, alignment, metrics.elidedText(second, elideSecond, line.width()));
}

} // namespace

void OverviewDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    auto option = given;
    initStyleOption(&option, index);
    styleOf(option).drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    const auto tone = index.data(OverviewModel::ToneRole).value<Tone>();
    auto rect = option.rect.adjusted(margin, 4, -margin, -4);
    switch (index.column()) {
    case OverviewModel::Action:
        paintButton(*painter, option, index);
        painter->restore();
        return;
    case OverviewModel::Reason:
        painter->setPen(textColor(option, tone));
        paintWrapped(*painter, rect, option.text, option.fontMetrics);
        painter->restore();
        return;
    case OverviewModel::Status: {
        const int size = option.fontMetrics.height();
        const auto mode = option.state.testFlag(QStyle::State_Selected) ? QIcon::Selected : QIcon::Normal;
        option.icon.paint(painter, rect.left(), rect.center().y() - size / 2 + 1, size, size, Qt::AlignCenter, mode);
        rect.setLeft(rect.left() + size + margin);
        break;
    }
    case OverviewModel::Rate: {
        const QRect line(rect.right() - sparklineWidth, rect.top() + 6, sparklineWidth, rect.height() - 12);
        paintSparkline(*painter, line, index.data(OverviewModel::SparklineRole).value<QList<double>>(),
                       textColor(option, Tone::Information));
        rect.setRight(line.left() - margin);
        break;
    }
    case OverviewModel::Heartbeat:
        if (const auto left = index.data(OverviewModel::CountdownRole); left.isValid()) {
            paintCountdown(*painter, QRect(rect.left(), rect.bottom() - barHeight + 2, rect.width(), barHeight),
                           left.toDouble(), textColor(option, tone == Tone::Warning ? tone : Tone::Good),
                           tone == Tone::Warning);
            rect.setBottom(rect.bottom() - barHeight);
        }
        break;
    default:
        break;
    }
    paintLines(*painter, option, rect, option.text, index.data(OverviewModel::SecondLineRole).toString(), tone,
               index.data(OverviewModel::ElideRole).value<Qt::TextElideMode>());
    painter->restore();
}

void OverviewDelegate::paintButton(QPainter &painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    if (option.text.isEmpty()) {
        return;
    }
    QStyleOptionButton button;
    button.palette = option.palette;
    button.fontMetrics = option.fontMetrics;
    button.direction = option.direction;
    button.rect = buttonRect(option);
    button.text = option.text;
    button.state = QStyle::State_None;
    if (index.data(OverviewModel::EnabledRole).toBool()) {
        button.state |= QStyle::State_Enabled;
    } else {
        button.palette.setCurrentColorGroup(QPalette::Disabled);
    }
    button.state |= m_pressed == index ? QStyle::State_Sunken : QStyle::State_Raised;
    styleOf(option).drawControl(QStyle::CE_PushButton, &button, &painter, option.widget);
}

bool OverviewDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    const bool isPress = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (index.column() != OverviewModel::Action || (!isPress && event->type() != QEvent::MouseButtonRelease)) {
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    }
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const bool isOnButton = mouse->button() == Qt::LeftButton
        && buttonRect(option).contains(mouse->position().toPoint()) && !index.data().toString().isEmpty()
        && index.data(OverviewModel::EnabledRole).toBool();
    const bool wasPressed = m_pressed == index;
    m_pressed = isPress && isOnButton ? index : QModelIndex();
    if (!isPress && isOnButton && wasPressed) {
        Q_EMIT actionTriggered(index);
    }
    return isOnButton;
}

} // namespace Tbs::Gui
