// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/subscription/topicfilters.h>
#include <Tbs/support/error.h>

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Tbs::Gui {

class FilterRow;

/// The filters of a subscription, one a row; all of them have to hold.
class FilterEditor : public QWidget
{
    Q_OBJECT

public:
    explicit FilterEditor(QWidget *parent = nullptr);

    /// What the topic takes; absent: nothing is known of it, and anything can be typed in.
    void setTopicFilters(const std::optional<TopicFilters> &filters);
    [[nodiscard]] QList<FilterBy> filters() const;
    void setFilters(const QList<FilterBy> &filters);

    /// \a mistakes: those whose location is `filterBy[0].value` and the like; others are not looked at.
    void showMistakes(const QList<Error> &mistakes);
    void touch();
    /// The first field with a mistake; nullptr when there is none.
    [[nodiscard]] QWidget *firstMistake() const;
    void setMasked(bool masked);

    void addFilter();
    /// The one with the focus; of no effect when none has it.
    void removeCurrent();

Q_SIGNALS:
    void changed();

private:
    FilterRow *addRow();
    void remove(FilterRow *row);
    void showExplanation();
    void number();

    std::optional<TopicFilters> m_topicFilters;
    QList<FilterRow *> m_rows;
    bool m_masked = false;
    QLabel *m_explanation;
    QVBoxLayout *m_layout;
    QPushButton *m_add;
};

} // namespace Tbs::Gui
