// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "filterexpression.h"

#include <Tbs/support/clock.h>

#include <QWidget>

class QLabel;
class QLineEdit;

namespace Tbs::Gui {

/// A line for a filter expression: coloured by whether it is understood, with a message when it is not.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    explicit FilterBar(const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    /// Adds a condition, in place of one with the same key.
    void setCondition(const QString &key, const QString &value);
    /// The last expression that was understood.
    [[nodiscard]] const FilterExpression &expression() const { return m_expression; }
    /// Puts the cursor into it.
    void edit();

Q_SIGNALS:
    void expressionChanged(const Tbs::Gui::FilterExpression &expression);

private:
    void parse();
    void showValidity(const Result<FilterExpression> &parsed);
    void showHelp();

    const Clock &m_clock;
    QLineEdit *m_edit;
    QLabel *m_message;
    FilterExpression m_expression;
};

} // namespace Tbs::Gui
