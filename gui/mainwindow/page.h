// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAction>
#include <QIcon>
#include <QWidget>

namespace Tbs::Gui {

/// One page of the main window. Its actions (QWidget::actions()) stand in a menu of their own while it is shown.
class Page : public QWidget
{
    Q_OBJECT

public:
    /// \a name: identifies it in the settings.
    Page(const QString &name, QString title, QIcon icon, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_title(std::move(title))
        , m_icon(std::move(icon))
    {
        setObjectName(name);
    }

    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] const QIcon &icon() const { return m_icon; }

    /// Puts the cursor where the user searches in this page.
    virtual void find() { setFocus(Qt::ShortcutFocusReason); }
    /// Without what tells who a patient is.
    virtual void setMasked(bool masked) = 0;
    /// Whether the window may be closed; if not the page asks what is to become of its unsaved changes, and
    /// closeAgreed() may follow.
    [[nodiscard]] virtual bool mayClose() { return true; }
    /// Shows what it has of this subscription; of no effect in pages that have nothing of single ones.
    virtual void showSubscription(const QString &webhookId) { Q_UNUSED(webhookId); }

    /// Makes an action of this page. \a name: identifies it.
    QAction *addPageAction(const QString &name, const QIcon &icon, const QString &text,
                           const QKeySequence &shortcut = {})
    {
        auto *action = new QAction(icon, text, this);
        action->setObjectName(name);
        action->setShortcut(shortcut);
        addAction(action);
        return action;
    }

Q_SIGNALS:
    /// The user wants another page, with what it has of \a webhookId; empty: as it is.
    void pageRequested(const QString &name, const QString &webhookId);
    /// The window may be closed now.
    void closeAgreed();
    /// icon() is another one now.
    void iconChanged();

protected:
    void setIcon(const QIcon &icon)
    {
        m_icon = icon;
        Q_EMIT iconChanged();
    }

private:
    QString m_title;
    QIcon m_icon;
};

} // namespace Tbs::Gui
