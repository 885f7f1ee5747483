// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../forms/fieldmessages.h"

#include <Tbs/support/issue.h>

#include <QHash>
#include <QWidget>

class QFormLayout;
class QLabel;
class QToolButton;

namespace Tbs::Gui {

/// Fields of a form that belong together, each with what is wrong with it below. Some may be folded away.
class FormSection : public QWidget
{
    Q_OBJECT

public:
    explicit FormSection(QWidget *parent = nullptr);

    /// Each at its field; what was shown before is gone.
    virtual void showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings);
    /// What cannot be put into a configuration, by the elements of their fields.
    [[nodiscard]] virtual QList<Error> ownMistakes() const { return {}; }
    /// Shows what is wrong although nobody has touched the field.
    virtual void touch();
    [[nodiscard]] virtual QWidget *firstMistake() const;
    /// The label of the field of \a element; empty: there is none here.
    [[nodiscard]] virtual QString labelOf(const QString &element) const;
    /// That its labels need, and that they get, so that several sections stand in line.
    [[nodiscard]] int labelWidth() const;
    void setLabelWidth(int width);
    /// Unfolds the part with \a field.
    void reveal(const QWidget *field);

Q_SIGNALS:
    void changed();

protected:
    /// \a hint: an explanation below the field. \return its label, to be changed; nullptr without one.
    QLabel *addRow(const QString &label, QWidget *field, const QString &element, const QString &hint = {});
    /// The rows that follow are folded away behind \a title, until endFold().
    void beginFold(const QString &name, const QString &title);
    void endFold() { m_fold = nullptr; }
    void unfold(bool unfolded);
    void setRowShown(QWidget *field, bool shown);

    void resizeEvent(QResizeEvent *event) override;

private:
    struct FieldRow
    {
        QWidget *field;
        QWidget *cell;
        QToolButton *fold;
        bool shown;
    };

    void updateRow(const FieldRow &row);
    [[nodiscard]] FieldRow *rowOf(const QWidget *field);

    QFormLayout *m_form;
    FieldMessages m_messages;
    QHash<QString, QString> m_labels; ///< by element
    QList<FieldRow> m_rows;
    QList<QLabel *> m_rowLabels;
    QToolButton *m_fold = nullptr;
    QList<QToolButton *> m_folds;
};

/// The URL that was typed in; empty when it is none.
[[nodiscard]] QUrl urlFrom(const QString &text);
/// Whether something was typed in that is no URL of any kind.
[[nodiscard]] bool isUnreadableUrl(const QString &text);

} // namespace Tbs::Gui
