// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exportdialog.h"

#include "../application/tone.h"
#include "connectionsecrets.h"

#include <Tbs/service/configurationwriter.h>

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Origin = ConfiguredSecret::Origin;

QString fileNameOf(const QString &connectionName)
{
    static const QRegularExpression other(u"[^\\w.-]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    return QString(connectionName).replace(other, u"-"_s) + u".yaml"_s;
}

QString quoted(QString path)
{
    return u'\'' + path.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

QList<LeftOutSecret> leaveSecretsOut(Configuration &configuration)
{
    QList<LeftOutSecret> variables;
    for (const auto &secret : secretsOf(configuration)) {
        if (secret.secret->origin == Origin::Inline) {
            *secret.secret = {Origin::Environment, {}, secret.variable};
            variables.append({secret.variable, secret.description});
        }
    }
    return variables;
}

ExportDialog::ExportDialog(const Connection &connection, Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_settings(settings)
    , m_without(new QRadioButton(tr("&Leave secrets out")))
    , m_with(new QRadioButton(tr("&Write secrets into the file, where everybody can read them who can read the file")))
    , m_variablesText(new QLabel)
    , m_result(new QLabel)
    , m_commands(new QPlainTextEdit)
{
    setObjectName(u"exportDialog"_s);
    setWindowTitle(tr("Export %1").arg(connection.name));
    auto without = connection.configuration;
    m_variables = leaveSecretsOut(without);
    makeChoice();
    auto *buttons = new QDialogButtonBox;
    m_export = buttons->addButton(tr("&Export…"), QDialogButtonBox::ActionRole);
    m_export->setObjectName(u"exportButton"_s);
    m_export->setDefault(true);
    auto *close = buttons->addButton(QDialogButtonBox::Close);
    close->setObjectName(u"exportClose"_s);
    auto *layout = new QVBoxLayout(this);
    auto *text = new QLabel(tr("As a tbs.yaml, which 'tbs listen' understands."));
    layout->addWidget(text);
    layout->addWidget(m_without);
    layout->addWidget(m_variablesText);
    layout->addWidget(m_with);
    layout->addWidget(m_result);
    layout->addWidget(m_commands);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::choosePath);
    connect(m_without, &QRadioButton::toggled, this, &ExportDialog::showChoice);
    showChoice();
}

void ExportDialog::makeChoice()
{
    m_without->setObjectName(u"withoutSecrets"_s);
    m_with->setObjectName(u"withSecrets"_s);
    m_without->setChecked(true);
    m_variablesText->setObjectName(u"variables"_s);
    m_variablesText->setTextFormat(Qt::PlainText);
    m_variablesText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_variablesText->setIndent(fontMetrics().averageCharWidth() * 4);
    m_result->setObjectName(u"exportResult"_s);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->hide();
    m_commands->setObjectName(u"exportCommands"_s);
    m_commands->setAccessibleName(tr("Commands that use the file"));
    m_commands->setReadOnly(true);
    m_commands->setTabChangesFocus(true);
    m_commands->hide();
    const bool hasSecrets = !m_variables.isEmpty();
    for (auto *widget : std::initializer_list<QWidget *>{m_without, m_with, m_variablesText}) {
        widget->setVisible(hasSecrets);
    }
}

void ExportDialog::showChoice()
{
    QStringList lines;
    if (!m_variables.isEmpty()) {
        lines << tr("These variables of the environment have to hold them:");
    }
    for (const auto &[variable, description] : std::as_const(m_variables)) {
        lines << tr("%1 – %2").arg(variable, description);
    }
    m_variablesText->setText(lines.join(u'\n'));
    m_variablesText->setEnabled(m_without->isChecked());
    m_result->hide();
    m_commands->hide();
}

void ExportDialog::choosePath()
{
    const auto folder = m_settings.value(Setting::ExportFolder).toString();
    auto *dialog = new QFileDialog(this, tr("Export"), folder.isEmpty() ? QDir::homePath() : folder,
                                   tr("Configurations (*.yaml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"yaml"_s);
    dialog->selectFile(fileNameOf(m_connection.name));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    dialog->open();
}

void ExportDialog::exportTo(const QString &path)
{
    m_settings.setValue(Setting::ExportFolder, QFileInfo(path).absolutePath());
    if (m_with->isChecked()) {
        m_export->setEnabled(false);
        Q_EMIT secretsWanted(path);
        return;
    }
    auto configuration = m_connection.configuration;
    std::ignore = leaveSecretsOut(configuration);
    write(configuration, path);
}

void ExportDialog::write(const Configuration &configuration, const QString &path)
{
    m_export->setEnabled(true);
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && (m_without->isChecked() || file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        && file.write(writeConfiguration(configuration)) > 0 && file.commit();
    if (isWritten) {
        showDone(path);
    } else {
        showError(tr("%1 was not written: %2").arg(path, file.errorString()));
    }
}

void ExportDialog::showDone(const QString &path)
{
    QStringList commands;
    if (m_without->isChecked()) {
        for (const auto &[variable, description] : std::as_const(m_variables)) {
            commands << u"export %1=…"_s.arg(variable);
        }
    }
    commands << u"tbs listen --config %1"_s.arg(quoted(path));
    m_result->setPalette(palette());
    m_result->setText(u"✔ "_s + tr("Written to %1. To use it:").arg(path));
    m_result->show();
    m_commands->setPlainText(commands.join(u'\n'));
    m_commands->setFixedHeight(fontMetrics().lineSpacing() * static_cast<int>(commands.size() + 2));
    m_commands->show();
}

void ExportDialog::showError(const QString &text)
{
    m_export->setEnabled(true);
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad, colors));
    m_result->setPalette(colors);
    m_result->setText(u"✘ "_s + text);
    m_result->show();
    m_commands->hide();
}

} // namespace Tbs::Gui
