// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscribedialog.h"

#include "../application/symbols.h"
#include "../mainwindow/messagebar.h"
#include "handshakeview.h"
#include "previewpane.h"
#include "subscriptionform.h"

#include <Tbs/service/subscriptionmistakes.h>
#include <Tbs/support/futures.h>

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr QSize defaultSize(1180, 760);

QPushButton *button(const QString &name, const QString &text)
{
    auto *made = new QPushButton(text);
    made->setObjectName(name);
    made->setAutoDefault(false); // Return in a field is no answer to a question
    return made;
}

} // namespace

SubscribeDialog *SubscribeDialog::subscribe(Backend &backend, const Clock &clock,
                                            const std::optional<DiscoveredTopic> &topic, QWidget *parent)
{
    auto *dialog = new SubscribeDialog(backend, clock, true, parent);
    const auto name = topic && !topic->topic.title.isEmpty() ? topic->topic.title
        : topic                                              ? topic->topic.url
                                                             : QString();
    dialog->setWindowTitle(name.isEmpty() ? tr("Subscribe to a Topic") : tr("Subscribe to %1").arg(name));
    dialog->start(topic);
    return dialog;
}

SubscribeDialog *SubscribeDialog::edit(Backend &backend, const Clock &clock,
                                       const SubscriptionConfiguration &configuration,
                                       const std::optional<DiscoveredTopic> &topic, QWidget *parent)
{
    auto *dialog = new SubscribeDialog(backend, clock, false, parent);
    auto existing = configuration;
    if (existing.definition.webhookId.isEmpty()) {
        // It has the one that it got by default, and keeps it whatever is changed.
        existing.definition.webhookId = defaultWebhookId(existing.definition);
    }
    dialog->setWindowTitle(tr("Change %1").arg(existing.definition.webhookId));
    dialog->m_form->setConfiguration(existing);
    dialog->start(topic);
    return dialog;
}

SubscribeDialog::SubscribeDialog(Backend &backend, const Clock &clock, bool isNew, QWidget *parent)
    : QDialog(parent)
    , m_backend(backend)
    , m_clock(clock)
    , m_isNew(isNew)
    , m_messageBar(new MessageBar(this))
    , m_pages(new QStackedWidget)
    , m_form(new SubscriptionForm(backend))
    , m_preview(new PreviewPane(backend.server()))
    , m_handshake(new HandshakeView)
{
    setObjectName(u"subscribeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_messageBar->setObjectName(u"subscribeMessage"_s);
    m_pages->setObjectName(u"subscribePages"_s);
    makeFormPage();
    makeHandshakePage();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_pages, 1);
    resize(defaultSize);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        connect(new QShortcut(Qt::CTRL | key, this), &QShortcut::activated, this, &SubscribeDialog::submit);
    }
    connect(m_form, &SubscriptionForm::changed, this, &SubscribeDialog::check);
    connect(&backend, &Backend::journal, this, &SubscribeDialog::takeJournal);
}

void SubscribeDialog::start(const std::optional<DiscoveredTopic> &topic)
{
    if (topic) {
        m_form->setTopic(*topic);
    } else {
        loadTopics();
    }
    m_initial = m_form->configuration();
    check();
    open();
}

void SubscribeDialog::makeFormPage()
{
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"formScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    scroll->setMinimumWidth(fontMetrics().averageCharWidth() * 84);
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(scroll);
    splitter->addWidget(m_preview);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);

    m_cancel = button(u"cancelButton"_s, tr("Cancel"));
    m_submit = button(u"subscribeButton"_s, m_isNew ? tr("&Subscribe") : tr("&Save Changes"));
    m_submit->setToolTip(tr("Ctrl+Return"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_submit);
    buttons->addWidget(m_cancel);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter, 1);
    layout->addLayout(buttons);
    m_pages->addWidget(page);
    connect(m_cancel, &QPushButton::clicked, this, &SubscribeDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, &SubscribeDialog::submit);
}

void SubscribeDialog::makeHandshakePage()
{
    m_back = button(u"backButton"_s, tr("&Back to the Form"));
    m_tryAgain = button(u"tryAgainButton"_s, tr("&Try Again"));
    m_showEvents = button(u"showEventsButton"_s, tr("Show &Events"));
    m_close = button(u"closeButton"_s, tr("Close"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_tryAgain);
    buttons->addWidget(m_showEvents);
    buttons->addWidget(m_close);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_handshake, 1);
    layout->addLayout(buttons);
    m_pages->addWidget(page);
    connect(m_back, &QPushButton::clicked, this, &SubscribeDialog::goBack);
    connect(m_tryAgain, &QPushButton::clicked, this, &SubscribeDialog::submit);
    connect(m_showEvents, &QPushButton::clicked, this, &SubscribeDialog::showEvents);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
}

void SubscribeDialog::loadTopics()
{
    whenFinished(m_backend.server().topics(), this, [this](const Result<DiscoveredTopics> &found) {
        if (found) {
            m_form->setTopics(found->topics);
        } else {
            m_messageBar->showMessage(
                Tone::Warning,
                tr("The topics of the server are not known, so what is typed in cannot be held against them. %1")
                    .arg(found.error().toString()));
        }
    });
}

HeaderJudgement SubscribeDialog::judgedHeaders(const SubscriptionConfiguration &configuration) const
{
    return judgeHeaders(configuration, m_backend.connection().configuration, processEnvironment);
}

