// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "handshakeview.h"

#include "../application/symbols.h"
#include "../mainwindow/messagebar.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Step = HandshakeProgress::Step;
using State = HandshakeProgress::State;

QString stepName(Step step, ChannelType channel)
{
    switch (step) {
    case Step::Requested:
        return HandshakeView::tr("Requested");
    case Step::Registered:
        return HandshakeView::tr("Registered");
    case Step::Handshake:
        return channel == ChannelType::WebSocket ? HandshakeView::tr("Connected") : HandshakeView::tr("Handshake");
    case Step::Activated:
        break;
    }
    return HandshakeView::tr("Active");
}

QString expectation(Step step, ChannelType channel)
{
    switch (step) {
    case Step::Requested:
        return HandshakeView::tr("The server is being asked…");
    case Step::Registered:
        return HandshakeView::tr("Waiting for the server's answer…");
    case Step::Handshake:
        return channel == ChannelType::WebSocket ? HandshakeView::tr("Connecting the websocket…")
                                                 : HandshakeView::tr("Waiting for the server's first notification…");
    case Step::Activated:
        break;
    }
    return HandshakeView::tr("Waiting for the server to activate it…");
}

QString title(State state, const QString &webhookId)
{
    switch (state) {
    case State::Waiting:
        return HandshakeView::tr("%1 is being registered").arg(webhookId);
    case State::Delayed:
        return HandshakeView::tr("%1 is not active yet").arg(webhookId);
    case State::Failed:
        return HandshakeView::tr("%1 could not be registered").arg(webhookId);
    case State::Active:
        break;
    }
    return HandshakeView::tr("%1 is active").arg(webhookId);
}

QLabel *plainLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString withAdvice(const JournalEntry &entry)
{
    return entry.advice.isEmpty() ? entry.message : entry.message + u'\n' + entry.advice;
}

void setTextColor(QWidget &widget, const QColor &color)
{
    auto colors = widget.palette();
    colors.setColor(QPalette::WindowText, color);
    widget.setPalette(colors);
}

} // namespace

HandshakeView::HandshakeView(QWidget *parent)
    : QWidget(parent)
    , m_title(plainLabel(u"handshakeTitle"_s))
    , m_progress(new QProgressBar)
    , m_grid(new QGridLayout)
    , m_trouble(new MessageBar(this))
    , m_remarks(plainLabel(u"handshakeRemarks"_s))
{
    setObjectName(u"handshakeView"_s);
    auto font = m_title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.25);
    m_title->setFont(font);
    m_title->setWordWrap(true);
    m_progress->setObjectName(u"handshakeProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(fontMetrics().height() / 2);
    m_progress->setAccessibleName(tr("Progress of the registration"));
    m_trouble->setObjectName(u"handshakeTrouble"_s);
    m_remarks->setWordWrap(true);
    m_remarks->setForegroundRole(QPalette::PlaceholderText);

    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(fontMetrics().height() / 2);
    m_grid->setColumnStretch(3, 1);
    for (int i = 0; i < HandshakeProgress::stepCount; ++i) {
        const auto number = QString::number(i + 1);
        const Line line{new QLabel, plainLabel(u"stepName"_s + number), plainLabel(u"stepTime"_s + number),
                        plainLabel(u"stepText"_s + number)};
        line.text->setWordWrap(true);
        m_grid->addWidget(line.icon, i, 0, Qt::AlignTop);
        m_grid->addWidget(line.name, i, 1, Qt::AlignTop);
        m_grid->addWidget(line.time, i, 2, Qt::AlignTop);
        m_grid->addWidget(line.text, i, 3, Qt::AlignTop);
        m_lines.append(line);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 8);
    layout->setSpacing(fontMetrics().height());
    layout->addWidget(m_title);
    layout->addWidget(m_progress);
    layout->addLayout(m_grid);
    layout->addWidget(m_trouble);
    layout->addWidget(m_remarks);
    layout->addStretch(1);
}

void HandshakeView::setProgress(const HandshakeProgress &progress)
{
    m_title->setText(title(progress.state(), progress.webhookId()));
    const auto current = progress.current();
    // While it is waited for nobody knows how long it takes.
    m_progress->setRange(0, current ? 0 : HandshakeProgress::stepCount);
    m_progress->setValue(progress.state() == State::Active ? HandshakeProgress::stepCount : 0);
    m_progress->setVisible(progress.state() != State::Failed);
    for (int i = 0; i < HandshakeProgress::stepCount; ++i) {
        showLine(i, progress);
    }
    showTrouble(progress);
    showRemarks(progress.remarks());
}

void HandshakeView::showLine(int index, const HandshakeProgress &progress)
{
    const auto step = static_cast<Step>(index);
    const auto &line = m_lines.at(index);
    const auto &reached = progress.reached(step);
    const bool isCurrent = progress.current() == step;
    const bool isPassedOver = !reached && progress.state() == State::Active;
    const auto tone = reached ? Tone::Good : isCurrent ? Tone::Information : Tone::Neutral;
    const auto color = reached || isCurrent ? toneColor(tone, palette()) : mutedText(palette());
    const bool isWaitedFor = progress.state() == State::Waiting || progress.state() == State::Delayed;
    const auto name = reached ? u"done"_s : isCurrent ? u"retrying"_s : isWaitedFor ? u"requested"_s : u"removed"_s;
    const int size = fontMetrics().height();
    line.icon->setPixmap(coloredSymbol(name, color).pixmap(QSize(size, size), devicePixelRatioF()));
    line.name->setText(stepName(step, progress.channel()));
    auto font = line.name->font();
    font.setBold(isCurrent);
    line.name->setFont(font);
    setTextColor(*line.name, reached || isCurrent ? palette().color(QPalette::Text) : mutedText(palette()));
    line.time->setText(reached ? reached->at.toLocalTime().toString(u"HH:mm:ss"_s) : QString());
    line.text->setText(reached            ? withAdvice(*reached)
                           : isCurrent    ? expectation(step, progress.channel())
                           : isPassedOver ? tr("Not told; it is active without it.")
                                          : QString());
    setTextColor(*line.text, reached ? palette().color(QPalette::Text) : mutedText(palette()));
}

void HandshakeView::showTrouble(const HandshakeProgress &progress)
{
    const auto &trouble = progress.trouble();
    if (!trouble) {
        m_trouble->hide();
        return;
    }
    m_trouble->showMessage(progress.state() == State::Failed ? Tone::Bad : Tone::Warning, withAdvice(*trouble));
}

void HandshakeView::showRemarks(const QList<JournalEntry> &remarks)
{
    QStringList lines;
    for (const auto &remark : remarks) {
        lines.append(u"%1  %2"_s.arg(remark.at.toLocalTime().toString(u"HH:mm:ss"_s), withAdvice(remark)));
    }
    m_remarks->setText(lines.join(u'\n'));
    m_remarks->setVisible(!lines.isEmpty());
}

} // namespace Tbs::Gui
