// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "confirmdialog.h"

#include "../application/symbols.h"
#include "../application/tone.h"
#include "subscriptionwords.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QLabel *plainLabel(const QString &text, const QString &name)
{
    auto *label = new QLabel(text);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

ConfirmDialog::ConfirmDialog(Intent intent, const QList<SubscriptionRow> &rows, const QUrl &server, bool masked,
                             QWidget *parent)
    : QDialog(parent)
    , m_intent(intent)
    , m_rows(rows)
    , m_masked(masked)
{
    setObjectName(u"confirmDialog"_s);
    setWindowTitle(verb());
    setMinimumWidth(fontMetrics().averageCharWidth() * (rows.size() == 1 ? 92 : 132));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    addQuestion(*layout);
    if (rows.size() == 1) {
        addFacts(*layout, server);
    } else {
        addList(*layout);
    }
    addConsequence(*layout);
    addButtons(*layout);
}

bool ConfirmDialog::isOthers() const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [](const auto &row) { return row.owner == SubscriptionOwner::Others; });
}

QString ConfirmDialog::verb() const
{
    switch (m_intent) {
    case Intent::Delete:
        return tr("Delete");
    case Intent::Deactivate:
        return tr("Deactivate");
    case Intent::Activate:
        break;
    }
    return tr("Activate");
}

QString ConfirmDialog::question() const
{
    const auto name = m_rows.constFirst().name();
    switch (m_intent) {
    case Intent::Delete:
        if (m_rows.size() > 1) {
            return tr("Delete %1 subscriptions that are left over?").arg(QLocale().toString(m_rows.size()));
        }
        return isOthers() ? tr("Delete %1, which is somebody else’s?").arg(name) : tr("Delete %1?").arg(name);
    case Intent::Deactivate:
        return isOthers() ? tr("Deactivate %1, which is somebody else’s?").arg(name) : tr("Deactivate %1?").arg(name);
    case Intent::Activate:
        break;
    }
    return isOthers() ? tr("Activate %1, which is somebody else’s?").arg(name) : tr("Activate %1?").arg(name);
}

QString ConfirmDialog::consequence() const
{
    switch (m_intent) {
    case Intent::Delete:
        if (isOthers()) {
            return tr("Whoever it belongs to will get no more notifications, and may not notice. It cannot be brought "
                      "back from here.");
        }
        return m_rows.constFirst().managed
            ? tr("The server deletes it, and its definition in this connection is forgotten. What has arrived stays in "
                 "the history.")
            : tr("The server deletes what nothing in this connection wants. What has arrived stays in the history.");
    case Intent::Deactivate:
        return isOthers() ? tr("The server sends nothing more to its endpoint until somebody activates it again.")
                          : tr("The server sends nothing until you activate it again. Whether events of that time can "
                               "be fetched afterwards depends on the server.");
    case Intent::Activate:
        break;
    }
    return tr("The server is asked to send to its endpoint again. Somebody may have turned it off for a reason.");
}

void ConfirmDialog::addQuestion(QVBoxLayout &layout)
{
    auto *icon = new QLabel;
    const int size = fontMetrics().height() * 2;
    const bool isBad = isOthers() && m_intent == Intent::Delete;
    icon->setPixmap(coloredSymbol(u"warning"_s, toneColor(isBad ? Tone::Bad : Tone::Warning, palette()))
                        .pixmap(QSize(size, size), devicePixelRatioF()));
    auto *text = plainLabel(question(), u"confirmQuestion"_s);
    auto font = text->font();
    font.setBold(true);
    text->setFont(font);
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(icon, 0, Qt::AlignTop);
    line->addWidget(text, 1);
    layout.addLayout(line);
}

void ConfirmDialog::addFacts(QVBoxLayout &layout, const QUrl &server)
{
    const auto &row = m_rows.constFirst();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [form](const QString &label, const QString &text) {
        if (!text.isEmpty()) {
            auto *value = plainLabel(text, u"confirmFact"_s);
            value->setAccessibleName(label);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            form->addRow(label, value);
        }
    };
    add(tr("Whose:"), ownerExplanation(row));
    add(tr("Webhook:"), row.webhookId());
    add(tr("Id:"), row.id().isEmpty() ? tr("none; the server does not have it") : row.id());
    add(row.isTopicBased() ? tr("Topic:") : tr("Query:"), topicText(row, m_masked));
    add(tr("Endpoint:"), endpointText(row));
    add(tr("Status:"), statusText(row));
    add(tr("Server:"), server.toDisplayString());
    layout.addLayout(form);
}

void ConfirmDialog::addList(QVBoxLayout &layout)
{
    auto *list = new QTreeWidget;
    list->setObjectName(u"confirmList"_s);
    list->setAccessibleName(tr("What is deleted"));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->setHeaderLabels({tr("Id"), tr("Topic"), tr("Endpoint")});
    for (const auto &row : std::as_const(m_rows)) {
        list->addTopLevelItem(new QTreeWidgetItem(QStringList{row.id(), topicText(row, m_masked), endpointText(row)}));
    }
    const auto width = fontMetrics().averageCharWidth();
    list->header()->resizeSection(0, width * 20);
    list->header()->resizeSection(1, width * 44);
    layout.addWidget(list, 1);
}

void ConfirmDialog::addConsequence(QVBoxLayout &layout)
{
    layout.addWidget(plainLabel(consequence(), u"confirmConsequence"_s));
}

void ConfirmDialog::addButtons(QVBoxLayout &layout)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *confirm = buttons->addButton(verb(), QDialogButtonBox::AcceptRole);
    confirm->setObjectName(u"confirmButton"_s);
    confirm->setAutoDefault(false);
    auto *cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"cancelButton"_s);
    cancel->setDefault(true);
    if (isOthers() && m_intent == Intent::Delete) {
        auto *check = new QCheckBox(tr("&I know that it is not ours, and that others may depend on it"));
        check->setObjectName(u"confirmCheck"_s);
        confirm->setEnabled(false);
        connect(check, &QCheckBox::toggled, confirm, &QPushButton::setEnabled);
        layout.addWidget(check);
    }
    layout.addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    cancel->setFocus();
}

} // namespace Tbs::Gui
