// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "eventsdialog.h"

#include "../application/symbols.h"
#include "../detail/jsontext.h"
#include "../detail/jsontextview.h"
#include "../mainwindow/messagebar.h"
#include "../notifications/patientmask.h"
#include "subscriptionwords.h"

#include <Tbs/support/futures.h>

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

EventsDialog::EventsDialog(Backend &backend, Target target, bool masked, QWidget *parent)
    : QDialog(parent)
    , m_backend(backend)
    , m_target(std::move(target))
    , m_masked(masked)
    , m_mistake(new QLabel)
    , m_hint(new QLabel)
    , m_message(new MessageBar)
    , m_list(new QTreeWidget)
    , m_resource(new JsonTextView)
{
    setObjectName(u"eventsDialog"_s);
    setWindowTitle(tr("Events of %1").arg(m_target.name));
    resize(920, 600);
    m_message->setObjectName(u"eventsMessage"_s);
    m_mistake->setObjectName(u"rangeMistake"_s);
    m_hint->setText(hint());
    m_hint->setObjectName(u"eventsHint"_s);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(makeRange());
    layout->addWidget(m_mistake);
    layout->addWidget(m_hint);
    layout->addWidget(m_message);
    layout->addWidget(makeResult(), 1);
    makeButtons();
    checkRange();
    askForCount();
    m_first->setFocus();
    m_first->selectAll();
}

QLineEdit *EventsDialog::numberEdit(const QString &name, const QString &label, quint64 number)
{
    auto *edit = new QLineEdit(QString::number(number));
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setMaxLength(19);
    edit->setMaximumWidth(fontMetrics().averageCharWidth() * 24);
    connect(edit, &QLineEdit::textChanged, this, &EventsDialog::checkRange);
    return edit;
}

QLayout *EventsDialog::makeRange()
{
    const auto range = suggestedRange(m_target.missing, m_target.count);
    m_first = numberEdit(u"firstNumber"_s, tr("First event number"), range.first);
    m_last = numberEdit(u"lastNumber"_s, tr("Last event number"), range.last);
    m_fetch = new QPushButton(symbol(u"query"_s), tr("&Fetch"));
    m_fetch->setObjectName(u"fetchButton"_s);
    m_fetch->setDefault(true);
    auto *from = new QLabel(tr("Events f&rom"));
    from->setBuddy(m_first);
    auto *to = new QLabel(tr("&to"));
    to->setBuddy(m_last);
    auto *line = new QHBoxLayout;
    for (auto *widget : QList<QWidget *>{from, m_first, to, m_last, m_fetch}) {
        line->addWidget(widget);
    }
    line->addStretch(1);
    connect(m_fetch, &QPushButton::clicked, this, &EventsDialog::fetch);
    return line;
}

QWidget *EventsDialog::makeResult()
{
    m_list->setObjectName(u"eventList"_s);
    m_list->setAccessibleName(tr("Events"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setHeaderLabels({tr("Number"), tr("Time"), tr("Focus")});
    const auto width = fontMetrics().averageCharWidth();
    m_list->header()->resizeSection(0, width * 10);
    m_list->header()->resizeSection(1, width * 23);
    m_resource->setObjectName(u"eventResource"_s);
    m_resource->setAccessibleName(tr("Resource of the event as JSON"));
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(m_list);
    splitter->addWidget(m_resource);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &EventsDialog::showResource);
    return splitter;
}

void EventsDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_copyResource = buttons->addButton(tr("Copy &Resource"), QDialogButtonBox::ActionRole);
    m_copyResource->setObjectName(u"copyResource"_s);
    m_copyResource->setIcon(symbol(u"copy"_s, u"edit-copy"_s));
    m_copyAnswer = buttons->addButton(tr("&Copy Answer"), QDialogButtonBox::ActionRole);
    m_copyAnswer->setObjectName(u"copyAnswer"_s);
    for (auto *button : {m_copyResource, m_copyAnswer}) {
        button->setAutoDefault(false);
        button->setEnabled(false);
    }
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_copyResource, &QPushButton::clicked, this, &EventsDialog::copyResource);
    connect(m_copyAnswer, &QPushButton::clicked, this, &EventsDialog::copyAnswer);
}

void EventsDialog::askForCount()
{
    if (m_target.count > 0 || !m_target.missing.isEmpty()) {
        return;
    }
    whenFinished(m_backend.server().status(m_target.id), this, [this](const Result<FetchedStatus> &answer) {
        const auto count = answer ? answer->status.eventsSinceSubscriptionStart : std::nullopt;
        if (!count) {
            return; // it was only to spare the user some typing
        }
        m_target.count = count->value();
        m_hint->setText(hint());
        if (!m_first->isModified() && !m_last->isModified()) {
            const auto range = suggestedRange({}, m_target.count);
            m_first->setText(QString::number(range.first));
            m_last->setText(QString::number(range.last));
        }
    });
}

