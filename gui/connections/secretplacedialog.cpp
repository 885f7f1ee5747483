// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "secretplacedialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

SecretPlaceDialog::SecretPlaceDialog(SecretKeeper &keeper, const QString &problem, QWidget *parent)
    : QDialog(parent)
    , m_keeper(keeper)
{
    using Place = SecretKeeper::Place;
    setObjectName(u"secretPlaceDialog"_s);
    setWindowTitle(tr("Where Secrets Are Kept"));
    auto *layout = new QVBoxLayout(this);
    auto *text = new QLabel(problem.isEmpty() ? tr("Passwords, tokens and keys that you type in are kept:")
                                              : tr("Passwords, tokens and keys belong into the keychain of the system. "
                                                   "That did not work: %1\nWhere are they to be kept?")
                                                    .arg(problem));
    text->setObjectName(u"secretPlaceText"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    layout->addWidget(text);
    setMinimumWidth(fontMetrics().averageCharWidth() * 80);
    const auto addPlace = [&](const QString &name, Place place, const QString &label, const QString &explanation) {
        auto *button = new QRadioButton(label);
        button->setObjectName(name);
        button->setChecked(place == m_keeper.place());
        auto *explained = new QLabel(explanation);
        explained->setWordWrap(true);
        explained->setTextFormat(Qt::PlainText);
        explained->setIndent(fontMetrics().averageCharWidth() * 4);
        explained->setForegroundRole(QPalette::PlaceholderText);
        button->setAccessibleDescription(explanation);
        layout->addWidget(button);
        layout->addWidget(explained);
        m_places.append({place, button});
    };
    addPlace(u"placeKeychain"_s, Place::Keychain, tr("In the &keychain of the system"),
             problem.isEmpty() ? tr("Encrypted. GNOME Keyring, KWallet, KeePassXC or the like has to run.")
                               : tr("Encrypted. Start or unlock it first (GNOME Keyring, KWallet, KeePassXC or the "
                                    "like); it is tried again."));
    addPlace(u"placeSession"_s, Place::Session, tr("&Only until this program ends"),
             tr("Nothing is written. The next time they have to be typed in again."));
    addPlace(u"placeFile"_s, Place::File, tr("In a &file that only you can read"),
             tr("Not encrypted: whoever gets at your files, or at a copy of them, can read it. %1").arg(keeper.file()));
    auto *buttons = new QDialogButtonBox;
    auto *accept = buttons->addButton(tr("&Keep Them There"), QDialogButtonBox::AcceptRole);
    accept->setObjectName(u"placeAccept"_s);
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"placeCancel"_s);
    layout->addStretch(1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &SecretPlaceDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void SecretPlaceDialog::accept()
{
    for (const auto &[place, button] : std::as_const(m_places)) {
        if (button->isChecked()) {
            m_keeper.setPlace(place);
        }
    }
    QDialog::accept();
}

} // namespace Tbs::Gui
