// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace Tbs::Gui {

/// Stands in the middle of a list that has nothing to show: why that is so, and what can be done about it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// \a action, \a otherAction: the texts of its buttons; empty for none.
    void say(const QString &text, const QString &action = {}, const QString &otherAction = {});

Q_SIGNALS:
    void actionTriggered();
    void otherActionTriggered();

private:
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_otherAction;
};

} // namespace Tbs::Gui
