// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "handlerform.h"

#include "../application/symbols.h"
#include "../forms/headersedit.h"
#include "formrow.h"
#include "optionalnumberbox.h"

#include <Tbs/notification/retrypolicy.h>

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QProcess>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Type = HandlerConfiguration::Type;

/// What QProcess::splitCommand() takes apart again.
QString commandText(const QStringList &command)
{
    QStringList parts;
    for (auto part : command) {
        const bool needsQuotes = part.isEmpty() || part.contains(u' ') || part.contains(u'\t');
        part.replace(u'"', u"\"\"\""_s);
        parts.append(needsQuotes ? u'"' + part + u'"' : part);
    }
    return parts.join(u' ');
}

QString typeText(Type type)
{
    switch (type) {
    case Type::None:
        return HandlerForm::tr("Events are stored and shown, and nothing else happens.");
    case Type::Exec:
        return HandlerForm::tr("A program is run for each event, with the event on its standard input.");
    case Type::Forward:
        return HandlerForm::tr("Each event is sent to a URL by POST.");
    case Type::File:
        return HandlerForm::tr("Each event is appended to a file, one a line.");
    case Type::Log:
        return HandlerForm::tr("Each event leaves a line in the log, without patient data.");
    }
    return {};
}

double seconds(std::chrono::milliseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

std::optional<std::chrono::milliseconds> duration(const OptionalNumberBox &box)
{
    const auto number = box.number();
    return number ? std::optional(std::chrono::milliseconds(qRound64(*number * 1000))) : std::nullopt;
}

} // namespace

HandlerForm::HandlerForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_type(new QComboBox)
    , m_typeText(new QLabel)
    , m_command(new QLineEdit)
    , m_url(new QLineEdit)
    , m_path(new QLineEdit)
    , m_headers(new HeadersEdit(u"forwardHeaders"_s, u"handler.forward.headers"_s, HeadersEdit::Rows::TwoLines))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_typeText->setObjectName(u"handlerText"_s);
    m_typeText->setWordWrap(true);
    m_typeText->setForegroundRole(QPalette::PlaceholderText);
    makeHandlers();
    makeRetry();
    showType();
}

void HandlerForm::makeHandlers()
{
    m_type->setObjectName(u"handlerBox"_s);
    const std::initializer_list<std::pair<Type, QString>> types{{Type::None, tr("nothing")},
                                                                {Type::Exec, tr("run a program")},
                                                                {Type::Forward, tr("forward to a URL")},
                                                                {Type::File, tr("append to a file")},
                                                                {Type::Log, tr("write to the log")}};
    for (const auto &[type, text] : types) {
        m_type->addItem(text, static_cast<int>(type));
    }
    addFormRow(*m_form, tr("Han&dler"), m_type, {m_typeText});

    m_command->setObjectName(u"handlerCommand"_s);
    m_command->setPlaceholderText(tr("/usr/local/bin/handle-event --option \"an argument\""));
    m_commandRow = withButton(m_command, true);
    addRow(tr("&Program"), m_commandRow, m_command, u"handler.exec"_s);
    m_url->setObjectName(u"handlerUrl"_s);
    m_url->setPlaceholderText(u"https://example.org/events"_s);
    m_urlRow = m_url;
    addRow(tr("&URL"), m_urlRow, m_url, u"handler.forward.url"_s);
    m_headers->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addFormRow(*m_form, tr("Headers"), m_headers, {});
    m_path->setObjectName(u"handlerFile"_s);
    m_path->setPlaceholderText(u"/var/lib/tbs/events.ndjson"_s);
    m_pathRow = withButton(m_path, false);
    addRow(tr("&File"), m_pathRow, m_path, u"handler.file"_s);

    connect(m_type, &QComboBox::currentIndexChanged, this, [this] {
        showType();
        Q_EMIT changed();
    });
    connect(m_headers, &HeadersEdit::changed, this, &HandlerForm::changed);
    for (auto *edit : {m_command, m_url, m_path}) {
        connect(edit, &QLineEdit::textChanged, this, &HandlerForm::changed);
    }
}

