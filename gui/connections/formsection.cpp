// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "formsection.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

FormSection::FormSection(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
}

QLabel *FormSection::addRow(const QString &label, QWidget *field, const QString &element, const QString &hint)
{
    auto *cell = new QWidget;
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(field);
    column->addWidget(m_messages.add(field, element));
    QLabel *hintLabel = nullptr;
    if (!hint.isNull()) {
        hintLabel = new QLabel(hint);
        hintLabel->setObjectName(field->objectName() + u"Hint"_s);
        hintLabel->setWordWrap(true);
        hintLabel->setTextFormat(Qt::PlainText);
        hintLabel->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(hintLabel);
    }
    m_form->addRow(label, cell);
    const auto plain = QString(label).remove(u'&');
    if (auto *buddy = qobject_cast<QLabel *>(m_form->labelForField(cell))) {
        buddy->setBuddy(field);
        m_rowLabels.append(buddy);
    }
    field->setAccessibleName(plain);
    if (auto *edit = qobject_cast<QLineEdit *>(field->focusProxy())) {
        edit->setAccessibleName(plain);
    }
    m_labels.insert(element, plain);
    m_rows.append({field, cell, m_fold, true});
    updateRow(m_rows.constLast());
    return hintLabel;
}

int FormSection::labelWidth() const
{
    int width = 0;
    for (const auto *label : m_rowLabels) {
        width = std::max(width, label->sizeHint().width());
    }
    return width;
}

void FormSection::setLabelWidth(int width)
{
    for (auto *label : std::as_const(m_rowLabels)) {
        label->setMinimumWidth(width);
    }
}

void FormSection::beginFold(const QString &name, const QString &title)
{
    m_fold = new QToolButton;
    m_fold->setObjectName(name);
    m_fold->setText(title);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_form->addRow(m_fold);
    m_folds.append(m_fold);
    connect(m_fold, &QToolButton::toggled, this, [this, fold = m_fold](bool open) {
        fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        for (const auto &row : std::as_const(m_rows)) {
            updateRow(row);
        }
    });
}

void FormSection::unfold(bool unfolded)
{
    for (auto *fold : std::as_const(m_folds)) {
        fold->setChecked(unfolded);
    }
}

FormSection::FieldRow *FormSection::rowOf(const QWidget *field)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [field](const FieldRow &row) {
        return row.field == field || row.field->isAncestorOf(field);
    });
    return found == m_rows.end() ? nullptr : &*found;
}

void FormSection::setRowShown(QWidget *field, bool shown)
{
    if (auto *row = rowOf(field)) {
        row->shown = shown;
        updateRow(*row);
    }
}

void FormSection::updateRow(const FieldRow &row)
{
    m_form->setRowVisible(row.cell, row.shown && (!row.fold || row.fold->isChecked()));
}

void FormSection::reveal(const QWidget *field)
{
    if (const auto *row = rowOf(field); row && row->fold) {
        row->fold->setChecked(true);
    }
}

/// QFormLayout (6.4) places its rows by the heights that they had before a message was shown.
void FormSection::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_form->invalidate();
    m_form->activate();
}

void FormSection::showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings)
{
    m_messages.show(mistakes, warnings);
}

void FormSection::touch()
{
    m_messages.touch();
}

QWidget *FormSection::firstMistake() const
{
    return m_messages.firstMistake();
}

QString FormSection::labelOf(const QString &element) const
{
    return m_labels.value(element);
}

QUrl urlFrom(const QString &text)
{
    return QUrl(text.trimmed(), QUrl::StrictMode);
}

bool isUnreadableUrl(const QString &text)
{
    return !text.trimmed().isEmpty() && !urlFrom(text).isValid();
}

} // namespace Tbs::Gui
