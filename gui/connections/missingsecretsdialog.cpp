// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "missingsecretsdialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

MissingSecretsDialog::MissingSecretsDialog(const QString &connection, const QList<MissingSecret> &secrets,
                                           QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"missingSecretsDialog"_s);
    setWindowTitle(tr("Secrets of %1").arg(connection));
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    auto *layout = new QVBoxLayout(this);
    for (const auto &[name, description] : secrets) {
        auto *label = new QLabel(description);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        auto *edit = new QLineEdit;
        edit->setObjectName(name);
        edit->setEchoMode(QLineEdit::Password);
        edit->setAccessibleName(description);
        label->setBuddy(edit);
        layout->addWidget(label);
        layout->addWidget(edit);
        m_edits.insert(name, edit);
        connect(edit, &QLineEdit::textChanged, this, &MissingSecretsDialog::updateAccept);
    }
    auto *buttons = new QDialogButtonBox;
    m_accept = buttons->addButton(tr("&Keep and Open"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"missingSecretsAccept"_s);
    buttons->addButton(QDialogButtonBox::Cancel);
    layout->addStretch(1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateAccept();
}

SecretValues MissingSecretsDialog::values() const
{
    SecretValues values;
    for (auto it = m_edits.cbegin(); it != m_edits.cend(); ++it) {
        values.insert(it.key(), it.value()->text());
    }
    return values;
}

void MissingSecretsDialog::updateAccept()
{
    const bool isComplete =
        std::none_of(m_edits.cbegin(), m_edits.cend(), [](const QLineEdit *edit) { return edit->text().isEmpty(); });
    m_accept->setEnabled(isComplete);
}

} // namespace Tbs::Gui
