// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "importdialog.h"

#include "../application/symbols.h"
#include "../application/tone.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr QSize defaultSize(720, 420);

QString introduction(const QString &fileName, const ImportedConfiguration &imported)
{
    const auto name = QFileInfo(fileName).fileName();
    if (!imported.configuration) {
        return ImportDialog::tr("%1 cannot be imported. Mend what stands below, then import it again.").arg(name);
    }
    if (imported.errors.isEmpty()) {
        return ImportDialog::tr("%1 can be imported. Look at this before:").arg(name);
    }
    return ImportDialog::tr("%1 names what is not there on this machine. It can be imported nevertheless; the fields "
                            "have to be mended before it can be opened.")
        .arg(name);
}

} // namespace

ImportDialog::ImportDialog(const QString &fileName, const ImportedConfiguration &imported, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import"));
    auto *text = new QLabel(introduction(fileName, imported));
    text->setObjectName(u"importText"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *list = new QListWidget;
    list->setObjectName(u"importIssues"_s);
    list->setAccessibleName(tr("Mistakes and warnings"));
    list->setWordWrap(true);
    list->setSpacing(2);
    fill(*list, imported);
    auto *buttons = new QDialogButtonBox;
    if (imported.configuration) {
        auto *import = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
        import->setObjectName(u"importButton"_s);
        buttons->addButton(QDialogButtonBox::Cancel);
    } else {
        buttons->addButton(QDialogButtonBox::Close);
    }
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
    resize(defaultSize);
}

void ImportDialog::fill(QListWidget &list, const ImportedConfiguration &imported) const
{
    const auto add = [&](const QString &symbolName, Tone tone, const QString &word, const QString &location,
                         const QString &message) {
        const auto text = tr("%1 in %2").arg(word, location) + QChar::LineSeparator + message;
        new QListWidgetItem(coloredSymbol(symbolName, toneColor(tone, palette())), text, &list);
    };
    for (const auto &error : imported.errors) {
        add(u"failed"_s, Tone::Bad, tr("Mistake"), error.location, error.message);
    }
    for (const auto &warning : imported.warnings) {
        add(u"warning"_s, Tone::Warning, tr("Warning"), warning.path, warning.message);
    }
}

} // namespace Tbs::Gui