void HandlerForm::makeRetry()
{
    const RetryPolicy byDefault;
    const auto defaultText = [](const QString &text) {
        return tr("%1 (default)").arg(text);
    };
    const QLocale locale;
    m_attempts = new OptionalNumberBox(0, {}, defaultText(locale.toString(byDefault.attempts)));
    m_attempts->setObjectName(u"retryAttempts"_s);
    const auto secondsText = [&](std::chrono::milliseconds delay) {
        return defaultText(tr("%1 s").arg(locale.toString(seconds(delay))));
    };
    m_initialDelay = new OptionalNumberBox(3, tr("s"), secondsText(byDefault.initialDelay));
    m_initialDelay->setObjectName(u"retryInitialDelay"_s);
    m_maximumDelay = new OptionalNumberBox(3, tr("s"), secondsText(byDefault.maximumDelay));
    m_maximumDelay->setObjectName(u"retryMaximumDelay"_s);
    addRow(tr("&Attempts"), m_attempts, m_attempts, u"retry.attempts"_s);
    addRow(tr("F&irst retry after"), m_initialDelay, m_initialDelay, u"retry.initialDelay"_s);
    addRow(tr("&Longest delay"), m_maximumDelay, m_maximumDelay, u"retry.maximumDelay"_s);
    for (auto *box : {m_attempts, m_initialDelay, m_maximumDelay}) {
        box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(box, &QDoubleSpinBox::valueChanged, this, &HandlerForm::changed);
    }
}

QWidget *HandlerForm::withButton(QLineEdit *edit, bool existing)
{
    auto *button = new QToolButton;
    button->setText(tr("Choose…"));
    button->setAccessibleName(tr("Choose a file"));
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::clicked, this, [this, edit, existing] { chooseFile(*edit, existing); });
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(edit, 1);
    layout->addWidget(button);
    line->setFocusProxy(edit);
    return line;
}

void HandlerForm::addRow(const QString &label, QWidget *field, QWidget *watched, const QString &element)
{
    addFormRow(*m_form, label, field, {m_messages.add(watched, element)});
    watched->setAccessibleName(QString(label).remove(u'&'));
}

void HandlerForm::chooseFile(QLineEdit &edit, bool existing)
{
    auto *dialog = new QFileDialog(this, existing ? tr("Program") : tr("File for Events"), edit.text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(existing ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    dialog->setAcceptMode(existing ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is appended to
    connect(dialog, &QFileDialog::fileSelected, &edit,
            [&edit, existing](const QString &path) { edit.setText(existing ? commandText({path}) : path); });
    dialog->open();
}

void HandlerForm::showType()
{
    const auto type = static_cast<Type>(m_type->currentData().toInt());
    m_typeText->setText(typeText(type));
    m_form->setRowVisible(m_commandRow->parentWidget(), type == Type::Exec);
    m_form->setRowVisible(m_urlRow->parentWidget(), type == Type::Forward);
    m_form->setRowVisible(m_headers->parentWidget(), type == Type::Forward);
    m_form->setRowVisible(m_pathRow->parentWidget(), type == Type::File);
    for (auto *box : {m_attempts, m_initialDelay, m_maximumDelay}) {
        m_form->setRowVisible(box->parentWidget(), type != Type::None);
    }
}

HandlerConfiguration HandlerForm::handler() const
{
    HandlerConfiguration handler;
    handler.type = static_cast<Type>(m_type->currentData().toInt());
    switch (handler.type) {
    case Type::Exec:
        handler.command = QProcess::splitCommand(m_command->text());
        break;
    case Type::Forward:
        handler.url = QUrl(m_url->text().trimmed(), QUrl::StrictMode);
        handler.headers = m_headers->headers();
        break;
    case Type::File:
        handler.path = m_path->text().trimmed();
        break;
    case Type::None:
    case Type::Log:
        break;
    }
    return handler;
}

void HandlerForm::showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings)
{
    m_messages.show(mistakes, warnings);
    m_headers->showIssues(mistakes, warnings);
}

void HandlerForm::touch()
{
    m_messages.touch();
    m_headers->touch();
}

QWidget *HandlerForm::firstMistake() const
{
    auto *field = m_messages.firstMistake();
    const bool areShown = m_type->currentData().toInt() == static_cast<int>(Type::Forward);
    return field || !areShown ? field : m_headers->firstMistake();
}

RetryConfiguration HandlerForm::retry() const
{
    const auto attempts = m_attempts->number();
    return {.attempts = attempts ? std::optional(static_cast<int>(*attempts)) : std::nullopt,
            .initialDelay = duration(*m_initialDelay),
            .maximumDelay = duration(*m_maximumDelay)};
}

void HandlerForm::setConfiguration(const HandlerConfiguration &handler, const RetryConfiguration &retry)
{
    const QSignalBlocker blocker(this);
    m_headers->setKeptHeaders(handler.headers);
    m_command->setText(commandText(handler.command));
    m_url->setText(handler.url.toString());
    m_path->setText(handler.path);
    m_attempts->setNumber(retry.attempts ? std::optional<double>(*retry.attempts) : std::nullopt);
    m_initialDelay->setNumber(retry.initialDelay ? std::optional(seconds(*retry.initialDelay)) : std::nullopt);
    m_maximumDelay->setNumber(retry.maximumDelay ? std::optional(seconds(*retry.maximumDelay)) : std::nullopt);
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(handler.type)));
    showType();
}

} // namespace Tbs::Gui