QList<Error> SubscribeDialog::mistakes(const SubscriptionConfiguration &configuration) const
{
    auto found = mistakesOf(configuration, m_clock.now()) + judgedHeaders(configuration).mistakes;
    if (!m_isNew || configuration.definition.topic.isEmpty()) {
        return found;
    }
    // Whether it gets in the way of one that there is.
    QList<TopicSubscription> definitions;
    for (const auto &subscription : m_backend.subscriptions()) {
        definitions.append(subscription.wanted.definition);
    }
    definitions.append(configuration.definition);
    const auto element = u"subscriptions[%1].webhookId"_s.arg(definitions.size() - 1);
    const bool isMalformed =
        std::any_of(found.begin(), found.end(), [](const Error &error) { return error.location == "webhookId"_L1; });
    for (const auto &error : validate(definitions, m_clock.now())) {
        if (error.location == element && !isMalformed) {
            found.append({error.kind, error.message, u"webhookId"_s});
        }
    }
    return found;
}

void SubscribeDialog::check()
{
    const auto configuration = m_form->configuration();
    const auto found = mistakes(configuration);
    m_form->showIssues(found, judgedHeaders(configuration).warnings);
    if (found.isEmpty()) {
        m_preview->setSubscription(configuration);
    } else {
        m_preview->setMistaken();
    }
}

void SubscribeDialog::submit()
{
    if (m_busy || (m_pages->currentIndex() == 1 && !m_tryAgain->isVisible())) {
        return;
    }
    const auto configuration = m_form->configuration();
    if (!mistakes(configuration).isEmpty()) {
        m_form->goToMistake();
        return;
    }
    m_messageBar->hide();
    m_submitted = configuration;
    auto &definition = m_submitted.definition;
    if (definition.webhookId.isEmpty()) {
        // Written out, so that it stays when the filters are changed later.
        definition.webhookId = defaultWebhookId(definition);
    }
    m_progress = HandshakeProgress(definition.webhookId,
                                   definition.channel.value_or(m_backend.connection().configuration.defaults.channel));
    m_isUnchanged = m_preview->isUnchanged();
    setBusy(true);
    showProgress();
    whenFinished(
        m_backend.subscribe(m_submitted), this, [this](const Result<void> &answer) { takeAnswer(answer); },
        [this] { takeAnswer(failure(Error::Kind::Retry, tr("The connection was ended before the answer came."))); });
}

void SubscribeDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_submit->setEnabled(!busy);
    m_form->setEnabled(!busy);
    m_tryAgain->setEnabled(!busy);
}

void SubscribeDialog::takeAnswer(const Result<void> &answer)
{
    setBusy(false);
    if (!answer) {
        m_pages->setCurrentIndex(0);
        m_messageBar->showMessage(Tone::Bad, answer.error().toString());
        m_submit->setFocus();
        return;
    }
    if (m_isUnchanged) {
        m_progress.setUnchanged(m_clock.now());
    }
    m_isNew = false; // from now on it is there, and is changed
    m_submit->setText(tr("&Save Changes"));
    m_form->setConfiguration(m_submitted);
    m_initial = m_form->configuration();
    m_pages->setCurrentIndex(1);
    showProgress();
    m_close->setFocus();
}

void SubscribeDialog::takeJournal(const QList<JournalEntry> &entries)
{
    if (!m_busy && m_pages->currentIndex() == 0) {
        return;
    }
    for (const auto &entry : entries) {
        m_progress.take(entry);
    }
    showProgress();
}

void SubscribeDialog::showProgress()
{
    using State = HandshakeProgress::State;
    const auto state = m_progress.state();
    m_handshake->setProgress(m_progress);
    m_back->setVisible(state != State::Active);
    m_tryAgain->setVisible(state == State::Failed || state == State::Delayed);
    m_showEvents->setVisible(state == State::Active);
    m_close->setText(state == State::Active ? tr("Close") : tr("Close: It Goes On in the Background"));
    if (state == State::Active && m_pages->currentIndex() == 1 && !m_showEvents->hasFocus()) {
        m_close->setFocus();
    }
}

void SubscribeDialog::goBack()
{
    m_pages->setCurrentIndex(0);
    m_form->setFocus();
    check();
}

void SubscribeDialog::showEvents()
{
    const auto webhookId = m_progress.webhookId();
    accept();
    Q_EMIT eventsRequested(webhookId);
}

void SubscribeDialog::setMasked(bool masked)
{
    m_form->setMasked(masked);
    m_preview->setMasked(masked);
}

void SubscribeDialog::reject()
{
    if (m_pages->currentIndex() == 0 && !m_busy && m_form->configuration() != m_initial) {
        confirmDiscard();
    } else {
        QDialog::reject();
    }
}

void SubscribeDialog::confirmDiscard()
{
    auto *box = new QMessageBox(QMessageBox::Question, windowTitle(),
                                m_isNew ? tr("Discard what was typed in? Nothing has been sent to the server.")
                                        : tr("Discard the changes? The subscription stays as it was."),
                                QMessageBox::NoButton, this);
    box->setObjectName(u"discardDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *discard = box->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    discard->setObjectName(u"discardButton"_s);
    auto *keep = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(discard, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    box->open();
}

} // namespace Tbs::Gui
