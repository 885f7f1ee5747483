// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "headersedit.h"

#include "../application/symbols.h"
#include "secretedit.h"

#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

HeadersEdit::HeadersEdit(const QString &name, QString element, QWidget *parent)
    : QWidget(parent)
    , m_element(std::move(element))
    , m_layout(new QVBoxLayout(this))
    , m_add(new QToolButton)
{
    setObjectName(name);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
    m_add->setObjectName(name + u"Add"_s);
    m_add->setText(tr("Add a Header"));
    m_add->setIcon(symbol(u"added"_s, u"list-add"_s));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
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
    row.name->setPlaceholderText(u"X-Api-Key"_s);
    row.value->setLabel(tr("Value of the header"));
    row.value->setSecret(header.value);
    auto *remove = new QToolButton;
    remove->setObjectName(name + u"Remove"_s);
    remove->setIcon(symbol(u"removed"_s, u"list-remove"_s));
    remove->setToolTip(tr("Remove this header"));
    remove->setAccessibleName(remove->toolTip());
    remove->setFocusPolicy(Qt::StrongFocus);
    auto *line = new QHBoxLayout;
    line->addWidget(row.name, 1);
    line->addWidget(row.value, 2);
    line->addWidget(remove);
    auto *column = new QVBoxLayout(row.widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    row.message = new FieldMessage(row.widget, name + u"Message"_s);
    column->addWidget(row.message);
    m_layout->insertWidget(m_layout->count() - 1, row.widget);
    row.widget->show(); // at once, so that it can have the focus

    connect(row.name, &QLineEdit::textEdited, row.value, &SecretEdit::forget); // it is kept under the old name
    connect(row.name, &QLineEdit::textChanged, this, &HeadersEdit::changed);
    connect(row.value, &SecretEdit::changed, this, &HeadersEdit::changed);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] { this->remove(widget); });
    m_rows.push_back(row);
    return m_rows.back();
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

QList<ConfiguredHeader> HeadersEdit::headers() const
{
    QList<ConfiguredHeader> headers;
    for (const auto &row : m_rows) {
        headers.append({row.name->text().trimmed(), row.value->secret()});
    }
    return headers;
}

void HeadersEdit::setHeaders(const QList<ConfiguredHeader> &headers)
{
    const QSignalBlocker blocker(this);
    while (!m_rows.empty()) {
        remove(m_rows.back().widget);
    }
    for (const auto &header : headers) {
        addRow(header);
    }
}

void HeadersEdit::showMistakes(const QList<Error> &mistakes)
{
    QSet<QString> names;
    for (const auto &row : m_rows) {
        const auto name = row.name->text().trimmed();
        const auto element = m_element + u'.' + name;
        const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&element](const Error &mistake) {
            return mistake.location == element || mistake.location.startsWith(element + u'.');
        });
        QString text;
        if (name.isEmpty()) {
            text = tr("Write the name of the header, or remove the row");
        } else if (names.contains(name.toLower())) {
            text = tr("There is another header of this name");
        } else if (!row.value->secret().isSet()) {
            text = tr("Write the value of the header, or remove the row");
        } else if (found != mistakes.end()) {
            text = found->message;
        }
        names.insert(name.toLower());
        row.message->say(Tone::Bad, text);
    }
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
