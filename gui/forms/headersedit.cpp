// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "headersedit.h"

#include "../application/symbols.h"
#include "secretedit.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

HeadersEdit::HeadersEdit(const QString &name, QString element, Rows rows, QWidget *parent)
    : QWidget(parent)
    , m_element(std::move(element))
    , m_kind(rows)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QToolButton)
    , m_message(new FieldMessage(m_add, name + u"Message"_s))
{
    setObjectName(name);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(m_kind == Rows::TwoLines ? 6 : 2);
    m_add->setObjectName(name + u"Add"_s);
    m_add->setText(tr("Add a Header"));
    m_add->setIcon(symbol(u"added"_s, u"list-add"_s));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_layout->addWidget(m_message);
    m_message->touch(); // it is never about what is not there yet
    setFocusProxy(m_add);
    connect(m_add, &QToolButton::clicked, this, [this] {
        addRow({}).name->setFocus();
        Q_EMIT changed();
    });
}

HeadersEdit::Row &HeadersEdit::addRow(const ConfiguredHeader &header)
{
    const auto name = u"%1%2"_s.arg(objectName()).arg(m_count++);
    Row row{new QWidget, new QLineEdit(header.name), new SecretEdit(name + u"Value"_s), nullptr};
    row.widget->setObjectName(name);
    row.name->setObjectName(name + u"Name"_s);
    row.name->setAccessibleName(tr("Name of the header"));
    row.name->setCursorPosition(0); // where long names are told apart
    row.name->setPlaceholderText(u"X-Tenant"_s);
    row.value->setLabel(tr("Value of the header"));
    row.value->setSecret(header.value);
    auto *remove = new QToolButton;
    remove->setObjectName(name + u"Remove"_s);
    remove->setIcon(symbol(u"removed"_s, u"list-remove"_s));
    remove->setToolTip(tr("Remove this header"));
    remove->setAccessibleName(remove->toolTip());
    remove->setFocusPolicy(Qt::StrongFocus);
    auto *fields = new QWidget(row.widget); // tinted where it is mistaken, and the message is not
    for (QWidget *part : std::initializer_list<QWidget *>{row.name, row.value, remove}) {
        part->setParent(fields); // in the order of tabbing
    }
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->addWidget(row.name, 0, 0);
    grid->setColumnStretch(0, 1);
    if (m_kind == Rows::OneLine) {
        grid->addWidget(row.value, 0, 1);
        grid->setColumnStretch(1, 2);
        grid->addWidget(remove, 0, 2);
    } else {
        grid->addWidget(remove, 0, 1);
        grid->addWidget(row.value, 1, 0, 1, 2);
    }
    row.message = new FieldMessage(fields, name + u"Message"_s);
    auto *column = new QVBoxLayout(row.widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(fields);
    column->addWidget(row.message);
    m_layout->insertWidget(m_layout->indexOf(m_add), row.widget);
    row.widget->show(); // at once, so that it can have the focus
    putBeforeAdd(*row.widget);

    connect(row.name, &QLineEdit::textEdited, row.value, &SecretEdit::forget); // it is kept under the old name
    connect(row.name, &QLineEdit::textChanged, this, &HeadersEdit::changed);
    connect(row.value, &SecretEdit::changed, this, &HeadersEdit::changed);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] { this->remove(widget); });
    m_rows.push_back(row);
    return m_rows.back();
}

/// In the order of tabbing, where what comes last would be after all other fields.
void HeadersEdit::putBeforeAdd(QWidget &row)
{
    QWidgetList fields;
    for (auto *widget = row.nextInFocusChain(); row.isAncestorOf(widget); widget = widget->nextInFocusChain()) {
        if (widget->focusPolicy() != Qt::NoFocus) {
            fields.append(widget);
        }
    }
    auto *before = m_add->previousInFocusChain();
    while (before->focusPolicy() == Qt::NoFocus && before != m_add) {
        before = before->previousInFocusChain();
    }
    for (auto *field : fields) {
        if (before != field) { // it stands there already
            setTabOrder(before, field);
        }
        before = field;
    }
    setTabOrder(before, m_add);
}

void HeadersEdit::remove(const QWidget *row)
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [row](const Row &candidate) { return candidate.widget == row; });
    found->widget->hide();
    found->widget->deleteLater();
    m_rows.erase(found);
    m_add->setFocus();
    Q_EMIT changed();
}

void HeadersEdit::clear()
{
    while (!m_rows.empty()) {
        remove(m_rows.back().widget);
    }
}

QList<ConfiguredHeader> HeadersEdit::headers() const
{
    QList<ConfiguredHeader> headers;
    for (const auto &row : m_rows) {
        ConfiguredHeader header{row.name->text().trimmed(), row.value->secret()};
        if (row.value->isKept()) {
            header.value.value = row.kept;
        }
        headers.append(header);
    }
    return headers;
}

void HeadersEdit::setHeaders(const QList<ConfiguredHeader> &headers)
{
    const QSignalBlocker blocker(this);
    clear();
    for (const auto &header : headers) {
        addRow(header);
    }
}

void HeadersEdit::setKeptHeaders(const QList<ConfiguredHeader> &headers)
{
    const QSignalBlocker blocker(this);
    clear();
    for (const auto &header : headers) {
        auto &row = addRow(header);
        row.value->setKept();
        row.kept = header.value.value;
    }
}

QString HeadersEdit::mistakeIn(const Row &row, const QSet<QString> &earlierNames)
{
    const auto name = row.name->text().trimmed();
    if (name.isEmpty()) {
        return tr("Write the name of the header, or remove the row");
    }
    if (earlierNames.contains(name.toLower())) {
        return tr("There is another header of this name");
    }
    if (!row.value->secret().isSet()) {
        return tr("Write the value of the header, or remove the row");
    }
    return {};
}

void HeadersEdit::showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings)
{
    QSet<QString> names;
    for (const auto &row : m_rows) {
        const auto name = row.name->text().trimmed();
        const auto isOfRow = [element = m_element + u'.' + name](const QString &location) {
            return location == element || location.startsWith(element + u'.');
        };
        const auto mistake =
            std::find_if(mistakes.begin(), mistakes.end(), [&](const Error &one) { return isOfRow(one.location); });
        const auto warning =
            std::find_if(warnings.begin(), warnings.end(), [&](const Issue &one) { return isOfRow(one.path); });
        auto text = mistakeIn(row, names);
        if (text.isEmpty() && mistake != mistakes.end()) {
            text = mistake->message;
        }
        if (text.isEmpty() && warning != warnings.end()) {
            row.message->say(Tone::Warning, warning->message);
        } else {
            row.message->say(Tone::Bad, text);
        }
        names.insert(name.toLower());
    }
    const auto ofAll =
        std::find_if(warnings.begin(), warnings.end(), [this](const Issue &one) { return one.path == m_element; });
    m_message->say(Tone::Warning, ofAll == warnings.end() ? QString() : ofAll->message);
}

QWidget *HeadersEdit::firstMistake() const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.message->isMistake(); });
    return found == m_rows.end() ? nullptr : found->name;
}

void HeadersEdit::touch()
{
    for (const auto &row : m_rows) {
        row.message->touch();
    }
}

void HeadersEdit::setKept()
{
    for (const auto &row : m_rows) {
        row.value->setKept();
    }
}

} // namespace Tbs::Gui
