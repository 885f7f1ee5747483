// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "symbols.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

using namespace Qt::StringLiterals;

// In the global namespace: that is where resources are.
static void initialiseIconResources()
{
    Q_INIT_RESOURCE(tbs_icons);
}

namespace Tbs::Gui {

namespace {

/// Draws only the shape of an icon, in one colour.
class ShapeIconEngine final : public QIconEngine
{
public:
    ShapeIconEngine(QIcon shape, QColor color)
        : m_shape(std::move(shape))
        , m_color(std::move(color))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const auto ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        auto pixmap = m_shape.pixmap(size, 1);
        QPainter painter(&pixmap);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), color(mode));
        painter.end();
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new ShapeIconEngine(m_shape, m_color); }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const
    {
        const auto palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled) {
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        }
        if (mode == QIcon::Selected) {
            return palette.color(QPalette::HighlightedText);
        }
        return m_color.isValid() ? m_color : palette.color(QPalette::WindowText);
    }

    QIcon m_shape;
    QColor m_color;
};

QIcon bundled(const QString &name)
{
    initialiseIconResources();
    return QIcon(u":/tbs/icons/%1.svg"_s.arg(name));
}

} // namespace

QIcon symbol(const QString &name, const QString &themeName)
{
    if (!themeName.isEmpty() && QIcon::hasThemeIcon(themeName)) {
        return QIcon::fromTheme(themeName);
    }
    return QIcon(new ShapeIconEngine(bundled(name), {}));
}

QIcon coloredSymbol(const QString &name, const QColor &color)
{
    return QIcon(new ShapeIconEngine(bundled(name), color));
}

QIcon applicationIcon()
{
    return bundled(u"tbs-gui"_s);
}

} // namespace Tbs::Gui