QString EventsDialog::hint() const
{
    QStringList sentences;
    if (!m_target.missing.isEmpty()) {
        sentences << tr("Missing here: %1.").arg(m_target.missing.toString());
    }
    if (m_target.count > 0) {
        sentences << tr("The server has counted %1.").arg(QLocale().toString(m_target.count));
    }
    sentences << tr("What comes is only shown: it is neither stored nor handed over to handlers.");
    return sentences.join(u' ');
}

std::optional<NumberRange> EventsDialog::range() const
{
    const auto first = EventNumber::fromString(m_first->text().trimmed());
    const auto last = EventNumber::fromString(m_last->text().trimmed());
    if (!first || !last || last->value() < first->value() || last->value() - first->value() >= maximumFetched) {
        return std::nullopt;
    }
    return NumberRange{first->value(), last->value()};
}

void EventsDialog::checkRange()
{
    const bool isRange = range().has_value();
    m_fetch->setEnabled(isRange && !m_fetching);
    m_mistake->setVisible(!isRange);
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad, colors));
    m_mistake->setPalette(colors);
    m_mistake->setText(tr("✘ Two whole numbers are needed, the smaller one first, for at most %1 events.")
                           .arg(QLocale().toString(maximumFetched)));
}

void EventsDialog::fetch()
{
    const auto asked = range();
    if (!asked || m_fetching) {
        return;
    }
    m_fetching = true;
    checkRange();
    m_message->showMessage(Tone::Information, tr("Asking the server…"));
    const auto answered = [this, asked](const Result<RecoveredEvents> &answer) {
        take(*asked, answer);
    };
    whenFinished(m_backend.server().events(m_target.id, *asked), this, answered, [answered] {
        answered(failure(Error::Kind::Retry, tr("The connection was ended before the answer came.")));
    });
}

void EventsDialog::take(const NumberRange &asked, const Result<RecoveredEvents> &answer)
{
    m_fetching = false;
    checkRange();
    if (!answer) {
        return showError(answer.error());
    }
    m_answer = *answer;
    m_message->hide();
    if (showEvents()) {
        showCounts(asked);
    }
}

void EventsDialog::showError(const Error &error)
{
    const auto advice = error.kind == Error::Kind::Rejected
        ? tr("Servers need not have $events, and may keep events for a short time only. What was missed can then be "
             "found only by reading the resources themselves.")
        : adviceFor(error.kind);
    m_message->showMessage(Tone::Bad, error.toString() + u'\n' + advice);
}

void EventsDialog::setMasked(bool masked)
{
    m_masked = masked;
    if (m_answer) {
        showEvents();
    }
}

bool EventsDialog::showEvents()
{
    const int current = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_list->clear();
    m_events.clear();
    m_copyAnswer->setEnabled(!m_answer->bundle.isEmpty());
    const auto events = fetchedEvents(*m_answer, m_masked);
    if (events) {
        m_events = *events;
    } else {
        showError(events.error());
    }
    for (const auto &event : std::as_const(m_events)) {
        m_list->addTopLevelItem(new QTreeWidgetItem(QStringList{event.number, event.timestamp, event.focus}));
    }
    m_list->setCurrentItem(m_list->topLevelItem(std::max(0, current)));
    showResource();
    return events.has_value();
}

void EventsDialog::showCounts(const NumberRange &asked)
{
    const NumberRanges wanted({asked});
    const auto absent = wanted.subtracted(m_answer->numbers);
    const QLocale locale;
    if (m_events.isEmpty()) {
        m_message->showMessage(Tone::Warning, tr("The server has none of these events, or none any more."));
    } else if (!absent.isEmpty()) {
        m_message->showMessage(Tone::Warning,
                               tr("The server sent %1 of %2 events. It did not send: %3")
                                   .arg(locale.toString(wanted.count() - absent.count()),
                                        locale.toString(wanted.count()), absent.toString()));
    }
}

void EventsDialog::showResource()
{
    const int current = m_list->indexOfTopLevelItem(m_list->currentItem());
    const auto resource = current >= 0 && current < m_events.size() ? m_events.at(current).resource : QByteArray();
    m_resource->setJsonText(resource);
    m_resource->setPlaceholderText(current >= 0 ? tr("The server sent no resource with it.") : QString());
    m_copyResource->setEnabled(!resource.isEmpty());
}

void EventsDialog::copyResource()
{
    QGuiApplication::clipboard()->setText(m_resource->toPlainText());
}

void EventsDialog::copyAnswer()
{
    const auto json = m_masked ? maskedBundleJson(m_answer->bundle) : m_answer->bundle;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(indentedJson(json)));
}

} // namespace Tbs::Gui
