// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fileedit.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

FileEdit::FileEdit(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit)
{
    setObjectName(name);
    m_edit->setObjectName(name + u"Path"_s);
    m_edit->setAccessibleName(tr("Path of a file"));
    auto *button = new QToolButton;
    button->setObjectName(name + u"Choose"_s);
    button->setText(tr("Choose…"));
    button->setAccessibleName(tr("Choose a file"));
    button->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    layout->addWidget(button);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &FileEdit::changed);
    connect(button, &QToolButton::clicked, this, &FileEdit::choose);
}

QString FileEdit::path() const
{
    return m_edit->text().trimmed();
}

void FileEdit::setPath(const QString &path)
{
    m_edit->setText(path);
}

void FileEdit::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void FileEdit::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose a File"), path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileEdit::setPath);
    dialog->open();
}

} // namespace Tbs::Gui
