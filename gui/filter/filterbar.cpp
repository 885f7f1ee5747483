// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filterbar.h"

#include "../application/symbols.h"
#include "../application/tone.h"

#include <QAction>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWhatsThis>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// Completes the word at the cursor, not the whole line.
class LastWordCompleter final : public QCompleter
{
public:
    using QCompleter::QCompleter;

    [[nodiscard]] QStringList splitPath(const QString &path) const override
    {
        return {path.mid(path.lastIndexOf(u' ') + 1)};
    }

    [[nodiscard]] QString pathFromIndex(const QModelIndex &index) const override
    {
        const auto *edit = qobject_cast<QLineEdit *>(widget());
        const auto before = edit ? edit->text() : QString();
        return before.left(before.lastIndexOf(u' ') + 1) + QCompleter::pathFromIndex(index);
    }
};

} // namespace

FilterBar::FilterBar(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_edit(new QLineEdit)
    , m_message(new QLabel)
{
    m_edit->setObjectName(u"filterEdit"_s);
    m_edit->setPlaceholderText(tr("Filter: text, or conditions such as -type:heartbeat focus:Patient/1 status:error"));
    m_edit->setClearButtonEnabled(true);
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setMaxLength(2000);
    m_edit->addAction(symbol(u"filter"_s, u"view-filter"_s), QLineEdit::LeadingPosition);
    auto *completer = new LastWordCompleter(FilterExpression::keys(), this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_edit->setCompleter(completer);

    auto *help = new QToolButton;
    help->setObjectName(u"filterHelp"_s);
    help->setText(tr("?"));
    help->setAutoRaise(true);
    help->setToolTip(tr("What can stand in a filter"));
    help->setAccessibleName(help->toolTip());

    m_message->setObjectName(u"filterMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();

    auto *line = new QHBoxLayout;
    line->addWidget(m_edit);
    line->addWidget(help);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_message);
    setFocusProxy(m_edit);

    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::parse);
    connect(help, &QToolButton::clicked, this, &FilterBar::showHelp);
}

QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
}

void FilterBar::setCondition(const QString &key, const QString &value)
{
    static const auto pattern = uR"((^|\s)-?%1:("[^"]*"|\S*))"_s;
    auto rest = m_edit->text().remove(QRegularExpression(pattern.arg(key))).simplified();
    setText(rest.isEmpty() ? FilterExpression::condition(key, value)
                           : rest + u' ' + FilterExpression::condition(key, value));
}

void FilterBar::edit()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::parse()
{
    const auto parsed = FilterExpression::parse(m_edit->text(), m_clock.now());
    showValidity(parsed);
    if (parsed && *parsed != m_expression) {
        m_expression = *parsed;
        Q_EMIT expressionChanged(m_expression);
    }
}

void FilterBar::showValidity(const Result<FilterExpression> &parsed)
{
    const auto tone = !parsed ? Tone::Bad : parsed->isEmpty() ? Tone::Neutral : Tone::Good;
    auto colors = palette();
    colors.setColor(QPalette::Base, toneBackground(tone, palette()));
    m_edit->setPalette(colors);
    m_message->setVisible(!parsed);
    if (!parsed) {
        auto messageColors = palette();
        messageColors.setColor(QPalette::WindowText, toneColor(Tone::Bad, palette()));
        m_message->setPalette(messageColors);
        m_message->setText(u"⚠ "_s + parsed.error().message);
    }
    m_edit->setAccessibleDescription(parsed ? QString() : parsed.error().message);
}

void FilterBar::showHelp()
{
    const auto line = [](const QString &condition, const QString &meaning) {
        return u"<tr><td><code>%1</code>&nbsp;&nbsp;</td><td>%2</td></tr>"_s.arg(condition.toHtmlEscaped(),
                                                                                 meaning.toHtmlEscaped());
    };
    const QString table = line(u"text \"some text\""_s, tr("contained in the body, in any case"))
        + line(u"type:handshake,heartbeat"_s, tr("handshake, heartbeat, event, status, events"))
        + line(u"-type:heartbeat"_s, tr("any other type"))
        + line(u"topic:encounter"_s, tr("contained in the topic's URL"))
        + line(u"subscription:encounters"_s, tr("webhook id, Subscription/id or id"))
        + line(u"focus:Patient/1"_s, tr("what the event is about; focus:Patient for all of them"))
        + line(u"status:error"_s, tr("of an event's handler: pending, done, error"))
        + line(u"origin:recovered"_s, tr("webhook, websocket, recovered"))
        + line(u"is:duplicate"_s, tr("duplicate, replayed, gap, rejected, failed"))
        + line(u"after:10m before:12:30"_s, tr("s, m, h, d ago; a time of today; 2026-01-31T12:30"));
    QWhatsThis::showText(mapToGlobal(QPoint(0, height())),
                         u"<p>%1</p><table>%2</table>"_s.arg(tr("All conditions have to hold:"), table), this);
}

} // namespace Tbs::Gui
