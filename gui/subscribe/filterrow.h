// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../forms/fieldmessage.h"

#include <Tbs/subscription/topicfilters.h>
#include <Tbs/support/error.h>

#include <QWidget>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace Tbs::Gui {

/// One filter of a subscription: type of the resource, parameter, operator and value, each with what is wrong with it.
class FilterRow : public QWidget
{
    Q_OBJECT

public:
    explicit FilterRow(QWidget *parent = nullptr);

    /// What can be chosen; without them anything can be typed in. What stands in the fields stays.
    void setTopicFilters(const std::optional<TopicFilters> &filters);
    [[nodiscard]] FilterBy filter() const;
    void setFilter(const FilterBy &filter);
    /// For people: `Filter 2`, of its fields and its button.
    void setNumber(int number);

    /// \a mistakes: by the element of FilterBy, empty for the filter as a whole. What the topic objects to is found
    /// here.
    void showMistakes(const QHash<QString, Error> &mistakes);
    /// Also those of fields that nobody has touched.
    void touch();
    /// The first field with a mistake; nullptr when there is none.
    [[nodiscard]] QWidget *firstMistake() const;
    void setMasked(bool masked);
    void edit();

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    void makeMessages();
    void offerParameters();
    void offerOperators();
    void showDescription();
    [[nodiscard]] QList<FieldMessage *> messages() const;

    std::optional<TopicFilters> m_topicFilters;
    QComboBox *m_resource;
    QComboBox *m_parameter;
    QComboBox *m_operator;
    QLineEdit *m_value;
    QToolButton *m_remove;
    FieldMessage *m_resourceMessage = nullptr;
    FieldMessage *m_parameterMessage = nullptr;
    FieldMessage *m_operatorMessage = nullptr;
    FieldMessage *m_valueMessage = nullptr;
};

} // namespace Tbs::Gui
