// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "statusdialog.h"

#include "../application/symbols.h"
#include "../detail/jsontext.h"
#include "../detail/jsontreeview.h"
#include "../mainwindow/messagebar.h"
#include "../notifications/patientmask.h"
#include "subscriptionwords.h"

#include <Tbs/support/futures.h>

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

StatusDialog::StatusDialog(Backend &backend, QString id, const QString &name, bool masked, QWidget *parent)
    : QDialog(parent)
    , m_backend(backend)
    , m_id(std::move(id))
    , m_masked(masked)
    , m_message(new MessageBar)
    , m_facts(new QFormLayout)
    , m_tree(new JsonTreeView)
{
    setObjectName(u"statusDialog"_s);
    setWindowTitle(tr("$status of %1").arg(name));
    resize(680, 560);
    m_message->setObjectName(u"statusMessage"_s);
    m_facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_tree->setObjectName(u"statusTree"_s);
    m_tree->setAccessibleName(tr("The answer as a tree"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addLayout(m_facts);
    layout->addWidget(m_tree, 1);
    makeButtons();
    ask();
}

void StatusDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_askAgain = buttons->addButton(tr("&Ask Again"), QDialogButtonBox::ActionRole);
    m_askAgain->setObjectName(u"askAgain"_s);
    m_askAgain->setIcon(symbol(u"refresh"_s, u"view-refresh"_s));
    m_askAgain->setShortcut(QKeySequence::Refresh);
    m_copy = buttons->addButton(tr("&Copy Answer"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"copyAnswer"_s);
    m_copy->setIcon(symbol(u"copy"_s, u"edit-copy"_s));
    m_copy->setEnabled(false);
    auto *close = buttons->button(QDialogButtonBox::Close);
    close->setObjectName(u"closeButton"_s);
    close->setDefault(true);
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_askAgain, &QPushButton::clicked, this, &StatusDialog::ask);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(indentedJson(shownBundle()))); });
    close->setFocus();
}

void StatusDialog::ask()
{
    m_askAgain->setEnabled(false);
    m_message->showMessage(Tone::Information, tr("Asking the server…"));
    const auto answered = [this](const Result<FetchedStatus> &answer) {
        take(answer);
    };
    whenFinished(m_backend.server().status(m_id), this, answered, [answered] {
        answered(failure(Error::Kind::Retry, tr("The connection was ended before the answer came.")));
    });
}

void StatusDialog::take(const Result<FetchedStatus> &answer)
{
    m_askAgain->setEnabled(true);
    if (!answer) {
        m_message->showMessage(Tone::Bad, answer.error().toString() + u'\n' + adviceForSubscription(answer.error()));
        return; // an earlier answer stays readable
    }
    m_message->hide();
    m_answer = *answer;
    showAnswer();
}

void StatusDialog::setMasked(bool masked)
{
    m_masked = masked;
    if (m_answer) {
        showAnswer();
    }
}

void StatusDialog::add(const QString &label, const QString &text)
{
    auto *value = new QLabel(text.isEmpty() ? tr("not told") : text);
    value->setObjectName(u"statusFact"_s);
    value->setAccessibleName(label);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_facts->addRow(label, value);
}

void StatusDialog::showAnswer()
{
    while (m_facts->rowCount() > 0) {
        m_facts->removeRow(0);
    }
    const auto &status = m_answer->status;
    const auto &count = status.eventsSinceSubscriptionStart;
    add(tr("Status:"), status.status ? toCode(*status.status) : QString());
    add(tr("Type:"), toCode(status.type));
    add(tr("Events since the subscription started:"), count ? QLocale().toString(count->value()) : QString());
    add(tr("Errors:"), status.errors.isEmpty() ? tr("none") : m_masked ? hiddenText() : status.errors.join(u'\n'));
    add(tr("Topic:"), status.topic);
    m_tree->setObject(QJsonDocument::fromJson(shownBundle()).object());
    m_tree->expandToDepth(3);
    m_copy->setEnabled(true);
}

QByteArray StatusDialog::shownBundle() const
{
    return m_masked ? maskedBundleJson(m_answer->bundle) : m_answer->bundle;
}

} // namespace Tbs::Gui
